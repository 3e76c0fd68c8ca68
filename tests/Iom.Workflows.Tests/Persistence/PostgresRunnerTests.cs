using FluentAssertions;
using Iom.Tests.Support;
using Iom.Workflows.Persistence.Sql;
using Npgsql;
using Xunit;

namespace Iom.Workflows.Tests.Persistence;

/// <summary>What only PostgreSQL can show: a commit that is under way.</summary>
public sealed class PostgresRunnerTests
{
    [Fact]
    public async Task A_commit_under_way_is_finished_whoever_loses_patience()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.OnPostgresAsync(cancel);
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await RunAsync(source, """
            CREATE TABLE slow (key text PRIMARY KEY);
            CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock(7); RETURN NULL; END $$;
            CREATE CONSTRAINT TRIGGER held AFTER INSERT ON slow DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hold();
            """);
        await using var holder = await source.OpenConnectionAsync(cancel);
        await RunAsync(holder, "SELECT pg_advisory_lock(7)");

        using var impatient = new CancellationTokenSource();
        await using var runner = new PostgresRunner(source);
        var writing = runner.WriteAsync([new Statement("INSERT INTO slow (key) VALUES ($1)", ["a"])], impatient.Token);
        while (await ScalarAsync(source, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted") == 0)
        {
            cancel.ThrowIfCancellationRequested();
        }

        await impatient.CancelAsync();
        await RunAsync(holder, "SELECT pg_advisory_unlock(7)");
        (await writing).Should().BeTrue();
        (await ScalarAsync(source, "SELECT count(*) FROM slow")).Should().Be(1);

        async Task<long> ScalarAsync(NpgsqlDataSource from, string query)
        {
            await using var command = from.CreateCommand(query);
            return (long)(await command.ExecuteScalarAsync(cancel))!;
        }

        async Task RunAsync(object on, string statement)
        {
            await using var command = on is NpgsqlConnection connection ? new NpgsqlCommand(statement, connection) : ((NpgsqlDataSource)on).CreateCommand(statement);
            await command.ExecuteNonQueryAsync(cancel);
        }
    }
}
