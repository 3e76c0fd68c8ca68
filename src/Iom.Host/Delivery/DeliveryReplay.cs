using System.Data.Common;
using System.Globalization;
using Iom.Host.Http;
using Iom.Host.Messaging;
using Iom.Host.Notifications;
using Iom.Workflows.Engine;
using Iom.Workflows.Persistence;
using Iom.Workflows.Persistence.Sql;

namespace Iom.Host.Delivery;

/// <summary>Kinds of what can be given up; stored and part of the API, so they never change.</summary>
public static class DeliveryKinds
{
    public const string DeadLetter = "dead_letter";
    public const string Mail = "mail";
    public const string Outbox = "outbox";
}

/// <summary>What became of a request: how many went, or why none could.</summary>
public sealed record DeliveryAnswer(int Count, Refusal? Why);

/// <summary>Sends again what was given up, one or all, or puts a dead letter away; with each goes a row that says who did so.</summary>
public sealed class DeliveryReplay(
    IStatementRunner runner, IBrokerQueues queues, OutboxSignal signal, MailRelay mails, TimeProvider time, ILogger<DeliveryReplay> log)
{
    private const int Most = 500;
    private const string Replay = "replay";
    private const string Dismiss = "dismiss";

    private const string ParkedRows = "SELECT id FROM outbox WHERE sent_at IS NULL AND parked_at IS NOT NULL ORDER BY id LIMIT $1";
    private const string ReleaseRow = """
        UPDATE outbox SET parked_at = NULL, leased_until = NULL, attempts = 0 WHERE id = $1 AND sent_at IS NULL AND parked_at IS NOT NULL
        """;

    private const string ParkedMails = "SELECT message_id, person_id FROM mails WHERE parked_at IS NOT NULL ORDER BY parked_at LIMIT $1";
    private const string ReleaseMail = """
        UPDATE mails SET parked_at = NULL, due_at = $3, attempts = 0 WHERE message_id = $1 AND person_id = $2 AND parked_at IS NOT NULL
        """;

    private const string OpenLetters = """
        SELECT id, queue, body, content_type, message_id FROM dead_letters WHERE closed_at IS NULL ORDER BY id LIMIT $1
        """;
    private const string OpenLetter = """
        SELECT id, queue, body, content_type, message_id FROM dead_letters WHERE closed_at IS NULL AND id = $1
        """;
    private const string CloseLetter = "UPDATE dead_letters SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL";
    private const string Log = "INSERT INTO delivery_log (at, actor, action, kind, target, count) VALUES ($1, $2, $3, $4, $5, $6)";

    /// <param name="kind">One of <see cref="DeliveryKinds"/>.</param>
    /// <param name="id">Which one; null: all, at most 500 at once.</param>
    /// <param name="actor">Who wants it, by number.</param>
    /// <param name="cancellationToken">Stops between two of them.</param>
    public Task<DeliveryAnswer> ReplayAsync(string kind, string? id, int actor, CancellationToken cancellationToken) => kind switch
    {
        DeliveryKinds.Outbox => RowsAsync(id, actor, cancellationToken),
        DeliveryKinds.Mail => MailsAsync(id, actor, cancellationToken),
        DeliveryKinds.DeadLetter => LettersAsync(id, actor, cancellationToken),
        _ => Task.FromResult(None("delivery_kind", RefusalKind.Invalid)),
    };

    /// <summary>Puts a dead letter away: it will not be sent again, and stays in the table.</summary>
    public async Task<DeliveryAnswer> DismissAsync(string id, int actor, CancellationToken cancellationToken) =>
        Number(id) is { } letter && await CloseAsync(letter, Dismiss, actor, cancellationToken) ? new DeliveryAnswer(1, null) : Gone();

    private async Task<DeliveryAnswer> RowsAsync(string? id, int actor, CancellationToken cancellationToken)
    {
        var ids = id is null
            ? await runner.QueryAsync(new Statement(ParkedRows, [Most]), static reader => reader.GetInt64(0), cancellationToken)
            : Number(id) is { } one ? [one] : [];
        var answer = await ReleaseAsync([.. ids.Select(row => new Statement(ReleaseRow, [row], MustHit: id is not null))], DeliveryKinds.Outbox, id, actor, cancellationToken);
        signal.Committed();
        return answer;
    }

    private async Task<DeliveryAnswer> MailsAsync(string? id, int actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var ids = id is null
            ? await runner.QueryAsync(new Statement(ParkedMails, [Most]), static reader => (reader.GetGuid(0), reader.GetInt32(1)), cancellationToken)
            : MailId(id) is { } one ? [one] : [];
        var answer = await ReleaseAsync(
            [.. ids.Select(mail => new Statement(ReleaseMail, [mail.Item1, mail.Item2, now], MustHit: id is not null))], DeliveryKinds.Mail, id, actor, cancellationToken);
        mails.Wake();
        return answer;
    }

    private async Task<DeliveryAnswer> ReleaseAsync(List<Statement> statements, string kind, string? id, int actor, CancellationToken cancellationToken)
    {
        var count = statements.Count;
        if (count == 0)
        {
            return id is null ? new DeliveryAnswer(0, null) : Gone();
        }

        statements.Add(Entry(actor, Replay, kind, id, count));
        return await runner.WriteAsync(statements, cancellationToken) ? new DeliveryAnswer(count, null) : Gone();
    }

    /// <summary>First the broker, then the row: a stop between the two sends a message twice, which consumers notice; the other way round it would be lost.</summary>
    private async Task<DeliveryAnswer> LettersAsync(string? id, int actor, CancellationToken cancellationToken)
    {
        var which = id is null ? new Statement(OpenLetters, [Most]) : new Statement(OpenLetter, [Number(id) ?? 0]);
        var letters = await runner.QueryAsync(which, Read, cancellationToken);
        if (letters.Count == 0)
        {
            return id is null ? new DeliveryAnswer(0, null) : Gone();
        }

        var count = 0;
        foreach (var letter in letters)
        {
            try
            {
                await queues.ReturnAsync(letter.Queue, letter.Body, letter.ContentType, letter.MessageId, cancellationToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                log.LogWarning(fault, "Dead letter {Id} could not be sent again.", letter.Id);
                return new DeliveryAnswer(count, HostRefusals.Of("bus_away", RefusalKind.Conflict));
            }

            count += await CloseAsync(letter.Id, Replay, actor, CancellationToken.None) ? 1 : 0;
        }

        return new DeliveryAnswer(count, null);
    }

    private Task<bool> CloseAsync(long letter, string action, int actor, CancellationToken cancellationToken) => runner.WriteAsync(
        [
            new Statement(CloseLetter, [letter, time.GetUtcNow()], MustHit: true),
            Entry(actor, action, DeliveryKinds.DeadLetter, letter.ToString(CultureInfo.InvariantCulture), 1),
        ],
        cancellationToken);

    private Statement Entry(int actor, string action, string kind, string? target, int count) =>
        new(Log, [time.GetUtcNow(), actor, action, kind, target, count]);

    private static Letter Read(DbDataReader reader) => new(
        reader.GetInt64(0), reader.GetString(1), (byte[])reader.GetValue(2), reader.IsDBNull(3) ? null : reader.GetString(3), reader.IsDBNull(4) ? null : reader.GetString(4));

    private static long? Number(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static (Guid, int)? MailId(string id) => id.Split('.') is [var message, var person]
        && Guid.TryParseExact(message, "N", out var messageId) && int.TryParse(person, NumberStyles.None, CultureInfo.InvariantCulture, out var personId)
            ? (messageId, personId)
            : null;

    private static DeliveryAnswer Gone() => None("delivery_gone", RefusalKind.NotFound);

    private static DeliveryAnswer None(string code, RefusalKind kind) => new(0, HostRefusals.Of(code, kind));

    private sealed record Letter(long Id, string Queue, byte[] Body, string? ContentType, string? MessageId);
}
