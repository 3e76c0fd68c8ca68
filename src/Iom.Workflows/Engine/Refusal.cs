using System.Collections.Immutable;
using Iom.Workflows.Documents;

namespace Iom.Workflows.Engine;

/// <summary>An expected no: a stable code for programs, a sentence in Russian for people.</summary>
/// <param name="Code">Stable, snake case, e.g. <c>item_closed</c>.</param>
/// <param name="Kind">What kind of no it is; decides the HTTP status.</param>
/// <param name="Sentence">What happened and what to do next.</param>
/// <param name="Fields">Faults of single fields of the form.</param>
public sealed record Refusal(string Code, RefusalKind Kind, string Sentence, ImmutableArray<FieldFault> Fields)
{
    public Refusal(string code, RefusalKind kind, string sentence)
        : this(code, kind, sentence, [])
    {
    }
}

/// <summary>Kinds of refusals.</summary>
public enum RefusalKind
{
    /// <summary>Not there, or not there for this person: the two look alike on purpose (HTTP 404).</summary>
    NotFound,

    /// <summary>Seen but not allowed (HTTP 403).</summary>
    Forbidden,

    /// <summary>Too late or twice: something else happened first (HTTP 409).</summary>
    Conflict,

    /// <summary>The request itself is wrong (HTTP 422).</summary>
    Invalid,
}
