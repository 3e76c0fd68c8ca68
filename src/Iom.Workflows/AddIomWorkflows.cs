using Iom.Workflows.Calendars;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence;
using Iom.Workflows.Persistence.Migrating;
using Iom.Workflows.Persistence.Sql;
using Iom.Workflows.Relay;
using Iom.Workflows.Reminders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Iom.Workflows;

/// <summary>Registers the library.</summary>
public static class IomWorkflowsRegistration
{
    /// <param name="services">The container.</param>
    /// <param name="provider">Which database.</param>
    /// <param name="connectionString">Of that database; for SQLite <c>Data Source=…</c>.</param>
    /// <param name="calendars">Loaded calendars.</param>
    public static IServiceCollection AddIomWorkflows(
        this IServiceCollection services, DatabaseProvider provider, string connectionString, CalendarLibrary calendars)
    {
        if (provider == DatabaseProvider.Postgres)
        {
            services.AddSingleton(_ => Source(connectionString));
            services.AddDbContextFactory<PostgresIomDbContext>((container, options) => options
                .UseNpgsql(container.GetRequiredService<NpgsqlDataSource>())
                .UseSnakeCaseNamingConvention());
            services.AddSingleton<IDbContextFactory<IomDbContext>, AnyDatabase<PostgresIomDbContext>>();
            services.AddSingleton<IStatementRunner, PostgresRunner>();
            services.AddSingleton(container => ActivatorUtilities.CreateInstance<PostgresHints>(container, connectionString));
        }
        else
        {
            services.AddDbContextFactory<SqliteIomDbContext>(options => options
                .UseSqlite(connectionString)
                .UseSnakeCaseNamingConvention());
            services.AddSingleton<IDbContextFactory<IomDbContext>, AnyDatabase<SqliteIomDbContext>>();
            services.AddSingleton<IStatementRunner>(_ => new SqliteRunner(connectionString));
        }

        services.AddSingleton(calendars);
        services.AddSingleton<DirectoryStore>();
        services.AddSingleton<RosterCache>();
        services.AddSingleton<IRosterSource>(container => container.GetRequiredService<RosterCache>());
        services.AddSingleton<PlanStore>();
        services.AddSingleton<IPlanSource>(container => container.GetRequiredService<PlanStore>());
        services.AddSingleton<DraftStore>();
        services.AddSingleton<PlanProof>(PublicationProof.Of);
        services.AddSingleton<PublishDefinition>();
        services.AddSingleton<ImportDefinitions>();
        services.AddSingleton<IPathwayStore, PathwayStore>();
        services.AddSingleton<IPathwayRuntime, NativeRuntime>();
        services.AddSingleton(HostRuntime.Native);
        services.AddSingleton<PathwayExecutor>();
        services.AddSingleton<Campaigns>();
        services.AddSingleton<MigrationExecutor>();
        services.AddSingleton<MigrationBatches>();
        services.AddSingleton<SinceMigration>();
        services.AddSingleton<MigrationWork>();
        services.AddSingleton<HistoryReplay>();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<OutboxRelay>();
        services.AddSingleton<ReminderSweep>();
        services.AddSingleton<AttentionSweep>();
        services.AddSingleton<CampaignSweep>();
        return services;
    }

    /// <summary>
    /// Statements are prepared by the driver and connections are not reset between uses: nothing of ours leaves settings behind.
    /// A host that stands still inside a transaction must not hold its rows for ever: the server ends it.
    /// </summary>
    private static NpgsqlDataSource Source(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 100, AutoPrepareMinUsages = 2, NoResetOnClose = true };
        settings.Options ??= "-c idle_in_transaction_session_timeout=30s";
        return new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
    }

    /// <summary>The factory of the one database in use, seen as the factory of the model.</summary>
    private sealed class AnyDatabase<T>(IDbContextFactory<T> inner) : IDbContextFactory<IomDbContext>
        where T : IomDbContext
    {
        public IomDbContext CreateDbContext() => inner.CreateDbContext();
    }
}

/// <summary>Databases that are served.</summary>
public enum DatabaseProvider
{
    Sqlite,
    Postgres,
}
