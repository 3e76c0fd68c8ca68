namespace Iom.Workflows.Persistence.Rows;

/// <summary>Running pathways that are carried over to another plan together.</summary>
public sealed class MigrationBatchRow
{
    public required Guid Id { get; init; }
    public required string FromKey { get; init; }
    public required int FromVersion { get; init; }
    public required string ToKey { get; init; }
    public required int ToVersion { get; init; }

    /// <summary>How they are carried over, as JSON (<see cref="Engine.MigrationPlan"/>).</summary>
    public required string Choices { get; init; }
    public required int CreatedBy { get; init; }

    /// <summary>Who asked for what is being done, and whose deed it is in the histories; null: nobody yet.</summary>
    public int? ActsBy { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public required string Status { get; set; }

    /// <summary>Why it is taken back; null: it is not.</summary>
    public string? UndoReason { get; set; }

    /// <summary>Until when one host works on it.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }
}

/// <summary>One pathway of a batch: what the dry run found, and what became of it.</summary>
public sealed class MigrationRouteRow
{
    public required Guid BatchId { get; init; }
    public required Guid PathwayId { get; init; }
    public required int SubjectId { get; init; }
    public required int OrgUnitId { get; init; }
    public required string Status { get; set; }

    /// <summary>Code of the refusal; null: there was none.</summary>
    public string? Code { get; set; }
    public string? Sentence { get; set; }
    public string? StageBefore { get; init; }
    public string? StageAfter { get; init; }
    public DateOnly? DueBefore { get; init; }
    public DateOnly? DueAfter { get; init; }

    /// <summary>Numbers of people, joined by commas.</summary>
    public required string PeopleBefore { get; init; }
    public required string PeopleAfter { get; init; }
}
