namespace Iom.Workflows.Persistence;

/// <summary>The draft of a definition as it stands.</summary>
/// <param name="Key">Of the definition; one draft each.</param>
/// <param name="BaseVersion">The published version it began from; null: there was none.</param>
/// <param name="Text">YAML, sound or not.</param>
/// <param name="Revision">What the next save must expect.</param>
/// <param name="Scope">Code of the org unit whose administrators may work on it; null: those of the top level.</param>
/// <param name="EditedBy">Who saved last.</param>
/// <param name="EditedAt">When, UTC.</param>
/// <param name="OpenForComments">Whether people of the scope may read and comment before it is adopted.</param>
public sealed record Draft(
    string Key, int? BaseVersion, string Text, int Revision, string? Scope, int EditedBy, DateTimeOffset EditedAt, bool OpenForComments);

/// <summary>What became of a save. A closed union.</summary>
public abstract record DraftSave
{
    private DraftSave()
    {
    }

    /// <summary>Kept.</summary>
    public sealed record Saved(Draft Draft) : DraftSave;

    /// <summary>Somebody was faster: nothing was written.</summary>
    /// <param name="Current">What stands there now; null: the draft is gone (published or discarded).</param>
    public sealed record Conflict(Draft? Current) : DraftSave;
}

/// <summary>One save: who changed what, when (UTC).</summary>
public sealed record DraftChange(int Revision, int By, DateTimeOffset At, string Text);

/// <summary>A remark on a draft.</summary>
/// <param name="Id">Number of the remark.</param>
/// <param name="Path">The point it is about; null: the whole.</param>
/// <param name="PersonId">Who wrote it.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Text">What they wrote.</param>
/// <param name="ResolvedBy">Who ticked it off; null: it is open.</param>
public sealed record DraftComment(int Id, string? Path, int PersonId, DateTimeOffset At, string Text, int? ResolvedBy);

/// <summary>A published version without its texts.</summary>
/// <param name="Key">Of the definition.</param>
/// <param name="Version">Its number.</param>
/// <param name="Hash">Of the resolved plan.</param>
/// <param name="PublishedAt">When it was put there, UTC.</param>
/// <param name="PublishedBy">By whom; null: the program, from its folder.</param>
/// <param name="InForceFrom">First day, local to the top unit of its scope; null: since it was published.</param>
/// <param name="OrderNumber">Of the order that adopted it.</param>
/// <param name="OrderDate">Of that order.</param>
/// <param name="Note">What the administrator wrote about the change.</param>
public sealed record PublishedVersion(
    string Key, int Version, string Hash, DateTimeOffset PublishedAt, int? PublishedBy, DateOnly? InForceFrom, string? OrderNumber, DateOnly? OrderDate, string? Note);
