using FluentAssertions;
using Iom.Workflows.Tests.Conformance;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
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
    public async Task Migrations_after_the_first_only_add_so_that_hosts_of_the_version_before_go_on()
    {
        await using var context = await House.ContextAsync(Cancel);
        var assembly = context.GetService<IMigrationsAssembly>();
        var later = assembly.Migrations.OrderBy(migration => migration.Key, StringComparer.Ordinal).Skip(1).ToList();
        later.Should().NotBeEmpty();
        foreach (var (id, type) in later)
        {
            foreach (var operation in assembly.CreateMigration(type, context.Database.ProviderName!).UpOperations)
            {
                var additive = operation switch
                {
                    CreateTableOperation or CreateIndexOperation => true,
                    // Whoever does not know the column writes rows without it.
                    AddColumnOperation column => column.IsNullable || column.DefaultValue is not null || column.DefaultValueSql is not null,
                    DropIndexOperation => true,
                    _ => false,
                };
                additive.Should().BeTrue($"{id}: {operation.GetType().Name}");
            }
        }
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
