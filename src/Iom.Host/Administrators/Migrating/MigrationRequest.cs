namespace Iom.Host.Administrators.Migrating;

/// <summary>Which running routes go on under which version, and how.</summary>
/// <param name="FromVersion">The version they run on.</param>
/// <param name="ToVersion">The version they are to run on.</param>
/// <param name="ToKey">Of another definition; null: the same.</param>
/// <param name="UnitId">Only routes of this org unit and below; null: all that the person administers.</param>
/// <param name="StageMap">Changes the proposed counterparts; an empty value: none.</param>
/// <param name="SlotMap">By <c>stage/slot</c>, likewise; what is not named follows the counterpart of its stage.</param>
/// <param name="KeepDeadlines">Null: yes.</param>
/// <param name="FindPerformersAnew">Null: no.</param>
/// <param name="Reason">Stays in the history of every route.</param>
/// <param name="DryRun">Null: yes; false: what can be carried over is carried over at once.</param>
public sealed record MigrationRequest(
    int FromVersion,
    int ToVersion,
    string? ToKey = null,
    int? UnitId = null,
    Dictionary<string, string?>? StageMap = null,
    Dictionary<string, string?>? SlotMap = null,
    bool? KeepDeadlines = null,
    bool? FindPerformersAnew = null,
    string? Reason = null,
    bool? DryRun = null);

/// <summary>Takes routes back.</summary>
/// <param name="Reason">Stays in the history.</param>
/// <param name="PathwayId">One route; null: all of the batch.</param>
public sealed record UndoRequest(string? Reason, Guid? PathwayId = null);
