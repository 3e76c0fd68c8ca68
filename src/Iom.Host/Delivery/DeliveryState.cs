using System.Data.Common;
using Iom.Workflows.Persistence.Sql;

namespace Iom.Host.Delivery;

/// <summary>How delivery stands in the whole installation.</summary>
/// <param name="Waiting">Outbox rows on their way.</param>
/// <param name="Oldest">When the oldest of them was committed, UTC; null: none waits.</param>
/// <param name="Parked">Outbox rows given up.</param>
/// <param name="DeadLetters">Messages that nobody could take.</param>
/// <param name="MailsWaiting">Mails to be sent.</param>
/// <param name="MailsParked">Mails given up.</param>
/// <param name="NextTimer">When the next timer falls or should have fallen, UTC; null: none is set.</param>
/// <param name="At">The instant of this answer, UTC.</param>
public sealed record DeliveryState(
    long Waiting, DateTimeOffset? Oldest, long Parked, long DeadLetters, long MailsWaiting, long MailsParked, DateTimeOffset? NextTimer, DateTimeOffset At)
{
    /// <summary>How long the oldest waiting row has waited.</summary>
    public TimeSpan OutboxAge => Past(Oldest);

    /// <summary>How long what is due has waited for the sweep.</summary>
    public TimeSpan SweepLag => Past(NextTimer);

    public bool NothingIsWrong => Parked == 0 && DeadLetters == 0 && MailsParked == 0;

    private TimeSpan Past(DateTimeOffset? since) => since is { } instant && instant < At ? At - instant : TimeSpan.Zero;
}

/// <summary>Asks the database, in one statement over partial indexes, so that it may be asked often.</summary>
public sealed class DeliveryCounts(IStatementRunner runner, TimeProvider time)
{
    private const string Ask = """
        SELECT (SELECT COUNT(*) FROM outbox WHERE sent_at IS NULL AND parked_at IS NULL),
            (SELECT MIN(created_at) FROM outbox WHERE sent_at IS NULL AND parked_at IS NULL),
            (SELECT COUNT(*) FROM outbox WHERE sent_at IS NULL AND parked_at IS NOT NULL),
            (SELECT COUNT(*) FROM dead_letters WHERE closed_at IS NULL),
            (SELECT COUNT(*) FROM mails WHERE due_at IS NOT NULL),
            (SELECT COUNT(*) FROM mails WHERE parked_at IS NOT NULL),
            (SELECT MIN(at) FROM timers WHERE leased_until IS NULL OR leased_until < $1)
        """;

    public async Task<DeliveryState> StateAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var found = await runner.QueryAsync(
            new Statement(Ask, [now]),
            reader => new DeliveryState(
                reader.GetInt64(0), Instant(reader, 1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5), Instant(reader, 6), now),
            cancellationToken);
        return found[0];
    }

    /// <summary>SQLite keeps instants as ticks.</summary>
    private static DateTimeOffset? Instant(DbDataReader reader, int column) => reader.IsDBNull(column) ? null
        : reader.GetFieldType(column) == typeof(long) ? new DateTimeOffset(reader.GetInt64(column), TimeSpan.Zero)
        : reader.GetFieldValue<DateTimeOffset>(column);
}
