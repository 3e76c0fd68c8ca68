using System.Collections.Concurrent;
using Iom.Workflows.Persistence.Sql;

namespace Iom.Workflows.Relay;

/// <summary>What became of leased rows, written many at a time. The number of attempts fences: a host that slept past its lease changes nothing any more.</summary>
internal sealed class RelayMarks(IStatementRunner runner)
{
    private const int Many = 32;

    private const string MarkSent = "UPDATE outbox SET sent_at = $2, leased_until = NULL, error = NULL WHERE id = $1";
    private const string MarkFailed = "UPDATE outbox SET leased_until = $3, error = $4 WHERE id = $1 AND attempts = $2 AND sent_at IS NULL";
    private const string Park = "UPDATE outbox SET parked_at = $3, leased_until = NULL, error = $4 WHERE id = $1 AND attempts = $2 AND sent_at IS NULL";
    private const string Back = "UPDATE outbox SET leased_until = NULL, attempts = attempts - 1 WHERE id = $1 AND attempts = $2 AND sent_at IS NULL";
    private const string BackWithReason =
        "UPDATE outbox SET leased_until = NULL, attempts = attempts - 1, error = $3 WHERE id = $1 AND attempts = $2 AND sent_at IS NULL";

    private readonly ConcurrentQueue<Statement> waiting = new();

    public void Sent(long id, DateTimeOffset now) => Add(MarkSent, id, now);

    public void Failed(long id, int attempts, DateTimeOffset again, string reason) => Add(MarkFailed, id, attempts, again, reason);

    public void Parked(long id, int attempts, DateTimeOffset now, string reason) => Add(Park, id, attempts, now, reason);

    public void GiveBack(long id, int attempts, string? reason)
    {
        if (reason is null)
        {
            Add(Back, id, attempts);
        }
        else
        {
            Add(BackWithReason, id, attempts, reason);
        }
    }

    public Task WriteIfManyAsync() => waiting.Count >= Many ? WriteAsync() : Task.CompletedTask;

    /// <summary>Not to be cancelled: it would only make duplicates.</summary>
    public async Task WriteAsync()
    {
        var statements = new List<Statement>();
        while (waiting.TryDequeue(out var statement))
        {
            statements.Add(statement);
        }

        if (statements.Count > 0)
        {
            await runner.WriteAsync(statements, CancellationToken.None);
        }
    }

    private void Add(string text, params object?[] values) => waiting.Enqueue(new Statement(text, values));
}
