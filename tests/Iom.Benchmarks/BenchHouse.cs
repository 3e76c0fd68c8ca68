using Iom.Workflows;
using Iom.Workflows.Authoring;
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

/// <summary>The library as a host registers it, on a database of the bench.</summary>
internal sealed class BenchHouse : IAsyncDisposable
{
    private readonly ServiceProvider container;

    private BenchHouse(ServiceProvider container) => this.container = container;

    public PathwayExecutor Executor => container.GetRequiredService<PathwayExecutor>();

    /// <param name="database">Where.</param>
    /// <param name="recording">Keeps what is written; null: nobody does.</param>
    public static BenchHouse Open(BenchDatabase database, Recording? recording = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddIomWorkflows(database.Provider, database.ConnectionString, BenchTown.Calendars);
        if (recording is not null)
        {
            var inner = services.Last(service => service.ServiceType == typeof(IStatementRunner));
            services.Replace(ServiceDescriptor.Singleton<IStatementRunner>(container => recording.Around(
                (IStatementRunner)(inner.ImplementationFactory?.Invoke(container) ?? ActivatorUtilities.CreateInstance(container, inner.ImplementationType!)))));
        }

        return new BenchHouse(services.BuildServiceProvider());
    }

    /// <summary>Empty tables, a region, one definition.</summary>
    /// <returns>The educators, by number.</returns>
    public async Task<IReadOnlyList<int>> MakeAsync(int educators, SourceFile definition)
    {
        await using (var context = await container.GetRequiredService<IDbContextFactory<IomDbContext>>().CreateDbContextAsync())
        {
            await context.Database.MigrateAsync();
        }

        await container.GetRequiredService<DirectoryStore>().ReplaceAsync(BenchTown.Make(educators), CancellationToken.None);
        await container.GetRequiredService<PlanStore>().PublishAsync([definition], CancellationToken.None);
        var roster = await container.GetRequiredService<IRosterSource>().CurrentAsync(CancellationToken.None);
        return [.. roster.Educators.Select(educator => educator.PersonId)];
    }

    public async Task<Guid> StartAsync(int person, string definition)
    {
        var started = await Executor.StartAsync(new StartRequest(person, definition, null, null, null), CancellationToken.None);
        return started is ExecutionAnswer.Done done ? done.PathwayId
            : throw new InvalidOperationException($"The bench was refused: {((ExecutionAnswer.Refused)started).Why.Code}.");
    }

    /// <summary>One durable decision: from the call until the next wait is on the disk.</summary>
    public async Task AnswerAsync(Guid pathway, int person, int item)
    {
        var answer = await Executor.HandleAsync(
            pathway, now => new PathwayEvent.Answered(now, person, item, "submit", null, PathwayDocument.Empty.Fields), null, null, CancellationToken.None);
        if (answer is ExecutionAnswer.Refused refused)
        {
            throw new InvalidOperationException($"The bench was refused: {refused.Why.Code}.");
        }
    }

    public ValueTask DisposeAsync() => container.DisposeAsync();
}
