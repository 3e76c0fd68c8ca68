using System.Collections.Immutable;
using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Elsa.Flow;

/// <summary>
/// The ports of a stage: through which of them a life leaves it, and where each leads. An outcome has one port, and further ones where it
/// may lead to more than one place: to a stage that somebody chooses, to a new year, to the end when its rounds are used up.
/// </summary>
internal static class Ports
{
    /// <summary>The stage does not apply, or nobody had anything to do in it.</summary>
    public const string Skipped = "skipped";

    /// <summary>A vote without quorum is held once more.</summary>
    public const string NoQuorum = "no_quorum";

    /// <summary>The track is cancelled while it stands in the stage.</summary>
    public const string Cancelled = "cancelled";

    /// <param name="plan">The plan.</param>
    /// <param name="stages">The stages of the life, in order.</param>
    /// <param name="stage">One of them.</param>
    public static IEnumerable<Way> Of(ProcessPlan plan, ImmutableArray<StagePlan> stages, StagePlan stage)
    {
        var here = stages.IndexOf(stage.Key);
        var after = here + 1 < stages.Length ? Way.To(stages[here + 1].Key) : Way.ToEnd;
        foreach (var outcome in stage.Slots.SelectMany(slot => slot.Results).Select(result => result.Key).Distinct())
        {
            var transition = stage.TransitionFor(outcome);
            switch (transition?.Target)
            {
                case TargetKind.Stage when transition.Stages.Length > 1:
                    foreach (var target in transition.Stages.Distinct())
                    {
                        yield return Way.To(target) with { Port = Chosen(outcome, target) };
                    }

                    break;
                case TargetKind.Stage:
                    yield return Way.To(transition.Stages[0]) with { Port = outcome };
                    break;
                case TargetKind.NextYear:
                    yield return Way.To(plan.YearBeginsAt!) with { Port = NextYear(outcome) };
                    yield return after with { Port = outcome };
                    break;
                case TargetKind.End:
                    yield return Way.ToEnd with { Port = outcome };
                    break;
                case TargetKind.Rejected:
                    yield return Way.ToRejected with { Port = outcome };
                    break;
                default:
                    yield return after with { Port = outcome };
                    break;
            }

            if (transition?.MaxRounds is not null)
            {
                yield return Way.ToRejected with { Port = RoundsUsedUp(outcome) };
            }
        }

        yield return after with { Port = Skipped };
        if (stage.Slots.Any(slot => slot.Vote is { RepeatsWithoutQuorum: true }))
        {
            yield return Way.To(stage.Key) with { Port = NoQuorum };
        }
    }

    /// <summary>The port through which a stage was left. It follows from the outcome alone; where it leads is for Elsa to say.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="before">The state in which the stage was left.</param>
    /// <param name="left">The fact.</param>
    public static string Of(ProcessPlan plan, PathwayState before, Effect.StageLeft left)
    {
        var transition = plan.Stage(left.Stage).TransitionFor(left.Outcome);
        return left.Outcome == NoQuorum ? NoQuorum
            : !left.Positive && transition?.MaxRounds <= left.Round ? RoundsUsedUp(left.Outcome)
            : transition switch
            {
                { Target: TargetKind.Stage, Stages.Length: > 1 } => Chosen(left.Outcome, left.Target!),
                { Target: TargetKind.NextYear } when before.Year < before.PlannedYears => NextYear(left.Outcome),
                _ => left.Outcome,
            };
    }

    private static string Chosen(string outcome, string target) => $"{outcome}.to.{target}";

    private static string NextYear(string outcome) => $"{outcome}.next_year";

    private static string RoundsUsedUp(string outcome) => $"{outcome}.rounds_used_up";
}

/// <summary>Where a port leads.</summary>
/// <param name="Port">The port.</param>
/// <param name="Stage">Key of the stage; null: the life ends.</param>
/// <param name="Rejected">It ends without result.</param>
internal readonly record struct Way(string Port, string? Stage, bool Rejected)
{
    public static Way ToEnd { get; } = new(string.Empty, null, false);

    public static Way ToRejected { get; } = new(string.Empty, null, true);

    public static Way To(string stage) => new(string.Empty, stage, false);
}
