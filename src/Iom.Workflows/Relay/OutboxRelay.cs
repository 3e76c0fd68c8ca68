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
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

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

    private const string MarkSent = "UPDATE outbox SET sent_at = $2, leased_until = NULL, error = NULL WHERE id = $1";
    private const string MarkFailed = "UPDATE outbox SET leased_until = $2, error = $3 WHERE id = $1";
    private const string GiveBack = "UPDATE outbox SET leased_until = NULL, attempts = attempts - 1 WHERE id = $1";
    private const string Park = "UPDATE outbox SET parked_at = $2, leased_until = NULL, error = $3 WHERE id = $1";

    private readonly string take = Take.Replace("{0}", runner.SkipLocked, StringComparison.Ordinal);

    /// <summary>One batch.</summary>
    /// <returns>Rows taken; 0 means that nothing is waiting now.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var rows = await runner.QueryAsync(
            new Statement(take, [now, now + Lease, Batch]),
            static reader => new Row(reader.GetInt64(0), reader.GetGuid(1), reader.GetString(2), reader.GetInt32(3)),
            cancellationToken);
        var held = new HashSet<Guid>();
        foreach (var row in rows.OrderBy(row => row.Id))
        {
            if (held.Contains(row.PathwayId))
            {
                // An earlier one of this pathway failed; later ones wait with it, and that they waited is no attempt.
                await runner.WriteAsync([new Statement(GiveBack, [row.Id])], CancellationToken.None);
            }
            else if (!await SendAsync(row, cancellationToken))
            {
                held.Add(row.PathwayId);
            }
        }

        return rows.Count;
    }

    private async Task<bool> SendAsync(Row row, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var notice in JsonSerializer.Deserialize(row.Body, EngineJson.Stored.Notices))
            {
                await publisher.PublishAsync(notice, cancellationToken);
            }

            // It was sent; a shutdown between the two lines would only make a duplicate.
            await runner.WriteAsync([new Statement(MarkSent, [row.Id, time.GetUtcNow()])], CancellationToken.None);
            return true;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            log.LogWarning(fault, "Outbox row {Id} was not delivered, attempt {Attempt}.", row.Id, row.Attempts);
            var now = time.GetUtcNow();
            var reason = fault.Message.Length > 500 ? fault.Message[..500] : fault.Message;
            await runner.WriteAsync(
                [row.Attempts >= MaxAttempts
                    ? new Statement(Park, [row.Id, now, reason])
                    : new Statement(MarkFailed, [row.Id, now + BackOff(row.Attempts), reason])],
                CancellationToken.None);
            return row.Attempts >= MaxAttempts;
        }
    }

    private static TimeSpan BackOff(int attempts) => TimeSpan.FromSeconds(Math.Min(300, Math.Pow(2, attempts)));

    private sealed record Row(long Id, Guid PathwayId, string Body, int Attempts);
}
