using System.Collections.Frozen;
using System.Collections.Immutable;
using Iom.Workflows.Calendars;

namespace Iom.Workflows.Directory;

/// <summary>
/// Who may do what, now: the directory as an immutable snapshot with the lookups that the engine, the lists and the
/// pages need. Thread-safe. Performers are found by the engine.
/// </summary>
public sealed class Roster
{
    private readonly FrozenDictionary<int, OrgUnit> units;
    private readonly FrozenDictionary<int, Person> people;
    private readonly FrozenDictionary<int, Educator> educators;
    private readonly FrozenDictionary<int, Association> associations;
    private readonly FrozenDictionary<(int Unit, string Role), Assignment[]> byUnit;
    private readonly FrozenDictionary<(int Association, string Role), Assignment[]> byAssociation;
    private readonly FrozenDictionary<(int Educator, string Role), Assignment[]> byEducator;
    private readonly FrozenDictionary<int, Assignment[]> byPerson;
    private readonly FrozenDictionary<int, Substitution[]> bySubstitute;
    private readonly FrozenDictionary<int, Substitution[]> byAbsent;
    private readonly FrozenDictionary<(int Unit, string Body), ImmutableArray<DateOnly>> sittings;
    private readonly FrozenDictionary<int, WorkCalendar> calendars;
    private readonly FrozenDictionary<int, int[]> above;
    private readonly FrozenDictionary<int, int[]> below;
    private readonly FrozenDictionary<int, int[]> educatorsIn;

    /// <param name="data">The directory.</param>
    /// <param name="library">Where the calendars of the units come from.</param>
    public Roster(DirectoryData data, CalendarLibrary library)
    {
        Revision = data.Revision;
        Calendars = library;
        units = data.Units.ToFrozenDictionary(unit => unit.Id);
        people = data.People.ToFrozenDictionary(person => person.Id);
        educators = data.Educators.ToFrozenDictionary(educator => educator.PersonId);
        associations = data.Associations.ToFrozenDictionary(association => association.Id);
        byUnit = Index(data.Assignments.Where(a => a.AssociationId is null && a.EducatorId is null), a => (a.OrgUnitId, a.Role));
        byAssociation = Index(data.Assignments.Where(a => a.AssociationId is not null), a => (a.AssociationId!.Value, a.Role));
        byEducator = Index(data.Assignments.Where(a => a.EducatorId is not null), a => (a.EducatorId!.Value, a.Role));
        byPerson = Index(data.Assignments, a => a.PersonId);
        bySubstitute = Index(data.Substitutions, s => s.SubstituteId);
        byAbsent = Index(data.Substitutions, s => s.AbsentId);
        sittings = data.Sittings.GroupBy(sitting => (sitting.OrgUnitId, sitting.Body))
            .ToFrozenDictionary(group => group.Key, group => group.Select(sitting => sitting.Day).Order().ToImmutableArray());
        calendars = data.Units.ToFrozenDictionary(unit => unit.Id, unit => library.For(unit.Calendar));
        above = data.Units.ToFrozenDictionary(unit => unit.Id, unit => ChainUp(unit).ToArray());
        below = Index(data.Units.Where(unit => unit.ParentId is not null).OrderBy(unit => unit.Id), unit => unit.ParentId!.Value, unit => unit.Id);
        educatorsIn = Index(
            data.Educators.Where(educator => people.ContainsKey(educator.PersonId)).OrderBy(educator => educator.PersonId),
            educator => people[educator.PersonId].OrgUnitId,
            educator => educator.PersonId);
    }

    public long Revision { get; }

    /// <summary>Where the calendars of the units come from.</summary>
    public CalendarLibrary Calendars { get; }

    public IEnumerable<OrgUnit> Units => units.Values;

    public IEnumerable<Person> People => people.Values;

    public IEnumerable<Educator> Educators => educators.Values;

    public Person? Person(int id) => people.GetValueOrDefault(id);

    public Educator? Educator(int personId) => educators.GetValueOrDefault(personId);

    public Association? Association(int id) => associations.GetValueOrDefault(id);

    /// <exception cref="KeyNotFoundException">No such unit; a bug, since numbers come from the directory itself.</exception>
    public OrgUnit Unit(int id) => units[id];

    public OrgUnit? UnitByCode(string code) => units.Values.FirstOrDefault(unit => unit.Code == code);

    /// <summary>The unit itself and all above it, from below.</summary>
    public ReadOnlySpan<int> UnitAndAbove(int unitId) => above[unitId];

    /// <summary>The nearest unit of a level, from a unit upward; the unit itself when no level is named; null: there is none.</summary>
    public int? UnitAt(int unitId, string? level)
    {
        if (level is null)
        {
            return unitId;
        }

        foreach (var unit in UnitAndAbove(unitId))
        {
            if (units[unit].Level == level)
            {
                return unit;
            }
        }

        return null;
    }

    /// <summary>The units right below a unit, by number.</summary>
    internal ReadOnlySpan<int> UnitsBelow(int unitId) => below.GetValueOrDefault(unitId);

    /// <summary>The educators of a unit and of all units below it, by number.</summary>
    internal ImmutableArray<int> EducatorsBelow(int unitId)
    {
        var found = ImmutableArray.CreateBuilder<int>();
        var open = new Stack<int>([unitId]);
        while (open.TryPop(out var unit))
        {
            found.AddRange(educatorsIn.GetValueOrDefault(unit) ?? []);
            foreach (var lower in below.GetValueOrDefault(unit) ?? [])
            {
                open.Push(lower);
            }
        }

        found.Sort();
        return found.DrainToImmutable();
    }

