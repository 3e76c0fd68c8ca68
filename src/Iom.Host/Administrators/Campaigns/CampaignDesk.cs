using Iom.Host.Identity;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Execution;

namespace Iom.Host.Administrators.Campaigns;

/// <summary>Campaigns for those who may start routes: whom they would begin for, and the button that begins them.</summary>
public sealed class CampaignDesk(Workflows.Execution.Campaigns campaigns, IPlanSource plans, IRosterSource rosters, CurrentPerson me)
{
    /// <summary>An educator in a campaign, with the names by which people know him.</summary>
    public sealed record Line(string Name, string Organisation, CampaignLine Outcome);

    public async Task<bool> MayAsync(CancellationToken cancellationToken) => (await me.RightsAsync(cancellationToken)).HasFlag(Rights.Start);

    /// <summary>The definition in force; null: none of that key, or the reader starts no routes.</summary>
    public async Task<ProcessPlan?> PlanAsync(string key, CancellationToken cancellationToken) =>
        await MayAsync(cancellationToken) ? (await plans.CurrentAsync(cancellationToken)).FirstOrDefault(plan => plan.Key == key) : null;

    public async Task<IReadOnlyList<Line>> PreviewAsync(ProcessPlan plan, CampaignPlan campaign, CancellationToken cancellationToken) =>
        await NamedAsync(await campaigns.PreviewAsync(plan, campaign, me.Id, cancellationToken), cancellationToken);

    public async Task<IReadOnlyList<Line>> StartAsync(ProcessPlan plan, CampaignPlan campaign, CancellationToken cancellationToken) =>
        await NamedAsync(await campaigns.StartAsync(plan, campaign, me.Id, since: null, cancellationToken), cancellationToken);

    private async Task<IReadOnlyList<Line>> NamedAsync(IReadOnlyList<CampaignLine> lines, CancellationToken cancellationToken)
    {
        var roster = await rosters.CurrentAsync(cancellationToken);
        return [.. lines
            .Select(line => new Line(roster.Person(line.EducatorId)!.FullName, roster.UnitOf(line.EducatorId)!.Name, line))
            .OrderBy(line => line.Outcome.Result).ThenBy(line => line.Organisation, StringComparer.CurrentCulture).ThenBy(line => line.Name, StringComparer.CurrentCulture)];
    }
}
