using Iom.Host.Http;
using Iom.Workflows.Persistence.Migrating;

namespace Iom.Host.Administrators.Migrating;

/// <summary>Migrations of running routes over the API.</summary>
public static class MigrationEndpoints
{
    public static void MapMigrations(this RouteGroupBuilder api)
    {
        api.MapPost("/definitions/{key}/migrations", PlanAsync)
            .WithSummary("Перенести идущие маршруты на другую редакцию; dryRun (по умолчанию) только показывает, что выйдет");
        api.MapGet("/definitions/{key}/migrations", async (string key, MigrationDesk desk, CancellationToken token) => Results.Ok(
                (await desk.ListAsync(key, token)).Select(batch => new { batch.Id, batch.FromVersion, batch.ToVersion, batch.Status, batch.CreatedAt, batch.Routes, batch.Applied })))
            .WithSummary("Переносы этого положения, последние сначала: те, в которых вы сопровождаете каждую организацию");
        api.MapGet("/definitions/{key}/migrations/{id:guid}", async (string key, Guid id, MigrationDesk desk, CancellationToken token) =>
                await desk.FindAsync(key, id, token) is { } batch ? Results.Ok(View(batch)) : Problems.From(MigrationDesk.Unknown()))
            .WithSummary("Перенос: что будет или стало с каждым маршрутом");
        api.MapPost("/definitions/{key}/migrations/{id:guid}/apply", async (string key, Guid id, MigrationDesk desk, CancellationToken token) =>
                await desk.ApplyAsync(key, id, token) is { } refusal ? Problems.From(refusal) : Results.Accepted())
            .WithSummary("Выполнить пробный перенос");
        api.MapPost("/definitions/{key}/migrations/{id:guid}/undo", async (string key, Guid id, UndoRequest request, MigrationDesk desk, CancellationToken token) =>
                await desk.UndoAsync(key, id, request, token) is { } refusal ? Problems.From(refusal) : Results.Accepted())
            .WithSummary("Отменить перенос одного маршрута или всех, с которыми с тех пор ничего не произошло");
    }

    private static async Task<IResult> PlanAsync(string key, MigrationRequest request, MigrationDesk desk, CancellationToken cancellationToken)
    {
        var (id, why) = await desk.PlanAsync(key, request, cancellationToken);
        return why is not null ? Problems.From(why)
            : Results.Created(new Uri($"/api/v1/definitions/{key}/migrations/{id}", UriKind.Relative), View((await desk.FindAsync(key, id!.Value, cancellationToken))!));
    }

    private static object View(MigrationBatch batch) => new
    {
        batch.Id,
        batch.Status,
        batch.CreatedAt,
        batch.Plan,
        ready = batch.Count(RouteStatus.Ready),
        blocked = batch.Count(RouteStatus.Blocked),
        applied = batch.Count(RouteStatus.Applied),
        undone = batch.Count(RouteStatus.Undone),
        settled = batch.Count(RouteStatus.Settled),
        routes = batch.Routes.Select(route => new
        {
            route.PathwayId,
            educatorId = route.SubjectId,
            route.OrgUnitId,
            route.Status,
            route.Code,
            route.Sentence,
            route.Preview.StageBefore,
            route.Preview.StageAfter,
            route.Preview.DueBefore,
            route.Preview.DueAfter,
            route.Preview.PeopleBefore,
            route.Preview.PeopleAfter,
        }),
    };
}
