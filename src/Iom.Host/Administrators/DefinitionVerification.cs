using Iom.Host.Identity;
using Iom.Workflows.Authoring;
using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence;
using Iom.Workflows.Verification;

namespace Iom.Host.Administrators;

/// <summary>Verifies a definition that somebody is writing, before it is published.</summary>
public sealed class DefinitionVerification(PlanStore plans, IRosterSource rosters, CalendarLibrary calendars, CurrentPerson me)
{
    private const string Input = "input.yaml";

    /// <summary>What is wrong with a text, and what is wrong with the process it describes.</summary>
    /// <param name="Ok">Nothing is wrong, and nobody is missing who would have to act.</param>
    /// <param name="Faults">Of the text; while there are any the process is not looked at.</param>
    /// <param name="Findings">Of the process.</param>
    public sealed record Answer(bool Ok, IReadOnlyList<SourceFault> Faults, IReadOnlyList<FindingLine> Findings);

    public async Task<Answer> VerifyAsync(string text, CancellationToken cancellationToken)
    {
        // What it extends is in force in the database; the files of the folder may be older.
        var head = DefinitionHead.Read(text);
        var above = await plans.AboveAsync(head, await plans.TodayAsync(head?.Scope, cancellationToken), cancellationToken);
        var set = DefinitionLoader.Load([new SourceFile(Input, text), .. above]);
        var faults = set.Faults.Where(fault => fault.File == Input).ToList();
        if (faults.Count > 0 || set.Plans.FirstOrDefault(plan => plan.Files[0] == Input) is not { } plan)
        {
            return new Answer(faults.Count == 0, faults, []);
        }

        var today = await me.TodayAsync(cancellationToken);
        // Who is missing where is for those who administer; everybody else has the process alone verified.
        var report = (await me.RightsAsync(cancellationToken) & Rights.Administer) != 0
            ? Verifier.Verify(plan, await rosters.CurrentAsync(cancellationToken), today, cancellationToken)
            : Verifier.Verify(plan, calendars, today, cancellationToken);
        return new Answer(report.IsSound, faults, [.. report.Findings.Select(FindingLine.Of)]);
    }
}
