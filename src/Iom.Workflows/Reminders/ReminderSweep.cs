using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence.Sql;
using Microsoft.Extensions.Logging;

namespace Iom.Workflows.Reminders;

/// <summary>
/// Finds what is due and lets it fall, as an ordinary event through the executor. Any number of hosts may sweep at once: a lease
/// keeps them out of each other's way, and the engine refuses a rung that has fallen already.
/// </summary>
public sealed class ReminderSweep(IStatementRunner runner, PathwayExecutor executor, TimeProvider time, ILogger<ReminderSweep> log)
{
    private const int Batch = 200;

    /// <summary>Timers of one batch that fall side by side, so that their commits can be written together.</summary>
    private const int AtOnce = 8;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    // Chosen once, in a table expression: a planner that asked again for each row it changes would not find again what it changed.
    private const string Take = """
        WITH due AS MATERIALIZED (
            SELECT t.pathway_id, t.item FROM timers t WHERE t.at <= $1 AND (t.leased_until IS NULL OR t.leased_until < $1)
            ORDER BY t.at LIMIT $3{0})
        UPDATE timers SET leased_until = $2, attempts = attempts + 1
        WHERE at <= $1 AND (leased_until IS NULL OR leased_until < $1)
            AND (pathway_id, item) IN (SELECT pathway_id, item FROM due)
        RETURNING pathway_id, item, rung, at, attempts
        """;

    private const string DropStale = "DELETE FROM timers WHERE pathway_id = $1 AND item = $2 AND rung = $3";
    private const string Later = "UPDATE timers SET leased_until = $3 WHERE pathway_id = $1 AND item = $2";
    private const string GiveBack = """
        UPDATE timers SET leased_until = NULL, attempts = attempts - 1 WHERE pathway_id = $1 AND item = $2 AND rung = $3 AND attempts = $4
        """;
    private const string NextDue = "SELECT MIN(at) FROM timers WHERE leased_until IS NULL OR leased_until < $1";

    private readonly string take = Take.Replace("{0}", runner.SkipLocked, StringComparison.Ordinal);

    /// <summary>One batch.</summary>
    /// <param name="cancellationToken">What has not fallen yet is given back for other hosts.</param>
    /// <returns>Timers taken; a full batch means that there is more.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var due = await runner.QueryAsync(
            new Statement(take, [now, now + Lease, Batch]),
            static reader => new Due(reader.GetGuid(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(4)),
            cancellationToken);
        var fallen = new bool[due.Count];
        try
        {
            await Parallel.ForEachAsync(
                Enumerable.Range(0, due.Count),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (i, token) =>
                {
                    await FallAsync(due[i], token);
                    fallen[i] = true;
                });
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await runner.WriteAsync(
                [.. due.Where((_, i) => !fallen[i]).Select(timer => new Statement(GiveBack, [timer.PathwayId, timer.Item, timer.Rung, timer.Attempts]))],
                CancellationToken.None);
            throw;
        }

        return due.Count;
    }

    /// <summary>The instant (UTC) at which the next timer falls; null: none is set.</summary>
    public async Task<DateTimeOffset?> NextAsync(CancellationToken cancellationToken)
    {
        var found = await runner.QueryAsync(
            new Statement(NextDue, [time.GetUtcNow()]),
            static reader => reader.IsDBNull(0) ? (DateTimeOffset?)null
                : reader.GetFieldType(0) == typeof(long) ? new DateTimeOffset(reader.GetInt64(0), TimeSpan.Zero)
                : reader.GetFieldValue<DateTimeOffset>(0),
            cancellationToken);
        return found[0];
    }

    private async Task FallAsync(Due timer, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await executor.HandleAsync(
                timer.PathwayId, now => new PathwayEvent.TimerFell(now, timer.Item, timer.Rung), null, null, cancellationToken);
            if (answer is ExecutionAnswer.Refused { Why.Code: "stale_timer" or "pathway_unknown" or "pathway_ended" or "educator_unknown" })
            {
                await runner.WriteAsync([new Statement(DropStale, [timer.PathwayId, timer.Item, timer.Rung])], CancellationToken.None);
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // One pathway that cannot be moved must not hold up the others; it is tried again later.
            log.LogError(fault, "Timer {Item}/{Rung} of pathway {Pathway} failed, attempt {Attempt}.", timer.Item, timer.Rung, timer.PathwayId, timer.Attempts);
            var again = time.GetUtcNow() + TimeSpan.FromMinutes(Math.Min(60, Math.Pow(2, timer.Attempts)));
            await runner.WriteAsync([new Statement(Later, [timer.PathwayId, timer.Item, again])], CancellationToken.None);
        }
    }

    private sealed record Due(Guid PathwayId, int Item, int Rung, int Attempts);
}
