using System.Collections.Immutable;
using System.Diagnostics;
using Iom.Workflows;
using Iom.Workflows.Documents;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence;
using Iom.Workflows.Persistence.Sql;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Iom.Benchmarks;

/// <summary>
/// Durable decisions per second beside the raw limit of the same run: the very same statements, recorded, in one transaction each by
/// plain ADO.NET. Seven human stages; all routes are started first, then stage by stage.
/// </summary>
internal static class DurableFigures
{
    private const int Routes = 400;

    public static async Task PrintAsync()
    {
        await OnAsync(DatabaseProvider.Sqlite, null);
        var server = Environment.GetEnvironmentVariable("IOM_TEST_POSTGRES");
        if (server is null)
        {
            Console.WriteLine("durable, PostgreSQL: left out, IOM_TEST_POSTGRES is not set; ./bench provides it");
            return;
        }

        await OnAsync(DatabaseProvider.Postgres, server);
    }

    private static async Task OnAsync(DatabaseProvider provider, string? server)
    {
        foreach (var workers in new[] { 1, 8 })
        {
            // A warm-up of the code, then three rounds: raw and engine turn about, the middle ratio counts.
            await RoundAsync(provider, server, workers, Routes / 8);
            var rounds = new List<(double Engine, double Raw, double P50, double P95)>();
            for (var i = 0; i < 3; i++)
            {
                rounds.Add(await RoundAsync(provider, server, workers, Routes));
            }

            var middle = rounds.OrderBy(round => round.Engine / round.Raw).ElementAt(1);
            Console.WriteLine(
                $"durable, {provider}, {workers} worker(s): {middle.Engine:N0} decisions/s, raw {middle.Raw:N0}/s, {middle.Engine / middle.Raw:N2} of raw (aim 0.5); p50 {middle.P50:N2} ms, p95 {middle.P95:N2} ms");
        }
    }

    private static async Task<(double Engine, double Raw, double P50, double P95)> RoundAsync(DatabaseProvider provider, string? server, int workers, int routes)
    {
        await using var first = await BenchDatabase.MakeAsync(provider, server);
        var (engine, recorded, p50, p95) = await EngineAsync(first, workers, routes);
        await using var second = await BenchDatabase.MakeAsync(provider, server);
        return (engine, await RawLimit.RunAsync(second, recorded, workers), p50, p95);
    }

    private static async Task<(double PerSecond, Recording Recorded, double P50, double P95)> EngineAsync(BenchDatabase database, int workers, int routes)
    {
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddIomWorkflows(database.Provider, database.ConnectionString, BenchTown.Calendars);
        var recording = new Recording();
        var inner = services.Last(service => service.ServiceType == typeof(IStatementRunner));
        services.Replace(ServiceDescriptor.Singleton<IStatementRunner>(container => recording.Around(
            (IStatementRunner)(inner.ImplementationFactory?.Invoke(container) ?? ActivatorUtilities.CreateInstance(container, inner.ImplementationType!)))));
        await using var container = services.BuildServiceProvider();
        await using (var context = await container.GetRequiredService<IDbContextFactory<IomDbContext>>().CreateDbContextAsync())
        {
            await context.Database.MigrateAsync();
        }

        await container.GetRequiredService<DirectoryStore>().ReplaceAsync(BenchTown.Make(routes), CancellationToken.None);
        await container.GetRequiredService<PlanStore>().PublishAsync([BenchTown.SevenStages], CancellationToken.None);
        var executor = container.GetRequiredService<PathwayExecutor>();
        var roster = await container.GetRequiredService<IRosterSource>().CurrentAsync(CancellationToken.None);
        var people = roster.Educators.Select(educator => educator.PersonId).ToList();
        var ids = new List<(Guid Id, int Person)>();
        foreach (var person in people)
        {
            var started = await executor.StartAsync(new StartRequest(person, "seven", null, null, null), CancellationToken.None);
            ids.Add((((ExecutionAnswer.Done)started).PathwayId, person));
        }

        recording.StartsEnd();
        var took = new List<double>();
        var watch = Stopwatch.StartNew();
        for (var stage = 1; stage <= 7; stage++)
        {
            var item = stage;
            var times = await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(() => WorkAsync(executor, ids, worker, workers, item))));
            took.AddRange(times.SelectMany(time => time));
        }

        watch.Stop();
        took.Sort();
        return (took.Count / watch.Elapsed.TotalSeconds, recording, took[took.Count / 2], took[took.Count * 95 / 100]);
    }

    private static async Task<List<double>> WorkAsync(PathwayExecutor executor, List<(Guid Id, int Person)> ids, int worker, int workers, int item)
    {
        var took = new List<double>();
        for (var i = worker; i < ids.Count; i += workers)
        {
            var (id, person) = ids[i];
            var from = Stopwatch.GetTimestamp();
            var answer = await executor.HandleAsync(
                id, now => new PathwayEvent.Answered(now, person, item, "submit", null, PathwayDocument.Empty.Fields), null, null, CancellationToken.None);
            took.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            if (answer is not ExecutionAnswer.Done)
            {
                throw new InvalidOperationException($"The bench was refused: {((ExecutionAnswer.Refused)answer).Why.Code}.");
            }
        }

        return took;
    }
}
