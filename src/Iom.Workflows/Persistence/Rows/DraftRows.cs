namespace Iom.Workflows.Persistence.Rows;

/// <summary>The draft of a definition: one per key, whoever works on it.</summary>
public sealed class DefinitionDraftRow
{
    public required string Key { get; init; }

    /// <summary>The published version it began from; null: there was none.</summary>
    public int? BaseVersion { get; set; }
    public required string Text { get; set; }

    /// <summary>Grows with every save and is never used twice for a key, so that an old editor cannot take a new draft for its own.</summary>
    public required int Revision { get; set; }

    /// <summary>Code of the org unit whose administrators may work on it; null: those of the top level.</summary>
    public string? Scope { get; set; }
    public required int EditedBy { get; set; }
    public DateTimeOffset EditedAt { get; set; }
    public bool OpenForComments { get; set; }
}

/// <summary>One save of a draft, with the whole text after it.</summary>
public sealed class DefinitionDraftChangeRow
{
    public required string Key { get; init; }
    public required int Revision { get; init; }
    public required int By { get; init; }
    public DateTimeOffset At { get; init; }
    public required string Text { get; init; }

    /// <summary>The version the draft became; 0: it was discarded; null: it is still a draft.</summary>
    public int? Version { get; set; }
}

/// <summary>A remark on a draft.</summary>
public sealed class DefinitionCommentRow
{
    public int Id { get; init; }
    public required string Key { get; init; }

    /// <summary>The point it is about (<c>stages.approval</c>); null: the whole.</summary>
    public string? Path { get; init; }
    public required int PersonId { get; init; }
    public DateTimeOffset At { get; init; }
    public required string Text { get; init; }
    public int? ResolvedBy { get; set; }

    /// <summary>As in <see cref="DefinitionDraftChangeRow.Version"/>.</summary>
    public int? Version { get; set; }
}
