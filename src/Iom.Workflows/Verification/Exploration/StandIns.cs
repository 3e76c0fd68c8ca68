using System.Collections.Immutable;
using Iom.Workflows.Calendars;
using Iom.Workflows.Directory;

namespace Iom.Workflows.Verification.Exploration;

/// <summary>A town of one educator and of people who stand in for everybody a plan mentions, so that the engine can be asked without a real directory.</summary>
internal static class StandIns
{
    /// <summary>Numbers far from those of people that a definition may name.</summary>
    public const int Subject = 1_000_000_001;
    public const int Administrator = Subject + 1;

    /// <summary>Gets what has nobody.</summary>
    public const int Reserve = Subject + 2;

    private const int Region = 1;
    private const int Municipality = 2;
    private const int Organisation = 3;
    private const int Association = 1;

    /// <summary>An ordinary calendar, where no organisation gives one.</summary>
    public static CalendarChoice Calendar(CalendarLibrary calendars) =>
        new("Europe/Moscow", WorkWeek.SixDays, null, calendars.Data.Shapes[0].Key);

    /// <param name="mentions">Whom the plan mentions.</param>
    /// <param name="kind">What the educator is like.</param>
    /// <param name="staffed">Whether the roles are filled; otherwise there is nobody but an administrator.</param>
    /// <param name="calendar">Of every unit.</param>
    /// <param name="calendars">Where it comes from.</param>
    /// <param name="today">Length of service is counted from here.</param>
    public static Roster Town(
        Mentions mentions, EducatorKind kind, bool staffed, CalendarChoice calendar, CalendarLibrary calendars, DateOnly today)
    {
        int[] units = [Region, Municipality, Organisation];
        var people = ImmutableArray.CreateBuilder<Person>();
        var roles = ImmutableArray.CreateBuilder<Assignment>();
        people.Add(At(Organisation, Subject));
        people.Add(At(Region, Administrator));
        people.Add(At(Organisation, Reserve));
        people.AddRange(mentions.People.Select(person => At(Organisation, person)));
        roles.Add(new Assignment(Administrator, Roles.Administrator, Region));
        if (kind.HasAssociation && (staffed || mentions.Atoms.OfType<Definitions.Condition.HasAssociation>().Any()))
        {
            roles.Add(new Assignment(Somebody(Organisation), Roles.AssociationLead, Organisation, Association));
        }

        if (staffed)
        {
            roles.AddRange(mentions.Roles.SelectMany(role => units.Select(unit => new Assignment(Somebody(unit), role, unit))));
            roles.AddRange(mentions.Relatives.Where(role => role != Roles.AssociationLead)
                .Select(role => new Assignment(Somebody(Organisation), role, Organisation, EducatorId: Subject)));
        }

        var data = new DirectoryData(
            0,
            [
                new OrgUnit(Region, null, "region", OrgLevels.Region, "-", "Регион", calendar),
                new OrgUnit(Municipality, Region, "municipality", OrgLevels.Municipality, "-", "Муниципалитет", calendar),
                new OrgUnit(Organisation, Municipality, "organisation", OrgLevels.Organisation, kind.OrgType, "Организация", calendar),
            ],
            people.ToImmutable(),
            [new Educator(Subject, kind.Category, "-", kind.HasAssociation ? Association : null, kind.Leader, today.AddYears(-kind.Tenure), kind.Track)],
            [new Association(Association, Organisation, "-")],
            roles.ToImmutable(),
            []);
        return new Roster(data, calendars);

        int Somebody(int unit)
        {
            people.Add(At(unit, Subject + people.Count));
            return people[^1].Id;
        }
    }

    private static Person At(int unit, int id) => new(id, "-", "-", unit, "-");
}
