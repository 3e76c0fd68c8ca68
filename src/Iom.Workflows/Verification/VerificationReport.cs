using System.Collections.Frozen;
using System.Collections.Immutable;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Verification;

/// <summary>What came of verifying a plan.</summary>
/// <param name="Findings">Errors first, then what could not be verified, then warnings.</param>
/// <param name="States">How many different states of a pathway were looked at.</param>
/// <param name="Organisations">In how many organisations of the scope the performers were looked for.</param>
public sealed record VerificationReport(ImmutableArray<Finding> Findings, int States, int Organisations)
{
    /// <summary>Nothing is wrong, not even a place where somebody is missing.</summary>
    public bool IsSound => Findings.All(finding => finding.Severity != Severity.Error);

    /// <summary>Everything was looked at; otherwise an <see cref="Severity.Incomplete"/> finding says what was not.</summary>
    public bool IsComplete => Findings.All(finding => finding.Severity != Severity.Incomplete);
}

/// <summary>Something about a plan that its author should know.</summary>
/// <param name="Code">Stable code, e.g. <c>dead_stage</c>.</param>
/// <param name="Severity">How grave it is.</param>
/// <param name="Sentence">What is wrong and what to do, in Russian.</param>
/// <param name="Place">Where it was written; null: nobody wrote it.</param>
/// <param name="Witness">The shortest way there, a phrase a step; empty when none is needed.</param>
/// <param name="Organisations">Names of the organisations it concerns; empty: all or none in particular.</param>
public sealed record Finding(
    string Code, Severity Severity, string Sentence, Origin? Place, ImmutableArray<string> Witness, ImmutableArray<string> Organisations)
{
    private static readonly FrozenSet<string> Vacancies = FrozenSet.Create(
        StringComparer.Ordinal, "no_performer", "own_route_nobody", "no_candidates", "cover_is_subject", "trigger_nobody", "quorum_out_of_reach");

    /// <summary>Somebody is missing in the organisations named; a person there would mend it as well as a change of the text.</summary>
    public bool IsVacancy => !Organisations.IsEmpty && Vacancies.Contains(Code);

    /// <summary>
    /// The process itself is wrong. Whom an organisation lacks is told and refuses nothing, and neither does a calendar that nobody has
    /// approved yet: both come and go without the text.
    /// </summary>
    public bool Refuses => Severity == Severity.Error && !IsVacancy && (Organisations.IsEmpty || Code != "calendar_missing");

    public override string ToString() => Place is { } place
        ? $"{place.File}:{place.Line}:{place.Column}: {Sentence} [{Code}]"
        : $"{Sentence} [{Code}]";
}

/// <summary>How grave a finding is.</summary>
public enum Severity
{
    /// <summary>Somebody's pathway would get stuck, be decided wrongly or miss its dates.</summary>
    Error,

    /// <summary>It could not be verified whole; nothing is known to be wrong.</summary>
    Incomplete,

    /// <summary>It works, but probably not as it was meant.</summary>
    Warning,
}
