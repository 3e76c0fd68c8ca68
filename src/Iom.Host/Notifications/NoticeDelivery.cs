using Iom.Workflows.Directory;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence;
using Iom.Workflows.Persistence.Sql;
using Microsoft.EntityFrameworkCore;

namespace Iom.Host.Notifications;

/// <summary>Writes notices and mails, then sends the mails. Safe to repeat: rows are unique by message and person.</summary>
public sealed class NoticeDelivery(
    IStatementRunner runner,
    IDbContextFactory<IomDbContext> contexts,
    IRosterSource rosters,
    IPlanSource plans,
    IPathwayStore pathways,
    MailText texts,
    IMailSender sender,
    TimeProvider time)
{
    private const string InsertNotice = """
        INSERT INTO notices (message_id, person_id, kind, pathway_id, item, stage, at) VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (message_id, person_id) DO NOTHING
        """;

    private const string InsertMail = """
        INSERT INTO mails (message_id, person_id, subject, body, created_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (message_id, person_id) DO NOTHING
        """;

    private const string MarkSent = "UPDATE mails SET sent_at = $3, error = NULL WHERE message_id = $1 AND person_id = $2";

    public async Task DeliverAsync(Notice notice, CancellationToken cancellationToken)
    {
        var roster = await rosters.CurrentAsync(cancellationToken);
        if (await pathways.FindAsync(notice.PathwayId, cancellationToken) is not { } pathway
            || await plans.FindAsync(pathway.DefinitionKey, pathway.DefinitionVersion, cancellationToken) is not { } plan)
        {
            return;
        }

        var statements = new List<Statement>();
        foreach (var personId in Recipients(notice, roster))
        {
            if (roster.Person(personId) is not { } person)
            {
                continue;
            }

            var (subject, body) = texts.Compose(notice, pathway, plan, roster, person);
            statements.Add(new Statement(InsertNotice, [notice.MessageId, personId, notice.Kind, notice.PathwayId, notice.Item, notice.Stage, notice.At]));
            statements.Add(new Statement(InsertMail, [notice.MessageId, personId, subject, body, time.GetUtcNow()]));
        }

        if (statements.Count > 0)
        {
            await runner.WriteAsync(statements, cancellationToken);
        }

        await SendAsync(notice.MessageId, roster, cancellationToken);
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

    private async Task SendAsync(Guid messageId, Roster roster, CancellationToken cancellationToken)
    {
        if (!sender.Sends)
        {
            return;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var waiting = await context.Mails.AsNoTracking()
            .Where(mail => mail.MessageId == messageId && mail.SentAt == null).ToListAsync(cancellationToken);
        foreach (var mail in waiting)
        {
            await sender.SendAsync(roster.Person(mail.PersonId)!, mail.Subject, mail.Body, cancellationToken);
            await runner.WriteAsync([new Statement(MarkSent, [mail.MessageId, mail.PersonId, time.GetUtcNow()])], CancellationToken.None);
        }
    }
}
