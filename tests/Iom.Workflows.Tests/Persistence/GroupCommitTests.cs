using System.Globalization;
using FluentAssertions;
using Iom.Tests.Support;
using Iom.Workflows.Persistence.Sql;
using Iom.Workflows.Tests.Conformance;
using Npgsql;
using Xunit;

namespace Iom.Workflows.Tests.Persistence;

/// <summary>Commits that wait together are written together on PostgreSQL, and each is answered for itself.</summary>
public sealed class GroupCommitTests : IAsyncLifetime
{
    private TestDatabase? database;
    private NpgsqlDataSource? source;
    private PostgresRunner? runner;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private PostgresRunner Runner => runner!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.OnPostgresAsync(Cancel);
        source = NpgsqlDataSource.Create(database.ConnectionString);
        runner = new PostgresRunner(source);
        await RunAsync("CREATE TABLE kept (key text PRIMARY KEY, revision bigint NOT NULL)");
    }

    public async ValueTask DisposeAsync()
    {
        if (runner is not null)
        {
            await runner.DisposeAsync();
        }

        await source!.DisposeAsync();
        await database!.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Those_that_wait_together_share_transactions()
    {
        var answers = await Together.RunAsync(Enumerable.Range(0, 300).Select(i => (Func<Task<bool>>)(() => Runner.WriteAsync([Put(Name(i))], Cancel))));
        answers.Should().OnlyContain(written => written);
        (await CountAsync("SELECT count(*) FROM kept")).Should().Be(300);
        (await CountAsync("SELECT count(DISTINCT xmin::text) FROM kept")).Should().BeLessThan(200, "300 commits need fewer transactions");
    }

    [Fact]
    public async Task Of_many_that_meet_each_is_answered_with_what_became_of_it()
    {
        for (var i = 0; i < 20; i++)
        {
            (await Runner.WriteAsync([Put(Name(i))], Cancel)).Should().BeTrue();
        }

        // Ten times the same step from revision 1 to 2 of each: one of them makes it.
        var answers = await Together.RunAsync(Enumerable.Range(0, 200).Select(i => (Func<Task<(int Key, bool Written)>>)(async () =>
            (i % 20, await Runner.WriteAsync([Step(Name(i % 20), 1), Put(string.Create(CultureInfo.InvariantCulture, $"by {i}"))], Cancel)))));

        answers.Where(answer => answer.Written).Select(answer => answer.Key).Should().BeEquivalentTo(Enumerable.Range(0, 20));
        (await CountAsync("SELECT count(*) FROM kept WHERE key LIKE 'by %'")).Should().Be(20, "who was refused left nothing");
        (await CountAsync("SELECT count(*) FROM kept WHERE revision = 2")).Should().Be(20);
    }

    [Fact]
    public async Task Who_is_held_up_by_a_lock_holds_up_nobody_else()
    {
        (await Runner.WriteAsync([Put("a"), Put("b"), Put("c")], Cancel)).Should().BeTrue();
        await using var holder = await source!.OpenConnectionAsync(Cancel);
        await using var holding = await holder.BeginTransactionAsync(Cancel);
        await using (var locking = new NpgsqlCommand("SELECT 1 FROM kept FOR UPDATE", holder, holding))
        {
            await locking.ExecuteNonQueryAsync(Cancel);
        }

        var held = new List<Task<bool>>();
        foreach (var key in new[] { "a", "b", "c" })
        {
            held.Add(Runner.WriteAsync([Step(key, 1)], Cancel));
            while (await CountAsync("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") < held.Count)
            {
                Cancel.ThrowIfCancellationRequested();
            }
        }

        (await Runner.WriteAsync([Put("free")], Cancel).WaitAsync(TimeSpan.FromMinutes(6), Cancel)).Should().BeTrue();
        held.Should().OnlyContain(write => !write.IsCompleted);
        await holding.RollbackAsync(Cancel);
        (await Task.WhenAll(held)).Should().OnlyContain(written => written);
    }

    [Fact]
    public async Task What_waits_when_the_program_ends_is_written_first()
    {
        var waiting = Enumerable.Range(0, 100).Select(i => Runner.WriteAsync([Put(Name(i))], Cancel)).ToList();
        await Runner.DisposeAsync();
        waiting.Should().OnlyContain(write => write.IsCompletedSuccessfully);
        (await CountAsync("SELECT count(*) FROM kept")).Should().Be(100);
        var late = () => Runner.WriteAsync([Put("late")], Cancel);
        await late.Should().ThrowAsync<ObjectDisposedException>();
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"key {number}");

    private static Statement Put(string key) => new("INSERT INTO kept (key, revision) VALUES ($1, 1)", [key]);

    private static Statement Step(string key, long from) => new("UPDATE kept SET revision = revision + 1 WHERE key = $1 AND revision = $2", [key, from], MustHit: true);

    private async Task RunAsync(string statement)
    {
        await using var command = source!.CreateCommand(statement);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private async Task<long> CountAsync(string query)
    {
        await using var command = source!.CreateCommand(query);
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }
}
