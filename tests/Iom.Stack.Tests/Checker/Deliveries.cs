using System.Text.Json;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence;
using Iom.Workflows.Persistence.Rows;

namespace Iom.Stack.Tests.Checker;

/// <summary>From the outbox to people: every row sent or parked with a reason, every notice with each of its addressees once.</summary>
internal static class Deliveries
{
    /// <param name="records">The database.</param>
    /// <param name="received">Message ids that the broker gave to a listener of the test's own; null: nobody listened.</param>
    /// <param name="mailed">Mails leave by SMTP.</param>
    public static IEnumerable<string> Broken(Records records, IReadOnlySet<Guid>? received, bool mailed)
    {
        var told = records.Notices.ToLookup(row => row.MessageId, row => row.PersonId);
        var mails = records.Mails.Where(row => !mailed || row.SentAt is not null).ToLookup(row => row.MessageId, row => row.PersonId);
        foreach (var row in records.Outbox)
        {
            if (row is { SentAt: null, ParkedAt: null } or { ParkedAt: not null, Error: null or "" })
            {
                yield return $"Outbox row {row.Id} is neither sent nor parked with a reason.";
            }

            foreach (var notice in row.SentAt is null ? [] : NoticesOf(row))
            {
                if (received?.Contains(notice.MessageId) == false)
                {
                    yield return $"Message {notice.MessageId} of outbox row {row.Id} is marked as sent and never came to the broker.";
                }

                foreach (var person in notice.Recipients.Where(records.People.Contains).Except(told[notice.MessageId]))
                {
                    yield return $"Notice {notice.MessageId} ({notice.Kind}) did not reach person {person}.";
                }

                foreach (var person in told[notice.MessageId].Except(mails[notice.MessageId]))
                {
                    yield return $"Notice {notice.MessageId} ({notice.Kind}) has no mail, or none that was sent, to person {person}.";
                }
            }
        }

        foreach (var again in records.Notices.GroupBy(row => (row.MessageId, row.PersonId)).Where(group => group.Count() > 1))
        {
            yield return $"Notice {again.Key.MessageId} reached person {again.Key.PersonId} more than once.";
        }

        foreach (var revision in records.Outbox.GroupBy(row => (row.PathwayId, row.Revision)).Where(group => group.Count() > 1))
        {
            yield return $"{revision.Key.PathwayId}: revision {revision.Key.Revision} stands in the outbox more than once.";
        }
    }

    public static IEnumerable<Notice> NoticesOf(OutboxRow row) => JsonSerializer.Deserialize(row.Body, EngineJson.Stored.Notices);
}
