using Iom.Host.Administrators.Campaigns;
using Iom.Host.Administrators.Definitions;
using Iom.Host.Administrators.Migrating;
using Iom.Host.Http;
using Iom.Host.Identity;
using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;

namespace Iom.Host.Administrators;

/// <summary>Definitions and educators over the API.</summary>
public static class AdministratorEndpoints
{
    public static void MapAdministrators(this WebApplication app)
    {
        app.MapOversight();
        app.MapCampaigns();
        var api = app.MapGroup("/api/v1").RequireAuthorization(Accounts.ApiPolicy);
        api.MapGet("/definitions", async (DefinitionQueries queries, CancellationToken token) =>
            (await queries.ListAsync(token)).Select(Summary)).WithTags("definitions").WithSummary("Действующие положения");
        api.MapGet("/definitions/{key}", async (string key, DefinitionQueries queries, CancellationToken token) =>
            await queries.FindAsync(key, token) is { } plan ? Results.Ok(Detail(plan)) : Problems.From(HostRefusals.Of("definition_unknown", RefusalKind.NotFound)))
            .WithTags("definitions").WithSummary("Положение: этапы, исполнители, сроки и откуда взято каждое значение");
        api.MapGet("/definitions/{key}/versions", async (string key, DefinitionQueries queries, CancellationToken token) =>
            await queries.VersionsAsync(key, token) is { Count: > 0 } versions ? Results.Ok(versions) : Problems.From(HostRefusals.Of("definition_unknown", RefusalKind.NotFound)))
            .WithTags("definitions").WithSummary("Версии положения");
        api.MapPost("/definitions/verify", VerifyAsync).WithTags("definitions").WithSummary("Проверить положение (YAML): все ошибки текста и процесса сразу, со строкой и столбцом")
            .Accepts<string>("text/plain", "application/yaml");
        var definitions = app.MapGroup("/api/v1").RequireAuthorization(Accounts.ApiPolicy).WithTags("definitions");
        definitions.MapDrafts();
        definitions.MapVersions();
        definitions.MapComments();
        definitions.MapMigrations();
        app.MapDefinitionFiles();
        api.MapGet("/educators", async (EducatorQueries queries, string? find, bool? withoutRoute, CancellationToken token) =>
            await queries.ListAsync(find, withoutRoute ?? false, token)).WithTags("educators").WithSummary("Педагоги, которых вы сопровождаете");
    }

    private static async Task<IResult> VerifyAsync(HttpRequest request, DefinitionVerification verification, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(request.Body);
        return Results.Ok(await verification.VerifyAsync(await reader.ReadToEndAsync(cancellationToken), cancellationToken));
    }

    private static object Summary(ProcessPlan plan) => new { plan.Key, plan.Version, plan.Title, plan.Summary, plan.Kind, plan.Scope, plan.Hash, extends = plan.Extends };

    private static object Detail(ProcessPlan plan) => new
    {
        plan.Key,
        plan.Version,
        plan.Title,
        plan.Summary,
        plan.Kind,
        plan.Scope,
        plan.Hash,
        plan.CapYears,
        plan.DefaultYears,
        stages = plan.AllStages.Select(stage => new
        {
            stage.Key,
            stage.Title,
            slots = stage.Slots.Select(slot => new { slot.Key, slot.Title, slot.Kind, slot.Verdict, outcomes = slot.Outcomes.Select(outcome => outcome.Key) }),
        }),
        origins = plan.Origins.OrderBy(origin => origin.Key, StringComparer.Ordinal).ToDictionary(origin => origin.Key, origin => $"{origin.Value.Definition} ({origin.Value.File}:{origin.Value.Line})"),
    };
}
