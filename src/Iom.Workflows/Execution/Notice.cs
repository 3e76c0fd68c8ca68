using System.Collections.Immutable;

namespace Iom.Workflows.Execution;

/// <summary>
/// Something that people or other systems are told. The one message contract: ids only, no personal data, stable kinds
/// (<see cref="NoticeKinds"/>). Delivered at least once; <see cref="MessageId"/> is the same at every delivery.
/// </summary>
/// <param name="MessageId">Follows from pathway, revision and place in the commit.</param>
/// <param name="Kind">One of <see cref="NoticeKinds"/>.</param>
/// <param name="PathwayId">The pathway.</param>
/// <param name="SubjectId">The educator, by number.</param>
/// <param name="Item">Number of the work item; 0: the pathway as a whole.</param>
/// <param name="Stage">Key of the stage it concerns; null: none.</param>
/// <param name="Recipients">People, by number; empty: whoever administers the pathway.</param>
/// <param name="At">When it happened, UTC.</param>
public sealed record Notice(
    Guid MessageId, string Kind, Guid PathwayId, int SubjectId, int Item, string? Stage, ImmutableArray<int> Recipients, DateTimeOffset At);

/// <summary>Kinds of notices; stored and sent, so they never change.</summary>
public static class NoticeKinds
{
    public const string Assigned = "item_assigned";
    public const string Attention = "attention";
    public const string CapNear = "cap_near";
    public const string Ended = "pathway_ended";
    public const string Escalated = "escalated";
    public const string Migrated = "pathway_migrated";
    public const string Opened = "item_opened";
    public const string Overdue = "overdue";
    public const string Reminder = "reminder";
    public const string Resumed = "pathway_resumed";
    public const string Returned = "returned";
    public const string StagePassed = "stage_passed";
    public const string Suspended = "pathway_suspended";
    public const string Told = "told";

    public static ImmutableArray<string> All { get; } =
        [Assigned, Attention, CapNear, Ended, Escalated, Migrated, Opened, Overdue, Reminder, Resumed, Returned, StagePassed, Suspended, Told];
}
