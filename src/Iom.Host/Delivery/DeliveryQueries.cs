using System.Globalization;
using Iom.Host.Messaging;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Iom.Host.Delivery;

/// <summary>What waits, what was given up and why, who sent what again. Ids and reasons only: what the messages say is nobody's business here.</summary>
public sealed class DeliveryQueries(IDbContextFactory<IomDbContext> contexts, DeliveryCounts counts, IBrokerQueues queues, IRosterSource rosters)
{
    /// <summary>Rows of a list that are shown; the number of all stands beside it.</summary>
    public const int Most = 50;

    /// <summary>Something given up.</summary>
    /// <param name="Id">As <c>replay</c> takes it.</param>
    /// <param name="Cause">Stable word of a dead letter; null otherwise.</param>
    /// <param name="Place">Pathway of an outbox row, queue of a dead letter, number of the person of a mail.</param>
    /// <param name="Reason">In the words of whoever gave it up.</param>
    /// <param name="Attempts">How often it was tried; null: the broker does not tell.</param>
    /// <param name="Since">When it was given up, UTC.</param>
    public sealed record Line(string Id, string? Cause, string Place, string Reason, int? Attempts, DateTimeOffset Since);

    /// <summary>Who did what.</summary>
    public sealed record Entry(DateTimeOffset At, int Actor, string ActorName, string Action, string Kind, string? Target, int Count);

    /// <param name="State">The figures.</param>
    /// <param name="Queues">Empty: the bus has none; null: the broker does not answer.</param>
    /// <param name="Outbox">Parked rows of the outbox, oldest first.</param>
    /// <param name="DeadLetters">Dead letters, oldest first.</param>
    /// <param name="Mails">Parked mails, oldest first.</param>
    /// <param name="Log">The newest entries.</param>
    public sealed record Overview(
        DeliveryState State, IReadOnlyList<QueueLength>? Queues, IReadOnlyList<Line> Outbox, IReadOnlyList<Line> DeadLetters, IReadOnlyList<Line> Mails, IReadOnlyList<Entry> Log);

    public async Task<Overview> OverviewAsync(CancellationToken cancellationToken)
    {
        var roster = await rosters.CurrentAsync(cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var outbox = await context.Outbox.AsNoTracking().Where(row => row.SentAt == null && row.ParkedAt != null).OrderBy(row => row.Id).Take(Most)
            .Select(row => new { row.Id, row.PathwayId, row.Error, row.Attempts, row.ParkedAt }).ToListAsync(cancellationToken);
        var letters = await context.DeadLetters.AsNoTracking().Where(row => row.ClosedAt == null).OrderBy(row => row.Id).Take(Most)
            .Select(row => new { row.Id, row.Cause, row.Queue, row.Reason, row.DiedAt }).ToListAsync(cancellationToken);
        var mails = await context.Mails.AsNoTracking().Where(row => row.ParkedAt != null).OrderBy(row => row.ParkedAt).Take(Most)
            .Select(row => new { row.MessageId, row.PersonId, row.Error, row.Attempts, row.ParkedAt }).ToListAsync(cancellationToken);
        var log = await context.DeliveryLog.AsNoTracking().OrderByDescending(row => row.Id).Take(Most).ToListAsync(cancellationToken);
        return new Overview(
            await counts.StateAsync(cancellationToken),
            await queues.LengthsAsync(cancellationToken),
            outbox.ConvertAll(row => new Line(Text(row.Id), null, row.PathwayId.ToString(), row.Error ?? string.Empty, row.Attempts, row.ParkedAt!.Value)),
            letters.ConvertAll(row => new Line(Text(row.Id), row.Cause, row.Queue, row.Reason, null, row.DiedAt)),
            mails.ConvertAll(row => new Line($"{row.MessageId:N}.{Text(row.PersonId)}", null, Text(row.PersonId), row.Error ?? string.Empty, row.Attempts, row.ParkedAt!.Value)),
            log.ConvertAll(row => new Entry(row.At, row.Actor, roster.Person(row.Actor)?.ShortName ?? Text(row.Actor), row.Action, row.Kind, row.Target, row.Count)));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
