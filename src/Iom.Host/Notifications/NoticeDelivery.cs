using Iom.Workflows.Directory;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence.Sql;

namespace Iom.Host.Notifications;

/// <summary>
/// Writes the lines and mails of a notice in one transaction with a row of the inbox: a message that was dealt with once is never dealt with
/// again, even if somebody else would be its addressee by now. Mails are sent by <see cref="MailRelay"/>.
/// </summary>
public sealed class NoticeDelivery(
    IStatementRunner runner,
    IRosterSource rosters,
    IPlanSource plans,
    IPathwayStore pathways,
    MailText texts,
    IMailSender sender,
    MailRelay mails,
    TimeProvider time)
{
    private const string Consumer = "notices";
    private static readonly TimeSpan Gathering = TimeSpan.FromMinutes(2);

    private const string Receive = """
        INSERT INTO inbox (message_id, consumer, received_at) VALUES ($1, $2, $3) ON CONFLICT (message_id, consumer) DO NOTHING
        """;

    private const string InsertNotice = """
        INSERT INTO notices (message_id, person_id, kind, pathway_id, item, stage, at) VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (message_id, person_id) DO NOTHING
        """;

    private const string InsertMail = """
        INSERT INTO mails (message_id, person_id, subject, body, created_at, due_at) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (message_id, person_id) DO NOTHING
        """;

    /// <exception cref="UnacceptableMessageException">It makes no sense here.</exception>
    public async Task DeliverAsync(Notice notice, CancellationToken cancellationToken)
    {
        Check(notice);
        var roster = await rosters.CurrentAsync(cancellationToken);
        var pathway = await pathways.FindAsync(notice.PathwayId, cancellationToken)
            ?? throw new UnacceptableMessageException($"There is no pathway {notice.PathwayId}: a database older than the message, or a message of another installation.");
        var plan = await plans.FindAsync(pathway.DefinitionKey, pathway.DefinitionVersion, cancellationToken)
            ?? throw new InvalidOperationException($"{pathway.DefinitionKey}@{pathway.DefinitionVersion} was never published.");
        var now = time.GetUtcNow();
        var statements = new List<Statement> { new(Receive, [notice.MessageId, Consumer, now], MustHit: true) };
        foreach (var person in Recipients(notice, roster).Select(roster.Person).OfType<Person>())
        {
            var (subject, body) = texts.Compose(notice, pathway, plan, roster, person);
            statements.Add(new Statement(InsertNotice, [notice.MessageId, person.Id, notice.Kind, notice.PathwayId, notice.Item, notice.Stage, notice.At.ToUniversalTime()]));
            statements.Add(new Statement(InsertMail, [notice.MessageId, person.Id, subject, body, now, sender.Sends ? DueAt(notice.Kind, now) : null]));
        }

        if (await runner.WriteAsync(statements, cancellationToken))
        {
            mails.Wake();
        }
    }

    /// <summary>
    /// What is urgent leaves at once. Reminders gather to the next full two minutes, so that a person whom many of them concern gets one
    /// mail and not thirty.
    /// </summary>
    private static DateTimeOffset DueAt(string kind, DateTimeOffset now) =>
        kind is NoticeKinds.Reminder or NoticeKinds.Overdue or NoticeKinds.Escalated or NoticeKinds.CapNear
            ? new DateTimeOffset((now.UtcTicks / Gathering.Ticks * Gathering.Ticks) + Gathering.Ticks, TimeSpan.Zero)
            : now;

    private static void Check(Notice notice)
    {
        if (!NoticeKinds.All.Contains(notice.Kind))
        {
            throw new UnacceptableMessageException("A notice of a kind that is not known.");
        }

        if (notice.MessageId == Guid.Empty || notice.PathwayId == Guid.Empty || notice.Recipients.IsDefault)
        {
            throw new UnacceptableMessageException("A notice without its message id, pathway or recipients.");
        }
    }

    /// <summary>Who is told: the addressees, and whoever covers one of them today; without addressees whoever administers the pathway.</summary>
    private static HashSet<int> Recipients(Notice notice, Roster roster)
    {
        var day = DateOnly.FromDateTime(notice.At.UtcDateTime);
        var people = new HashSet<int>(notice.Recipients);
        if (people.Count == 0)
        {
            people.UnionWith(roster.People.Select(person => person.Id)
                .Where(id => (roster.RightsOver(id, notice.SubjectId, day) & Rights.Administer) != 0));
            return people;
        }

        people.UnionWith(notice.Recipients.SelectMany(absent => roster.CoverOf(absent, day)));
        return people;
    }
}
