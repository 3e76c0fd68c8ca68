using System.Collections.Immutable;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;
using Iom.Workflows.Persistence.Rows;

namespace Iom.Host.Work;

/// <summary>The life strip: what was, what is, and — by running the rules forward — what lies ahead with its dates and people.</summary>
internal sealed class StripQueries(ProcessPlan plan, PathwayState state, List<WorkItemRow> items, Roster roster, DateTimeOffset now)
{
    private readonly ImmutableArray<Forecast.Step> ahead = Forecast.Of(plan, state, roster, now);

    public ImmutableArray<StripStep> Main() => Life(plan.Stages, null, null, state.Stage, 0);

    /// <summary>Each track that has begun or lies ahead, as a line of its own.</summary>
    public ImmutableArray<TrackLine> Tracks()
    {
        var lines = ImmutableArray.CreateBuilder<TrackLine>();
        foreach (var track in plan.Tracks)
        {
            foreach (var row in Rows(track))
            {
                var run = state.Tracks.LastOrDefault(run => run.Track == track.Key && run.Part?.Row == row);
                var steps = Life(track.Stages, track, row, run?.Stage, run?.Number);
                if (!steps.IsEmpty)
                {
                    var label = run?.Part is { Row: { } at } part ? $"{track.Title} {at + 1}: {part.Label}" : row is { } number ? $"{track.Title} {number + 1}" : track.Title;
                    lines.Add(new TrackLine(label, steps));
                }
            }
        }

        return lines.ToImmutable();
    }

    private IEnumerable<int?> Rows(TrackPlan track) => track.Rows is null ? [null]
        : items.Where(item => track.Stages.IndexOf(item.Stage) >= 0).Select(item => PartText.Read(item)?.Row)
            .Concat(ahead.Where(step => track.Stages.IndexOf(step.Stage) >= 0).Select(step => step.Part?.Row)).Distinct().Order();

    private ImmutableArray<StripStep> Life(ImmutableArray<StagePlan> stages, TrackPlan? track, int? row, string? current, int? run)
    {
        var steps = ImmutableArray.CreateBuilder<StripStep>();
        var own = items.Where(item => stages.IndexOf(item.Stage) >= 0 && (track?.Rows is null || PartText.Read(item)?.Row == row)).ToList();
        foreach (var visit in own.GroupBy(item => (item.Year, item.Stage)).OrderBy(group => group.Max(item => item.Number)))
        {
            if (current is not null && visit.Key == (state.Year, current))
            {
                continue;
            }

            var round = visit.Max(item => item.Round);
            var decided = visit.Where(item => item.Round == round && item.Status == nameof(ItemStatus.Answered)).ToList();
            if (decided.Count > 0)
            {
                var who = Names(decided.Select(item => item.DecidedBy).OfType<int>());
                steps.Add(new StripStep(
                    visit.Key.Year, visit.Key.Stage, plan.Stage(visit.Key.Stage).Title, StripState.Done, who,
                    DateOnly.FromDateTime(decided.Max(item => item.DecidedAt)!.Value.UtcDateTime), false));
            }
        }

        if (current is not null && run is { } life)
        {
            // A stage that was passed before and was returned to is not done any more.
            steps.RemoveAll(step => step.Year == state.Year && stages.IndexOf(step.Stage) > stages.IndexOf(current));
            var open = state.Items.Where(item => item.Run == life && item.Status is ItemStatus.Open or ItemStatus.Scheduled or ItemStatus.Suspended).ToList();
            steps.Add(new StripStep(
                state.Year, current, plan.Stage(current).Title, StripState.Now, Names(open.SelectMany(item => item.Assignees)),
                open.Count == 0 ? null : open.Min(item => item.DueOn), false));
        }

        foreach (var next in ahead
            .Where(step => stages.IndexOf(step.Stage) >= 0 && (track?.Rows is null || step.Part?.Row == row) && !(step.Stage == current && step.Year == state.Year))
            .GroupBy(step => (step.Year, step.Stage)))
        {
            steps.Add(new StripStep(
                next.Key.Year, next.Key.Stage, plan.Stage(next.Key.Stage).Title, StripState.Next, Names(next.SelectMany(step => step.Assignees)),
                next.Max(step => step.DueOn), next.Any(step => step.Preliminary)));
        }

        return steps.ToImmutable();
    }

    private string Names(IEnumerable<int> people) => string.Join(", ", people.Distinct().Select(id => roster.Person(id)?.ShortName));
}
