namespace Iom.Workflows.Persistence.Rows;

/// <summary>A pathway with its state.</summary>
public sealed class PathwayRow
{
    public required Guid Id { get; init; }
    public required string DefinitionKey { get; init; }
    public required int DefinitionVersion { get; set; }
    public required string Kind { get; init; }
    public required string Runtime { get; init; }
    public required int SubjectId { get; init; }
    public required int OrgUnitId { get; set; }
    public int? AssociationId { get; set; }
    public required string Status { get; set; }
    public string? Stage { get; set; }
    public int Round { get; set; }
    public int Year { get; set; }
    public int PlannedYears { get; set; }
    public string? Attention { get; set; }
    public DateOnly StartOn { get; init; }
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>The state as JSON, without the document.</summary>
    public required string State { get; set; }
    public string? Memo { get; set; }

    /// <summary>Number of commits; the concurrency token.</summary>
    public long Revision { get; set; }
    public required string ChainHash { get; set; }
}

/// <summary>A work item, open or closed. A projection of the facts for lists.</summary>
public sealed class WorkItemRow
{
    public required Guid PathwayId { get; init; }
    public required int Number { get; init; }
    public required string DefinitionKey { get; init; }
    public required int DefinitionVersion { get; init; }
    public required string Stage { get; init; }
    public required string Slot { get; init; }
    public int Round { get; init; }
    public int Year { get; init; }
    public int SubjectId { get; init; }
    public int OrgUnitId { get; init; }
    public required string Status { get; set; }
    public DateOnly OpensOn { get; set; }
    public DateOnly? DueOn { get; set; }
    public bool Preliminary { get; set; }
    public string? Why { get; set; }
    public int? ClaimedBy { get; set; }
    public string? Outcome { get; set; }
    public string? Force { get; set; }
    public int? DecidedBy { get; set; }
    public int? OnBehalfOf { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public string? Comment { get; set; }
    public bool Late { get; set; }

    /// <summary>Which part of the slot's work it is, as JSON (<see cref="Engine.ItemPart"/>); null: all of it.</summary>
    public string? Part { get; init; }

    /// <summary>The pathway's revision that last changed the item; what a client sends back as <c>expectedRevision</c>.</summary>
    public long Revision { get; set; }
}

/// <summary>Who may answer an open item; rows stand only while it is open, so this is the inbox.</summary>
public sealed class AssigneeRow
{
    public required int PersonId { get; init; }
    public required Guid PathwayId { get; init; }
    public required int Number { get; init; }
    public DateOnly? DueOn { get; init; }
}

/// <summary>The next rung of an item's ladder (item 0: the pathway's own timer). The truth about what is due; whoever wakes the sweep only wakes it.</summary>
public sealed class TimerRow
{
    public required Guid PathwayId { get; init; }
    public required int Item { get; init; }
    public int Rung { get; set; }
    public DateTimeOffset At { get; set; }
    public DateTimeOffset? LeasedUntil { get; set; }
    public int Attempts { get; set; }
}

/// <summary>One commit: who, when, what followed, chained by hashes.</summary>
public sealed class HistoryRow
{
    public required Guid PathwayId { get; init; }
    public required long Revision { get; init; }
    public DateTimeOffset At { get; init; }
    public int? Actor { get; init; }
    public required string Kind { get; init; }
    public required string Body { get; init; }
    public string? OperationId { get; init; }
    public string? Fingerprint { get; init; }
    public required string PreviousHash { get; init; }
    public required string Hash { get; init; }
}

/// <summary>The document as it stands.</summary>
public sealed class DocumentRow
{
    public required Guid PathwayId { get; init; }
    public required string Body { get; set; }
}

/// <summary>A sealed revision of the document; never changes.</summary>
public sealed class DocumentRevisionRow
{
    public required Guid PathwayId { get; init; }
    public required int Number { get; init; }
    public required string Body { get; init; }
    public required string Sha256 { get; init; }
    public DateTimeOffset SealedAt { get; init; }
    public int? SealedBy { get; init; }
}

/// <summary>Notices of one commit, on their way.</summary>
public sealed class OutboxRow
{
    public long Id { get; init; }
    public required Guid PathwayId { get; init; }
    public required long Revision { get; init; }
    public required string Body { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? SentAt { get; set; }
    public DateTimeOffset? LeasedUntil { get; set; }
    public int Attempts { get; set; }
    public string? Error { get; set; }

    /// <summary>Given up after too many attempts; waits for a person.</summary>
    public DateTimeOffset? ParkedAt { get; set; }
}
