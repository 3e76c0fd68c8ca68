using FluentAssertions;
using Iom.Tests.Support;
using Iom.Workflows.Execution;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Iom.Workflows.Tests.Conformance;

/// <summary>
/// What every suite stands on: a fresh database brought up by the real migrations, the library as it is registered, the small
/// town, the definitions, Monday morning. Each suite is written once and inherited for SQLite and for PostgreSQL.
/// </summary>
public abstract class ConformanceTest(DatabaseProvider provider) : IAsyncLifetime
{
    private readonly List<House> others = [];
    private TestDatabase? database;
    private House? house;

    internal House House => house!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Monday, 1 September 2025, 10:00 in Moscow.</summary>
    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2025, 9, 1, 7, 0, 0, TimeSpan.Zero));

    internal RecordingPublisher Bus { get; } = new();

    public async ValueTask InitializeAsync()
    {
        database = provider == DatabaseProvider.Postgres ? await TestDatabase.OnPostgresAsync(Cancel) : TestDatabase.OnSqlite();
        house = new House(provider, database, Clock, Bus);
        await house.MigrateAsync(Cancel);
        await house.Directory.ReplaceAsync(Town.Data, Cancel);
        (await house.Plans.PublishAsync(Texts.All, Cancel)).Faults.Should().BeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var other in others)
        {
            await other.DisposeAsync();
        }

        if (house is not null)
        {
            await house.DisposeAsync();
        }

        if (database is not null)
        {
            await database.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>One more host on the same database and the same bus.</summary>
    /// <param name="guests">Runtimes that were built into it.</param>
    internal House AnotherHost(params IEnumerable<IPathwayRuntime> guests)
    {
        var other = new House(provider, database!, Clock, Bus, guests);
        others.Add(other);
        return other;
    }
}
