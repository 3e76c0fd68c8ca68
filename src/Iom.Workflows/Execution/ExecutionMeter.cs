using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Iom.Workflows.Execution;

/// <summary>What can be measured of decisions. Costs next to nothing while nobody listens; carries no names and no texts.</summary>
public static class ExecutionMeter
{
    /// <summary>Name of the meter and of the source of spans.</summary>
    public const string Name = "Iom";

    /// <summary>Seconds from asking to the committed answer, by <c>iom.operation</c> (start, handle) and <c>iom.outcome</c> (done, repeated, refused, failed).</summary>
    public const string DecisionDuration = "iom.decision.duration";

    private static readonly Meter Meter = new(Name);
    private static readonly ActivitySource Spans = new(Name);

    private static readonly Histogram<double> Decisions = Meter.CreateHistogram(
        DecisionDuration,
        "s",
        "Seconds from asking to the committed answer.",
        tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10] });

    internal static async Task<ExecutionAnswer> MeasureAsync(string operation, TimeProvider time, Guid? pathwayId, Func<Task<ExecutionAnswer>> decide)
    {
        using var span = Spans.StartActivity($"pathway {operation}");
        span?.SetTag("iom.pathway", pathwayId);
        var began = time.GetTimestamp();
        var outcome = "failed";
        try
        {
            var answer = await decide();
            outcome = answer switch
            {
                ExecutionAnswer.Done { Repeated: true } => "repeated",
                ExecutionAnswer.Done => "done",
                _ => "refused",
            };
            span?.SetTag("iom.refusal", (answer as ExecutionAnswer.Refused)?.Why.Code);
            return answer;
        }
        finally
        {
            span?.SetTag("iom.outcome", outcome);
            Decisions.Record(
                time.GetElapsedTime(began).TotalSeconds,
                new KeyValuePair<string, object?>("iom.operation", operation),
                new KeyValuePair<string, object?>("iom.outcome", outcome));
        }
    }
}
