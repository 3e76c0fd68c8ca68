using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Verification.Deadlines;
using Iom.Workflows.Verification.Exploration;
using Iom.Workflows.Verification.Flow;
using Iom.Workflows.Verification.Performers;

namespace Iom.Workflows.Verification;

/// <summary>
/// Verifies a plan before it is published: the engine itself walks through every state a pathway can reach (with people standing in
/// for the real ones), the real org tree is asked for performers and the real calendars for days. Always ends: the work is counted,
/// and what it did not reach is said. Pure: the same values always give the same report.
/// </summary>
public static class Verifier
{
    /// <summary>Verifies the plan alone, among nobody in particular.</summary>
    /// <param name="plan">A plan that was loaded without a fault.</param>
    /// <param name="calendars">Where an ordinary calendar comes from.</param>
    /// <param name="today">The (local) day on which the plan would be published.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static VerificationReport Verify(ProcessPlan plan, CalendarLibrary calendars, DateOnly today, CancellationToken cancellationToken = default) =>
        Verify(plan, new Roster(new DirectoryData(0, [], [], [], [], [], []), calendars), today, cancellationToken);

    /// <param name="plan">A plan that was loaded without a fault.</param>
    /// <param name="roster">The directory; one without org units means that only the plan itself is verified.</param>
    /// <param name="today">The (local) day on which the plan would be published.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static VerificationReport Verify(ProcessPlan plan, Roster roster, DateOnly today, CancellationToken cancellationToken = default)
    {
        var findings = new FindingList(plan);
        try
        {
            var (states, organisations) = Look(plan, roster, today, findings, cancellationToken);
            return new VerificationReport(findings.ToFindings(), states, organisations);
        }
        catch (Exception unknown) when (unknown is not OperationCanceledException)
        {
            // An author must not be kept from his draft by a rule that this program does not know yet.
            findings.Add(Severity.Incomplete, "not_verified", "title", [unknown.GetType().Name]);
            return new VerificationReport(findings.ToFindings(), 0, 0);
        }
    }

    private static (int States, int Organisations) Look(
        ProcessPlan plan, Roster roster, DateOnly today, FindingList findings, CancellationToken cancellationToken)
    {
        var explored = ExploredPlan.Of(plan);
        var kinds = EducatorKinds.Of(explored, today);
        var seen = Explorer.Explore(explored, kinds, roster.Calendars, today, cancellationToken);
        FlowFindings.Add(seen, kinds, findings);
        DeadParts.Add(seen, kinds, findings);
        ReturnLoops.Add(seen, findings);
        ChosenPerformers.Add(seen, findings);
        Demands.Add(plan, kinds, today, findings);

        var subjects = SubjectsInScope.Of(plan, roster, today, findings);
        PerformerFindings.Add(seen, roster, subjects, today, findings, cancellationToken);
        DayFindings.Add(plan, roster, subjects, today, findings);
        DeadlineFindings.Add(explored, kinds, roster, subjects, today, findings, cancellationToken);
        return (seen.Graph.Count, subjects.Select(subject => subject.Unit.Id).Distinct().Count());
    }
}
