using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Execution;

/// <summary>Which notices follow from the facts of one commit.</summary>
public static class Notices
{
    /// <param name="pathwayId">The pathway.</param>
    /// <param name="revision">The revision that the commit makes.</param>
    /// <param name="happened">What happened.</param>
    /// <param name="accepted">What followed.</param>
    public static ImmutableArray<Notice> From(Guid pathwayId, long revision, PathwayEvent happened, Decision.Accepted accepted)
    {
        var notices = ImmutableArray.CreateBuilder<Notice>();
        var subject = accepted.State.SubjectId;
        var returned = -1;
        var entered = new Dictionary<int, string>();
        foreach (var fact in accepted.Effects)
        {
            switch (fact)
            {
                case Effect.StageEntered stage:
                    entered[stage.Run] = stage.Stage;
                    break;
                case Effect.StageLeft left:
                    var goesBack = !left.Positive && left.Target is not null;
                    returned = goesBack ? left.Run : returned == left.Run ? -1 : returned;
                    if (!goesBack && (happened.By is { } by ? by != subject : accepted.Effects.Any(other => other is Effect.ItemAnswered)))
                    {
                        Add(NoticeKinds.StagePassed, 0, left.Stage, [subject]);
                    }

                    break;
                case Effect.ItemOpened { Assignees.IsEmpty: false } opened:
                    Add(returned == opened.Run ? NoticeKinds.Returned : NoticeKinds.Opened, opened.Item, At(opened.Run), opened.Assignees);
                    break;
                case Effect.Told told:
                    Add(NoticeKinds.Told, told.Item, At(told.Run), told.Recipients);
                    break;
                case Effect.ItemAssigned { Cause: not AssignmentCause.Escalated } assigned:
                    Add(NoticeKinds.Assigned, assigned.Item, StageOf(assigned.Item), assigned.Assignees);
                    break;
                case Effect.Reminded { Item: 0 }:
                    Add(NoticeKinds.CapNear, 0, At(0), [subject]);
                    break;
                case Effect.Reminded { Recipients.IsEmpty: false } reminded:
                    Add(NoticeKinds.Reminder, reminded.Item, StageOf(reminded.Item), reminded.Recipients);
                    break;
                case Effect.Overdue { Recipients.IsEmpty: false } overdue:
                    Add(NoticeKinds.Overdue, overdue.Item, StageOf(overdue.Item), overdue.Recipients);
                    break;
                case Effect.Escalated { Recipients.IsEmpty: false } escalated:
                    Add(NoticeKinds.Escalated, escalated.Item, StageOf(escalated.Item), escalated.Recipients);
                    break;
                case Effect.AttentionRaised attention:
                    Add(NoticeKinds.Attention, attention.Item, StageOf(attention.Item), []);
                    break;
                case Effect.PathwaySuspended:
                    Add(NoticeKinds.Suspended, 0, At(0), Concerned(accepted.State));
                    break;
                case Effect.PathwayResumed:
                    Add(NoticeKinds.Resumed, 0, At(0), Concerned(accepted.State));
                    break;
                case Effect.PlanChanged or Effect.MigrationUndone:
                    Add(NoticeKinds.Migrated, 0, At(0), Concerned(accepted.State));
                    break;
                case Effect.PathwayEnded:
                    Add(NoticeKinds.Ended, 0, null, [subject]);
                    break;
            }
        }

        return notices.DrainToImmutable();

        string? At(int run) => entered.GetValueOrDefault(run) ?? accepted.State.StageOf(run);

        string? StageOf(int item) => At(accepted.State.Item(item)?.Run ?? 0);

        void Add(string kind, int item, string? at, ImmutableArray<int> recipients) => notices.Add(new Notice(
            MessageIdOf(pathwayId, revision, notices.Count), kind, pathwayId, subject, item, at, recipients, happened.At));
    }

    /// <summary>The subject and whoever has something to do.</summary>
    private static ImmutableArray<int> Concerned(PathwayState state) =>
        [.. state.Items.Where(item => item.Status is ItemStatus.Open or ItemStatus.Suspended).SelectMany(item => item.Assignees).Prepend(state.SubjectId).Distinct()];

    private static Guid MessageIdOf(Guid pathwayId, long revision, int index)
    {
        Span<byte> source = stackalloc byte[28];
        pathwayId.TryWriteBytes(source);
        BinaryPrimitives.WriteInt64LittleEndian(source[16..], revision);
        BinaryPrimitives.WriteInt32LittleEndian(source[24..], index);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(source, hash);
        return new Guid(hash[..16]);
    }
}
