using Iom.Host.Identity;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Execution;

namespace Iom.Host.Administrators.Simulation;

/// <summary>For whom a person may simulate: those whom he administers or whose progress he watches.</summary>
public sealed class SimulationAccess(IRosterSource rosters, CurrentPerson me)
{
    private const Rights Enough = Rights.Administer | Rights.Monitor;

    public int Me => me.Id;

    public ValueTask<Roster> RosterAsync(CancellationToken cancellationToken) => rosters.CurrentAsync(cancellationToken);

    /// <summary>Whether the person may simulate anything at all.</summary>
    public async ValueTask<bool> MayAsync(CancellationToken cancellationToken) => (await me.RightsAsync(cancellationToken) & Enough) != 0;

    public async ValueTask<bool> MayAsync(int educatorId, CancellationToken cancellationToken)
    {
        var roster = await rosters.CurrentAsync(cancellationToken);
        return roster.Educator(educatorId) is not null
            && (roster.RightsOver(me.Id, educatorId, await me.TodayAsync(cancellationToken)) & Enough) != 0;
    }

    /// <summary>Educators for whom a plan is meant and for whom the person may simulate, by name; the first so many.</summary>
    /// <param name="plan">What is simulated.</param>
    /// <param name="find">Part of a name; null: everybody.</param>
    /// <param name="day">Local day on which the plan must be meant for them.</param>
    /// <param name="most">So many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<IReadOnlyList<(int Id, string Name)>> EducatorsAsync(
        ProcessPlan plan, string? find, DateOnly day, int most, CancellationToken cancellationToken)
    {
        var roster = await rosters.CurrentAsync(cancellationToken);
        var today = await me.TodayAsync(cancellationToken);
        var words = new RouteWords(roster);
        return [.. roster.Educators.Select(educator => roster.Person(educator.PersonId)!)
            .Where(person => string.IsNullOrWhiteSpace(find) || person.FullName.Contains(find.Trim(), StringComparison.CurrentCultureIgnoreCase))
            .OrderBy(person => person.FullName, StringComparer.Ordinal).ThenBy(person => person.Id)
            .Where(person => (roster.RightsOver(me.Id, person.Id, today) & Enough) != 0 && PlanChoice.For([plan], roster, person.Id, day) is not null)
            .Take(most)
            .Select(person => (person.Id, $"{words.NameAndPost(person.Id)}, {words.Organisation(person.Id)}"))];
    }

    /// <summary>Units that may be simulated as a whole, from the top down.</summary>
    public async ValueTask<IReadOnlyList<OrgUnit>> UnitsAsync(CancellationToken cancellationToken)
    {
        var roster = await rosters.CurrentAsync(cancellationToken);
        var scope = roster.ScopeOf(me.Id, Enough, await me.TodayAsync(cancellationToken));
        return [.. scope.Units.Select(roster.Unit).OrderBy(unit => roster.UnitAndAbove(unit.Id).Length).ThenBy(unit => unit.Name, StringComparer.CurrentCulture)];
    }

    /// <summary>The first of September of the academic year that it is.</summary>
    public async ValueTask<DateOnly> UsualStartAsync(CancellationToken cancellationToken)
    {
        var roster = await rosters.CurrentAsync(cancellationToken);
        return UsualStart(roster, roster.UnitOf(me.Id)!.Id, await me.TodayAsync(cancellationToken));
    }

    internal static DateOnly UsualStart(Roster roster, int unitId, DateOnly today) => new(roster.CalendarOf(unitId).AcademicYearOf(today), 9, 1);
}
