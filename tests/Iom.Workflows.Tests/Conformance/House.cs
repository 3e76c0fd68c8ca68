using System.Globalization;
using Iom.Tests.Support;
using Iom.Workflows.Calendars;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence;
using Iom.Workflows.Persistence.Migrating;
using Iom.Workflows.Persistence.Sql;
using Iom.Workflows.Relay;
using Iom.Workflows.Reminders;
using Iom.Workflows.Tests.Definitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace Iom.Workflows.Tests.Conformance;

/// <summary>One host: the library as it is registered, on a database, with a clock that stands still until it is moved. Two houses on one database are two hosts.</summary>
internal sealed class House : IAsyncDisposable
{
    private static readonly CalendarLibrary Calendars = CalendarLibrary.FromFolder(Path.Combine(Shipped.Folder, "calendars"));

    private readonly ServiceProvider services;
    private readonly FakeTimeProvider clock;

    public House(DatabaseProvider provider, TestDatabase database, FakeTimeProvider clock, RecordingPublisher publisher, params IEnumerable<IPathwayRuntime> guests)
    {
        this.clock = clock;
        var registered = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<IOutboxPublisher>(publisher)
            .AddIomWorkflows(provider, database.ConnectionString, Calendars);
        foreach (var guest in guests)
        {
            registered.AddSingleton(guest);
        }

        var runner = registered.Single(service => service.ServiceType == typeof(IStatementRunner));
        registered.Replace(ServiceDescriptor.Singleton<IStatementRunner>(container => new HookedRunner((IStatementRunner)(
            runner.ImplementationFactory?.Invoke(container) ?? ActivatorUtilities.CreateInstance(container, runner.ImplementationType!)))));
        services = registered.BuildServiceProvider();
    }

    public PathwayExecutor Executor => Get<PathwayExecutor>();

    public IPathwayStore Store => Get<IPathwayStore>();

    public PlanStore Plans => Get<PlanStore>();

    public DraftStore Drafts => Get<DraftStore>();

    public PublishDefinition Publishing => Get<PublishDefinition>();

    public ImportDefinitions Import => Get<ImportDefinitions>();

    public DirectoryStore Directory => Get<DirectoryStore>();

    public RosterCache Rosters => Get<RosterCache>();

    public HistoryReplay Replay => Get<HistoryReplay>();

    public MigrationBatches Migrations => Get<MigrationBatches>();

    public MigrationExecutor Migrator => Get<MigrationExecutor>();

    public MigrationWork MigrationWork => Get<MigrationWork>();

    public OutboxRelay Relay => Get<OutboxRelay>();

    public ReminderSweep Sweep => Get<ReminderSweep>();

    public AttentionSweep Attention => Get<AttentionSweep>();

    public Campaigns Campaigns => Get<Campaigns>();

    public CampaignSweep CampaignSweep => Get<CampaignSweep>();

    public HookedRunner Runner => (HookedRunner)Get<IStatementRunner>();

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var context = await ContextAsync(cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
    }

    public Task<IomDbContext> ContextAsync(CancellationToken cancellationToken) =>
        Get<IDbContextFactory<IomDbContext>>().CreateDbContextAsync(cancellationToken);

    public async Task<T> ReadAsync<T>(Func<IomDbContext, Task<T>> read, CancellationToken cancellationToken)
    {
        await using var context = await ContextAsync(cancellationToken);
        return await read(context);
    }

    /// <summary>Changes rows behind the program's back.</summary>
    public Task TamperAsync(string statement, params object?[] values) =>
        Runner.WriteAsync([new Statement(statement, values, MustHit: true)], CancellationToken.None);

    /// <summary>Every row of every table, as text.</summary>
    public async Task<string> DumpAsync(CancellationToken cancellationToken)
    {
        await using var context = await ContextAsync(cancellationToken);
        var lines = new List<string>();
        foreach (var table in context.Model.GetEntityTypes().Select(type => type.GetTableName()!).Order(StringComparer.Ordinal))
        {
            var rows = await Runner.QueryAsync(
                new Statement($"SELECT * FROM {table}", []),
                reader => string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))),
                cancellationToken);
            lines.AddRange(rows.Order(StringComparer.Ordinal).Select(row => $"{table}: {row}"));
        }

        return string.Join('\n', lines);
    }

    /// <summary>Sweeps until nothing is due.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        while (await Sweep.RunOnceAsync(cancellationToken) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Lets time pass to 10:00 in Moscow of a day, sweeping at each instant at which something falls.</summary>
    public async Task LiveUntilAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var target = new DateTimeOffset(day, new TimeOnly(7, 0), TimeSpan.Zero);
        while (await Sweep.NextAsync(cancellationToken) is { } next && next <= target)
        {
            MoveTo(next);
            await SweepAsync(cancellationToken);
        }

        MoveTo(target);
        await SweepAsync(cancellationToken);
    }

    public async Task<Route> StartAsync(int subject, string definition, CancellationToken cancellationToken) =>
        new(this, (await Executor.StartAsync(new StartRequest(subject, definition, null, null, null), cancellationToken)).ShouldBeDone().PathwayId);

    public async ValueTask DisposeAsync() => await services.DisposeAsync();

    private void MoveTo(DateTimeOffset instant)
    {
        if (instant > clock.GetUtcNow())
        {
            clock.SetUtcNow(instant);
        }
    }

    private T Get<T>()
        where T : notnull => services.GetRequiredService<T>();
}
