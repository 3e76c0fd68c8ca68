using Iom.Host.Resources;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence;
using Iom.Workflows.Persistence.Sql;

namespace Iom.Host.Notifications;

/// <summary>
/// Sends waiting mails from any number of hosts, each leased by one of them; many for one person at once become one. A mail is sent a second
/// time only if the host dies between the server's yes and our mark. What the server refuses again and again is parked with the reason.
/// </summary>
public sealed class MailRelay(IStatementRunner runner, IRosterSource rosters, IMailSender sender, TimeProvider time, ILogger<MailRelay> log)
{
    /// <summary>Attempts before a mail is parked.</summary>
    public const int MaxAttempts = 8;

    /// <summary>More than so many mails for one person at once go as one.</summary>
    public const int MostSingle = 3;

    private const int PeopleAtOnce = 50;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    // The index goes by instant, so people are met in the order in which their mails fell due.
    private const string Take = """
        WITH people AS MATERIALIZED (SELECT DISTINCT w.person_id FROM (
                SELECT m.person_id FROM mails m WHERE m.due_at <= $1 ORDER BY m.due_at LIMIT $3) w),
            due AS MATERIALIZED (SELECT m.message_id, m.person_id FROM mails m
                WHERE m.due_at <= $1 AND m.person_id IN (SELECT person_id FROM people){0})
        UPDATE mails SET due_at = $2, attempts = attempts + 1
        WHERE due_at <= $1 AND (message_id, person_id) IN (SELECT message_id, person_id FROM due)
        RETURNING message_id, person_id, subject, body, attempts
        """;

    private const string MarkSent = "UPDATE mails SET sent_at = $3, due_at = NULL, error = NULL WHERE message_id = $1 AND person_id = $2";
    private const string MarkFailed =
        "UPDATE mails SET due_at = $4, error = $5 WHERE message_id = $1 AND person_id = $2 AND attempts = $3 AND sent_at IS NULL";
    private const string Park =
        "UPDATE mails SET due_at = NULL, parked_at = $4, error = $5 WHERE message_id = $1 AND person_id = $2 AND attempts = $3 AND sent_at IS NULL";
    private const string GiveBack =
        "UPDATE mails SET due_at = $4, attempts = attempts - 1 WHERE message_id = $1 AND person_id = $2 AND attempts = $3 AND sent_at IS NULL";

    private readonly string take = Take.Replace("{0}", runner.SkipLocked, StringComparison.Ordinal);
    private readonly OutboxSignal signal = new();

    /// <summary>There are new mails.</summary>
    public void Wake() => signal.Heard();

    public Task WaitAsync(TimeSpan patience, CancellationToken cancellationToken) => signal.WaitAsync(patience, cancellationToken);

    /// <summary>One batch.</summary>
    /// <param name="stopping">What is on its way is finished, the rest is given back.</param>
    /// <param name="cancellationToken">Breaks off at once.</param>
    /// <returns>Mails taken; 0 means that none is waiting now.</returns>
    /// <exception cref="MailAwayException">The mail server takes nothing; what was not sent was given back.</exception>
    public async Task<int> RunOnceAsync(CancellationToken stopping, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var mails = await runner.QueryAsync(
            new Statement(take, [now, now + Lease, PeopleAtOnce]),
            static reader => new Letter(reader.GetGuid(0), reader.GetInt32(1), reader.GetString(2), reader.GetString(3), reader.GetInt32(4)),
            cancellationToken);
        if (mails.Count == 0)
        {
            return 0;
        }

        var waiting = new Queue<IReadOnlyList<Letter>>(mails.GroupBy(mail => mail.PersonId)
            .SelectMany(own => own.Count() > MostSingle ? [[.. own]] : own.Select(mail => (IReadOnlyList<Letter>)[mail])));
        try
        {
            await using var session = await sender.OpenAsync(cancellationToken);
            while (waiting.TryPeek(out var letters) && !stopping.IsCancellationRequested)
            {
                await SendAsync(session, letters, cancellationToken);
                waiting.Dequeue();
            }
        }
        finally
        {
            await runner.WriteAsync(
                [.. waiting.SelectMany(letters => letters).Select(mail => new Statement(GiveBack, [mail.MessageId, mail.PersonId, mail.Attempts, now]))],
                CancellationToken.None);
        }

        return mails.Count;
    }

    private async Task SendAsync(IMailSession session, IReadOnlyList<Letter> letters, CancellationToken cancellationToken)
    {
        var first = letters[0];
        try
        {
            var person = (await rosters.CurrentAsync(cancellationToken)).Person(first.PersonId)
                ?? throw new MailRefusedException("The person is not in the directory any more.", forGood: true);
            var (subject, body) = letters.Count == 1 ? (first.Subject, first.Body)
                : (Texts.Of("mail_digest", letters.Count), string.Join(Texts.Of("mail_digest_between"), letters.Select(letter => letter.Body)));
            await session.SendAsync(person, $"{first.MessageId:N}.{first.PersonId}", subject, body, cancellationToken);
            await MarkAsync(letters, mail => new Statement(MarkSent, [mail.MessageId, mail.PersonId, time.GetUtcNow()]));
        }
        catch (MailRefusedException refused)
        {
            // Servers repeat the address in their answer; the log names nobody.
            log.LogWarning("The mail server refused {Mail}, attempt {Attempt}.", first.MessageId, first.Attempts);
            var (now, reason) = (time.GetUtcNow(), Reasons.Clean(refused.Message));
            await MarkAsync(letters, mail => refused.ForGood || mail.Attempts >= MaxAttempts
                ? new Statement(Park, [mail.MessageId, mail.PersonId, mail.Attempts, now, reason])
                : new Statement(MarkFailed, [mail.MessageId, mail.PersonId, mail.Attempts, now + BackOff(mail.Attempts), reason]));
        }
    }

    private Task<bool> MarkAsync(IReadOnlyList<Letter> letters, Func<Letter, Statement> mark) =>
        runner.WriteAsync([.. letters.Select(mark)], CancellationToken.None);

    private static TimeSpan BackOff(int attempts) => TimeSpan.FromSeconds(Math.Min(1800, 15 * Math.Pow(2, attempts)));

    private sealed record Letter(Guid MessageId, int PersonId, string Subject, string Body, int Attempts);
}
