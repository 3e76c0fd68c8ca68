using Iom.Host.Http;
using Iom.Host.Identity;
using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;

namespace Iom.Host.Administrators.Campaigns;

/// <summary>Campaigns over the API.</summary>
public static class CampaignEndpoints
{
    public static void MapCampaigns(this WebApplication app)
    {
        var campaigns = app.MapGroup("/api/v1/definitions/{key}/campaigns").RequireAuthorization(Accounts.ApiPolicy).WithTags("definitions");
        campaigns.MapGet("/", ListAsync).WithSummary("Волны положения: массовое начало маршрутов");
        campaigns.MapPost("/{campaign}/start", StartAsync)
            .WithSummary("Начать маршруты волны; dryRun: только показать, кому; результат у каждого педагога свой");
    }

    /// <summary>A wish to start a campaign.</summary>
    /// <param name="DryRun">Only show for whom it would begin.</param>
    public sealed record StartCampaign(bool DryRun = false);

    private static async Task<IResult> ListAsync(string key, CampaignDesk desk, CancellationToken cancellationToken) =>
        await desk.PlanAsync(key, cancellationToken) is { } plan
            ? Results.Ok(plan.Campaigns.Select(campaign => new { campaign.Key, campaign.Title, on = PlanText.Opening(plan, campaign.On), campaign.Years }))
            : Unknown("definition_unknown");

    private static async Task<IResult> StartAsync(
        string key, string campaign, StartCampaign? request, CampaignDesk desk, CancellationToken cancellationToken)
    {
        if (await desk.PlanAsync(key, cancellationToken) is not { } plan)
        {
            return Unknown("definition_unknown");
        }

        if (plan.Campaigns.FirstOrDefault(each => each.Key == campaign) is not { } found)
        {
            return Unknown("campaign_unknown");
        }

        var dryRun = request?.DryRun ?? false;
        var lines = dryRun ? await desk.PreviewAsync(plan, found, cancellationToken) : await desk.StartAsync(plan, found, cancellationToken);
        return Results.Ok(new
        {
            dryRun,
            eligible = Count(CampaignResult.Eligible),
            started = Count(CampaignResult.Started),
            alreadyRunning = Count(CampaignResult.AlreadyRunning),
            notEligible = Count(CampaignResult.NotEligible),
            results = lines.Select(line => new
            {
                educatorId = line.Outcome.EducatorId,
                name = line.Name,
                organisation = line.Organisation,
                result = line.Outcome.Result,
                line.Outcome.StartOn,
                code = line.Outcome.Code,
                message = line.Outcome.Sentence,
                pathwayId = line.Outcome.PathwayId,
            }),
        });

        int Count(CampaignResult result) => lines.Count(line => line.Outcome.Result == result);
    }

    private static IResult Unknown(string code) => Problems.From(HostRefusals.Of(code, RefusalKind.NotFound));
}