    /// <summary>The calendar of a unit: zone, week, holidays, academic year.</summary>
    public WorkCalendar CalendarOf(int unitId) => calendars[unitId];

    /// <summary>The unit in which a person works; null: nobody of that number.</summary>
    public OrgUnit? UnitOf(int personId) => people.TryGetValue(personId, out var person) ? units[person.OrgUnitId] : null;

    public ReadOnlySpan<Assignment> AssignmentsOf(int personId) => byPerson.GetValueOrDefault(personId);

    /// <summary>Those who hold a role at a unit, whatever the day; check <see cref="Assignment.HoldsOn"/>.</summary>
    internal ReadOnlySpan<Assignment> AtUnit(int unitId, string role) => byUnit.GetValueOrDefault((unitId, role));

    internal ReadOnlySpan<Assignment> AtAssociation(int associationId, string role) => byAssociation.GetValueOrDefault((associationId, role));

    internal ReadOnlySpan<Assignment> TowardsEducator(int educatorId, string role) => byEducator.GetValueOrDefault((educatorId, role));

    /// <summary>Days on which a body of a unit sits, in order; empty: none are known.</summary>
    public ImmutableArray<DateOnly> SittingsOf(int unitId, string body) => sittings.TryGetValue((unitId, body), out var days) ? days : [];

    /// <summary>Whether somebody covers an absent person on a (local) day.</summary>
    public bool Covers(int substituteId, int absentId, DateOnly day)
    {
        foreach (var substitution in bySubstitute.GetValueOrDefault(substituteId) ?? [])
        {
            if (substitution.AbsentId == absentId && substitution.HoldsOn(day))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Who covers somebody on a (local) day.</summary>
    public ImmutableArray<int> CoverOf(int absentId, DateOnly day) =>
        [.. (byAbsent.GetValueOrDefault(absentId) ?? []).Where(s => s.HoldsOn(day)).Select(s => s.SubstituteId).Distinct()];

    /// <summary>Whom somebody covers on a (local) day.</summary>
    public ImmutableArray<int> CoveredBy(int substituteId, DateOnly day) =>
        [.. (bySubstitute.GetValueOrDefault(substituteId) ?? []).Where(s => s.HoldsOn(day)).Select(s => s.AbsentId).Distinct()];

    /// <summary>What somebody may do over one educator's pathway: role × place in the org tree × relation to the educator.</summary>
    public Rights RightsOver(int personId, int educatorId, DateOnly day)
    {
        if (!people.TryGetValue(educatorId, out var subject))
        {
            return Rights.None;
        }

        var rights = personId == educatorId ? Rights.See : Rights.None;
        foreach (var assignment in AssignmentsOf(personId))
        {
            if (assignment.HoldsOn(day) && Reaches(assignment, subject))
            {
                rights |= RoleRights.Of(assignment.Role);
            }
        }

        return rights;
    }

    /// <summary>All that somebody may do somewhere.</summary>
    public Rights RightsAnywhere(int personId, DateOnly day)
    {
        var rights = Rights.None;
        foreach (var assignment in AssignmentsOf(personId))
        {
            if (assignment.HoldsOn(day))
            {
                rights |= RoleRights.Of(assignment.Role);
            }
        }

        return rights;
    }

    /// <summary>Whose pathways a right of somebody reaches.</summary>
    public Scope ScopeOf(int personId, Rights right, DateOnly day)
    {
        HashSet<int> inUnits = [], inAssociations = [], ofEducators = [];
        foreach (var assignment in AssignmentsOf(personId))
        {
            if (!assignment.HoldsOn(day) || (RoleRights.Of(assignment.Role) & right) == 0)
            {
                continue;
            }

            if (assignment.EducatorId is { } educator)
            {
                ofEducators.Add(educator);
            }
            else if (assignment.AssociationId is { } association)
            {
                inAssociations.Add(association);
            }
            else
            {
                inUnits.UnionWith(units.Keys.Where(unit => Array.IndexOf(above[unit], assignment.OrgUnitId) >= 0));
            }
        }

        return new Scope(inUnits.ToFrozenSet(), inAssociations.ToFrozenSet(), ofEducators.ToFrozenSet());
    }

    private bool Reaches(Assignment assignment, Person subject)
    {
        if (assignment.EducatorId is { } educator)
        {
            return educator == subject.Id;
        }

        return assignment.AssociationId is { } association
            ? educators.TryGetValue(subject.Id, out var facts) && facts.AssociationId == association
            : Array.IndexOf(above[subject.OrgUnitId], assignment.OrgUnitId) >= 0;
    }

    private IEnumerable<int> ChainUp(OrgUnit unit)
    {
        for (var at = unit; ; at = units[at.ParentId.Value])
        {
            yield return at.Id;
            if (at.ParentId is null)
            {
                yield break;
            }
        }
    }

    private static FrozenDictionary<TKey, T[]> Index<TKey, T>(IEnumerable<T> rows, Func<T, TKey> key)
        where TKey : notnull =>
        Index(rows, key, row => row);

    private static FrozenDictionary<TKey, TValue[]> Index<TKey, T, TValue>(IEnumerable<T> rows, Func<T, TKey> key, Func<T, TValue> value)
        where TKey : notnull =>
        rows.GroupBy(key, value).ToFrozenDictionary(group => group.Key, group => group.ToArray());
}
