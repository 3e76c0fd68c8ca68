using System.Collections.Immutable;
using Iom.Workflows.Directory;

namespace Iom.Workflows.Persistence.Rows;

/// <summary>A published definition with the texts it was resolved from, so that its pathways never depend on files.</summary>
public sealed class DefinitionRow
{
    public required string Key { get; init; }
    public required int Version { get; init; }
    public required string Hash { get; init; }
    public required string Sources { get; init; }
    public DateTimeOffset PublishedAt { get; init; }

    /// <summary>Null: the program itself, from its folder.</summary>
    public int? PublishedBy { get; init; }

    /// <summary>First day, local to the top unit of the scope; null: since it was published.</summary>
    public DateOnly? InForceFrom { get; init; }
    public string? OrderNumber { get; init; }
    public DateOnly? OrderDate { get; init; }
    public string? Note { get; init; }
}

/// <summary>A node of the org tree.</summary>
public sealed class OrgUnitRow
{
    public required int Id { get; init; }
    public int? ParentId { get; set; }
    public required string Code { get; set; }
    public required string Level { get; set; }
    public required string Type { get; set; }
    public required string Name { get; set; }
    public required string ZoneId { get; set; }
    public required string Week { get; set; }
    public string? RegionalHolidays { get; set; }
    public required string AcademicShape { get; set; }
    public ImmutableSortedDictionary<string, string> Attributes { get; set; } = NoAttributes.Value;
}

/// <summary>A role held for a period.</summary>
public sealed class AssignmentRow
{
    public int Id { get; init; }
    public required int PersonId { get; init; }
    public required string Role { get; init; }
    public required int OrgUnitId { get; init; }
    public int? AssociationId { get; init; }
    public int? EducatorId { get; init; }
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }
}

/// <summary>Cover for an absence.</summary>
public sealed class SubstitutionRow
{
    public int Id { get; init; }
    public required int AbsentId { get; init; }
    public required int SubstituteId { get; init; }
    public DateOnly From { get; set; }
    public DateOnly To { get; set; }
    public string? Basis { get; set; }
}

/// <summary>What one person was told in the application.</summary>
public sealed class NoticeRow
{
    public required Guid MessageId { get; init; }
    public required int PersonId { get; init; }
    public required string Kind { get; init; }
    public required Guid PathwayId { get; init; }
    public int Item { get; init; }
    public string? Stage { get; init; }
    public DateTimeOffset At { get; init; }
    public DateTimeOffset? ReadAt { get; set; }
}

/// <summary>A mail to one person: kept, and sent when mail is configured.</summary>
public sealed class MailRow
{
    public required Guid MessageId { get; init; }
    public required int PersonId { get; init; }
    public required string Subject { get; init; }
    public required string Body { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>When it is to be sent or tried again, UTC; null: sent, given up, or only kept.</summary>
    public DateTimeOffset? DueAt { get; set; }
    public int Attempts { get; set; }
    public string? Error { get; set; }

    /// <summary>Given up after too many attempts; waits for a person.</summary>
    public DateTimeOffset? ParkedAt { get; set; }
}

/// <summary>A setting of the installation: the revision of the directory, the demo clock.</summary>
public sealed class SettingRow
{
    public required string Key { get; init; }
    public required string Value { get; set; }
}
