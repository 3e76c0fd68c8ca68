using Iom.Host.Resources;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Iom.Host.Notifications;

/// <summary>What a person was told.</summary>
public sealed class NoticeQueries(IDbContextFactory<IomDbContext> contexts, IRosterSource rosters, TimeProvider time)
{
    private const int Most = 60;

    /// <summary>One line.</summary>
    public sealed record Line(string Sentence, string Whose, string Link, DateTimeOffset At, bool Fresh, string Kind);

    /// <summary>One kept mail.</summary>
    public sealed record Letter(string To, string Email, string Subject, string Body, DateTimeOffset At, bool Sent);

    public async Task<IReadOnlyList<Line>> ListAsync(int personId, CancellationToken cancellationToken)
    {
        var roster = await rosters.CurrentAsync(cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await (
            from notice in context.Notices.AsNoTracking()
            join pathway in context.Pathways.AsNoTracking() on notice.PathwayId equals pathway.Id
            where notice.PersonId == personId
            orderby notice.At descending
            select new { notice, pathway.SubjectId }).Take(Most).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new Line(
            Texts.Of($"mail_{row.notice.Kind}"),
            row.SubjectId == personId ? string.Empty : roster.Person(row.SubjectId)?.ShortName ?? string.Empty,
            row.notice.Item > 0 ? $"/tasks/{row.notice.PathwayId}/{row.notice.Item}" : $"/pathways/{row.notice.PathwayId}",
            row.notice.At,
            row.notice.ReadAt is null,
            row.notice.Kind));
    }

    public async Task<int> UnreadAsync(int personId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Notices.CountAsync(notice => notice.PersonId == personId && notice.ReadAt == null, cancellationToken);
    }

    public async Task MarkReadAsync(int personId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Notices.Where(notice => notice.PersonId == personId && notice.ReadAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(notice => notice.ReadAt, now), cancellationToken);
    }

    /// <summary>The newest kept mails of everybody; for the demo page only.</summary>
    public async Task<IReadOnlyList<Letter>> LettersAsync(CancellationToken cancellationToken)
    {
        var roster = await rosters.CurrentAsync(cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Mails.AsNoTracking().OrderByDescending(mail => mail.CreatedAt).Take(Most).ToListAsync(cancellationToken);
        return rows.ConvertAll(mail => new Letter(
            roster.Person(mail.PersonId)?.FullName ?? string.Empty,
            roster.Person(mail.PersonId)?.Email ?? string.Empty,
            mail.Subject,
            mail.Body,
            mail.CreatedAt,
            mail.SentAt is not null));
    }
}
