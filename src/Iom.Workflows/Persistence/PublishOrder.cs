using System.Collections.Immutable;
using Iom.Workflows.Authoring;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Persistence;

/// <summary>From when a draft is to hold, and by which order.</summary>
/// <param name="InForceFrom">First day, local to the top unit of the scope; today or later.</param>
/// <param name="OrderNumber">Of the order that adopts it.</param>
/// <param name="OrderDate">Of that order.</param>
/// <param name="Note">What changes and why, for those below.</param>
public sealed record PublishOrder(DateOnly InForceFrom, string? OrderNumber = null, DateOnly? OrderDate = null, string? Note = null);

/// <summary>A draft as it would be published.</summary>
/// <param name="Files">Its text, first, and the texts above it.</param>
/// <param name="Plan">Null: there are faults.</param>
/// <param name="Faults">Why it cannot be published.</param>
/// <param name="Warnings">What a person should know before publishing.</param>
/// <param name="Vacancies">Where nobody could act today.</param>
public sealed record DraftCheck(
    ImmutableArray<SourceFile> Files,
    ProcessPlan? Plan,
    ImmutableArray<SourceFault> Faults,
    ImmutableArray<string> Warnings,
    ImmutableArray<string> Vacancies);

/// <summary>What became of publishing a draft. A closed union.</summary>
public abstract record PublishAnswer
{
    private PublishAnswer()
    {
    }

    /// <summary>It is published and no longer a draft.</summary>
    public sealed record Published(ProcessPlan Plan) : PublishAnswer;

    /// <summary>It stays a draft; the check says why.</summary>
    public sealed record Refused(DraftCheck Check) : PublishAnswer;

    /// <summary>Somebody changed, published or discarded it meanwhile.</summary>
    /// <param name="Current">What stands there now; null: nothing.</param>
    public sealed record Conflict(Draft? Current) : PublishAnswer;
}
