using System.Text.Json;
using Iom.Workflows.Persistence;
using Iom.Workflows.Persistence.Sql;
using Microsoft.Extensions.Logging;

namespace Iom.Workflows.Relay;

/// <summary>
/// Carries committed notices to the bus: at least once, in order per pathway, from any number of hosts. A row that fails again
/// and again is parked with its reason and holds nobody up.
/// </summary>
public sealed class OutboxRelay(IStatementRunner runner, IOutboxPublisher publisher, TimeProvider time, ILogger<OutboxRelay> log)
{
    /// <summary>Attempts before a row is parked.</summary>
    public const int MaxAttempts = 8;

    /// <summary>Pathways in one batch, with all their waiting rows.</summary>
    private const int Batch = 100;
    private const int AtOnce = 8;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>So long before the lease ends nothing new is begun under it.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(15);

    // Whoever holds the first waiting row of a pathway holds all of them. Only first rows are locked and skipped: were any row
    // to be, a second host could take the later rows of a pathway while the first one is still taking the earlier ones.
    // The first rows stand in a table expression of their own: a planner that asked for them once more for each row it changes
    // would not find again what it has just changed.
    private const string Take = """
        WITH first AS MATERIALIZED (
            SELECT o.pathway_id FROM outbox o
            WHERE o.sent_at IS NULL AND o.parked_at IS NULL AND (o.leased_until IS NULL OR o.leased_until < $1)
              AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.pathway_id = o.pathway_id AND e.id < o.id
                  AND e.sent_at IS NULL AND e.parked_at IS NULL)
            ORDER BY o.id LIMIT $3{0})
        UPDATE outbox SET leased_until = $2, attempts = attempts + 1
        WHERE pathway_id IN (SELECT pathway_id FROM first)
          AND sent_at IS NULL AND parked_at IS NULL AND (leased_until IS NULL OR leased_until < $1)
        RETURNING id, pathway_id, body, attempts
        """;

    private readonly string take = Take.Replace("{0}", runner.SkipLocked, StringComparison.Ordinal);

    /// <summary>One batch.</summary>
    /// <param name="cancellationToken">Breaks off at once, as if the process died: what was leased stays so until the lease ends.</param>
    /// <returns>Rows taken; 0 means that nothing is waiting now.</returns>
    /// <exception cref="BusAwayException">The bus takes nothing; all rows were given back.</exception>
    public Task<int> RunOnceAsync(CancellationToken cancellationToken) => RunOnceAsync(CancellationToken.None, cancellationToken);

    /// <summary>One batch that can be asked to end early.</summary>
    /// <param name="stopping">What is on its way is finished, the rest is given back for other hosts.</param>
    /// <param name="cancellationToken">Breaks off at once, as if the process died: what was leased stays so until the lease ends.</param>
    /// <returns>Rows taken; 0 means that nothing is waiting now.</returns>
    /// <exception cref="BusAwayException">The bus takes nothing; all rows were given back.</exception>
    public async Task<int> RunOnceAsync(CancellationToken stopping, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var rows = await runner.QueryAsync(
            new Statement(take, [now, now + Lease, Batch]),
            static reader => new Row(reader.GetInt64(0), reader.GetGuid(1), reader.GetString(2), reader.GetInt32(3)),
            cancellationToken);
        var marks = new RelayMarks(runner);
        var run = new Run(marks, now + Lease - Margin, stopping);
        try
        {
            await Parallel.ForEachAsync(
                rows.GroupBy(row => row.PathwayId),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (pathway, token) => await SendAsync(pathway.OrderBy(row => row.Id), run, token));
        }
        finally
        {
            // What was sent is marked as sent whatever happened to the others; without it there would only be duplicates.
            await marks.WriteAsync();
        }

        return run.Away is { } away ? throw new BusAwayException(away.Message, away) : rows.Count;
    }

    private async Task SendAsync(IEnumerable<Row> pathway, Run run, CancellationToken cancellationToken)
    {
        var held = false;
        foreach (var row in pathway)
        {
            if (held || run.Away is not null || run.Stopping.IsCancellationRequested || time.GetUtcNow() >= run.Until)
            {
                // An earlier one of this pathway failed, or this run ends; that it waited is no attempt.
                run.Marks.GiveBack(row.Id, row.Attempts, run.Away?.Message);
            }
            else
            {
                held = !await SendAsync(row, run, cancellationToken);
            }

            await run.Marks.WriteIfManyAsync();
        }
    }

    /// <returns>False: later rows of the pathway have to wait.</returns>
    private async Task<bool> SendAsync(Row row, Run run, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var notice in JsonSerializer.Deserialize(row.Body, EngineJson.Stored.Notices))
            {
                await publisher.PublishAsync(notice, cancellationToken);
            }

            run.Marks.Sent(row.Id, time.GetUtcNow());
            return true;
        }
        catch (BusAwayException away)
        {
            run.Away ??= away;
            run.Marks.GiveBack(row.Id, row.Attempts, away.Message);
            return false;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            log.LogWarning(fault, "Outbox row {Id} was not delivered, attempt {Attempt}.", row.Id, row.Attempts);
            var reason = fault.Message.Length > 500 ? fault.Message[..500] : fault.Message;
            var now = time.GetUtcNow();
            if (row.Attempts >= MaxAttempts)
            {
                run.Marks.Parked(row.Id, row.Attempts, now, reason);
                return true;
            }

            run.Marks.Failed(row.Id, row.Attempts, now + BackOff(row.Attempts), reason);
            return false;
        }
    }

    private static TimeSpan BackOff(int attempts) => TimeSpan.FromSeconds(Math.Min(300, Math.Pow(2, attempts)));

    private sealed record Row(long Id, Guid PathwayId, string Body, int Attempts);

    private sealed record Run(RelayMarks Marks, DateTimeOffset Until, CancellationToken Stopping)
    {
        public BusAwayException? Away { get; set; }
    }
}
