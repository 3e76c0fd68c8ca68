using FluentAssertions;
using Iom.Workflows.Tests.Conformance;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Iom.Workflows.Tests.Persistence;

public abstract class MigrationsConformance(DatabaseProvider provider) : ConformanceTest(provider)
{
    [Fact]
    public async Task The_migrations_make_the_model_and_nothing_is_left_to_migrate()
    {
        await using var context = await House.ContextAsync(Cancel);
        context.Database.HasPendingModelChanges().Should().BeFalse();
        (await context.Database.GetPendingMigrationsAsync(Cancel)).Should().BeEmpty();
        (await context.Database.GetAppliedMigrationsAsync(Cancel)).Should().Equal(context.Database.GetMigrations()).And.NotBeEmpty();
    }

    [Fact]
    public async Task Hosts_that_migrate_again_at_the_same_instant_change_nothing()
    {
        var before = await House.DumpAsync(Cancel);
        await Together.RunAsync(new[] { House, AnotherHost(), AnotherHost() }.Select(host => (Func<Task>)(() => host.MigrateAsync(Cancel))));
        (await House.DumpAsync(Cancel)).Should().Be(before);
    }
}

public sealed class MigrationsOnSqlite() : MigrationsConformance(DatabaseProvider.Sqlite);

public sealed class MigrationsOnPostgres() : MigrationsConformance(DatabaseProvider.Postgres);
