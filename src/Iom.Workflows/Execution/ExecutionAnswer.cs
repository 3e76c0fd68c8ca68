using System.Collections.Immutable;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Execution;

/// <summary>What became of a request. A closed union.</summary>
public abstract record ExecutionAnswer
{
    private ExecutionAnswer()
    {
    }

    /// <summary>It is committed.</summary>
    /// <param name="Repeated">It had been committed before under the same operation id; nothing was done again.</param>
    public sealed record Done(Guid PathwayId, long Revision, ImmutableArray<Effect> Effects, bool Repeated) : ExecutionAnswer;

    /// <summary>An expected no; nothing was written.</summary>
    public sealed record Refused(Refusal Why) : ExecutionAnswer;
}

/// <summary>How a request is told apart from its repetition.</summary>
/// <param name="OperationId">The client's id of this one request, at most 100 characters.</param>
/// <param name="Fingerprint">Hash of what is asked.</param>
public sealed record Operation(string OperationId, string Fingerprint);

/// <summary>A wish to start a pathway.</summary>
/// <param name="SubjectId">The educator.</param>
/// <param name="DefinitionKey">Which definition; null: the nearest one published for the educator.</param>
/// <param name="StartOn">First day, local; null: today.</param>
/// <param name="PlannedYears">Null: the definition's default.</param>
/// <param name="By">Who starts it; null: the program.</param>
/// <param name="Reason">Why an exception is made from what must hold at the start; null: none is needed.</param>
public sealed record StartRequest(int SubjectId, string? DefinitionKey, DateOnly? StartOn, int? PlannedYears, int? By, string? Reason = null);
