using System.Collections.Concurrent;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Execution;

/// <summary>
/// Starts routes in bulk for the educators a definition is meant for. Starting again starts nobody twice: one route of a kind runs at a time,
/// and whoever had one since the day of the campaign is left in peace until the next academic year.
/// </summary>
public sealed class Campaigns(IPlanSource plans, IRosterSource rosters, IPathwayStore store, PathwayExecutor executor, TimeProvider time)
{
    /// <summary>Starts that are decided side by side, so that their commits can be written together.</summary>
    private const int AtOnce = 8;

    /// <summary>Who would be started, who runs already and who is left out; nothing is written.</summary>
    /// <param name="plan">The definition as it is in force.</param>
    /// <param name="campaign">One of its campaigns.</param>
    /// <param name="by">Who asks; only those for whom he may start a route are looked at. Null: the program, for everybody.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>By person.</returns>
    public async Task<IReadOnlyList<CampaignLine>> PreviewAsync(ProcessPlan plan, CampaignPlan campaign, int? by, CancellationToken cancellationToken)
    {
        var roster = await rosters.CurrentAsync(cancellationToken);
        var ofKind = (await plans.CurrentAsync(cancellationToken)).Where(other => other.Kind == plan.Kind).ToList();
        var now = time.GetUtcNow();
        var pathways = await store.OfKindAsync(plan.Kind, DateOnly.FromDateTime(now.UtcDateTime).AddYears(-1), cancellationToken);
        var lines = new List<CampaignLine>();
        foreach (var educator in roster.Educators)
        {
            if (roster.UnitOf(educator.PersonId) is { } unit
                && roster.CalendarOf(unit.Id).LocalDate(now) is var today
                && IsFor(plan, ofKind, roster, educator.PersonId, today)
                && (by is not { } person || person == educator.PersonId || (roster.RightsOver(person, educator.PersonId, today) & Rights.Start) != 0))
            {
                lines.Add(Line(plan, campaign, educator, unit, roster, pathways[educator.PersonId], by, now));
            }
        }

        return lines;
    }

    /// <summary>Starts whom <see cref="PreviewAsync"/> finds eligible.</summary>
    /// <param name="plan">The definition as it is in force.</param>
    /// <param name="campaign">One of its campaigns.</param>
    /// <param name="by">Who starts it; null: the program.</param>
    /// <param name="since">Only those whose day has come and lies no further back; null: everybody, whatever the day.</param>
    /// <param name="cancellationToken">What was started stays; the next call finds the rest.</param>
    public async Task<IReadOnlyList<CampaignLine>> StartAsync(
        ProcessPlan plan, CampaignPlan campaign, int? by, int? since, CancellationToken cancellationToken)
    {
        var lines = await PreviewAsync(plan, campaign, by, cancellationToken);
        var roster = await rosters.CurrentAsync(cancellationToken);
        var now = time.GetUtcNow();
        var done = new ConcurrentDictionary<int, CampaignLine>();
        await Parallel.ForEachAsync(
            lines.Where(line => line.Result == CampaignResult.Eligible && (since is not { } days || HasCome(line, days))),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (line, token) => done[line.EducatorId] = Result(
                line, await executor.StartAsync(new StartRequest(line.EducatorId, plan.Key, line.StartOn, campaign.Years, by), token)));
        return [.. lines.Select(line => done.GetValueOrDefault(line.EducatorId, line))];

        bool HasCome(CampaignLine line, int days)
        {
            var today = roster.CalendarOf(roster.UnitOf(line.EducatorId)!.Id).LocalDate(now);
            return line.StartOn <= today && line.StartOn >= today.AddDays(-days);
        }
    }

    /// <summary>A definition that is chosen by hand takes nobody away from another one, so it need not be the nearest.</summary>
    private static bool IsFor(ProcessPlan plan, IReadOnlyList<ProcessPlan> ofKind, Roster roster, int educatorId, DateOnly today) =>
        plan.ByHand ? PlanChoice.Fits(plan, roster, educatorId, today) : PlanChoice.For(ofKind, roster, educatorId, today)?.Key == plan.Key;

    private static CampaignLine Line(
        ProcessPlan plan, CampaignPlan campaign, Educator educator, OrgUnit unit, Roster roster, IEnumerable<KnownPathway> pathways, int? by, DateTimeOffset now)
    {
        var day = CampaignDays.Of(plan, campaign, educator.PersonId, unit, roster, now);
        var today = roster.CalendarOf(unit.Id).LocalDate(now);
        if (pathways.FirstOrDefault(other => other.Running || other.StartOn >= day) is { } known)
        {
            return Refused(CampaignResult.AlreadyRunning, ExecutionRefusals.Of(known.Running ? "already_running" : "already_had", RefusalKind.Conflict)) with { PathwayId = known.Id };
        }

        var facts = Conditions.Facts.Of(roster, educator, unit, 1, campaign.Years ?? plan.DefaultYears, today);
        if (!Conditions.Holds(campaign.When, facts))
        {
            return Refused(CampaignResult.NotEligible, ExecutionRefusals.Of("campaign_not_meant", RefusalKind.Invalid));
        }

        // Whoever begins a wave by hand after its day begins it now: nobody is late from the first day on.
        day = by is null || day >= today ? day : today;
        var started = new PathwayEvent.Started(now, by, educator.PersonId, day, campaign.Years);
        return PathwayEngine.Decide(plan, PathwayState.NotStarted, started, roster) is Decision.Refused { Why: var why }
            ? Refused(CampaignResult.NotEligible, why)
            : new CampaignLine(educator.PersonId, CampaignResult.Eligible, day);

        CampaignLine Refused(CampaignResult result, Refusal why) => new(educator.PersonId, result, day, why.Code, why.Sentence);
    }

    private static CampaignLine Result(CampaignLine line, ExecutionAnswer answer) => answer switch
    {
        ExecutionAnswer.Done done => line with { Result = CampaignResult.Started, PathwayId = done.PathwayId },
        ExecutionAnswer.Refused { Why: var why } => line with
        {
            Result = why.Code == "already_running" ? CampaignResult.AlreadyRunning : CampaignResult.NotEligible,
            Code = why.Code,
            Sentence = why.Sentence,
        },
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
