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

    /// <summary>Is chosen wherever somebody is chosen.</summary>
    public const int Chosen = Subject + 3;

    private const int Region = 1;
    private const int Municipality = 2;
    private const int Organisation = 3;
    private const int Association = 1;

    /// <summary>Zone and week of units that are only asked about.</summary>
    private static readonly CalendarChoice NoCalendar = new("Europe/Moscow", WorkWeek.SixDays, null, string.Empty);

    /// <summary>An ordinary calendar, where no organisation gives one.</summary>
    public static CalendarChoice Calendar(CalendarLibrary calendars) => NoCalendar with { AcademicShape = calendars.Data.Shapes[0].Key };

    public static Educator EducatorOf(EducatorKind kind, DateOnly today) =>
        new(Subject, kind.Category, "-", kind.HasAssociation ? Association : null, kind.Leader, today.AddYears(-kind.Tenure), kind.Track)
        {
            Attributes = kind.Own,
        };

    public static OrgUnit UnitOf(EducatorKind kind, CalendarChoice? calendar = null) =>
        new(Organisation, Municipality, "organisation", OrgLevels.Organisation, kind.OrgType, "Организация", calendar ?? NoCalendar) { Attributes = kind.Unit };

    /// <param name="mentions">Whom the plan mentions.</param>
    /// <param name="kind">What the educator is like.</param>
    /// <param name="staffing">How the roles are filled.</param>
    /// <param name="calendar">Of every unit.</param>
    /// <param name="calendars">Where it comes from.</param>
    /// <param name="today">Length of service is counted from here.</param>
    public static Roster Town(
        Mentions mentions, EducatorKind kind, Staffing staffing, CalendarChoice calendar, CalendarLibrary calendars, DateOnly today)
    {
        int[] units = [Region, Municipality, Organisation];
        var people = ImmutableArray.CreateBuilder<Person>();
        var roles = ImmutableArray.CreateBuilder<Assignment>();
        people.Add(At(Organisation, Subject));
        people.Add(At(Region, Administrator));
        people.Add(At(Organisation, Reserve));
        people.Add(At(Organisation, Chosen));
        people.AddRange(mentions.People.Where(person => person is < Subject or > Chosen).Select(person => At(Organisation, person)));
        roles.Add(new Assignment(Administrator, Roles.Administrator, Region));
        if (kind.HasAssociation && (staffing != Staffing.Nobody || mentions.Atoms.OfType<Definitions.Condition.HasAssociation>().Any()))
        {
            roles.Add(new Assignment(Somebody(Organisation), Roles.AssociationLead, Organisation, Association));
        }

        if (staffing != Staffing.Nobody)
        {
            roles.AddRange(mentions.Roles.SelectMany(role => Held(role, mentions.Holders)));
            roles.AddRange(mentions.Bodies.SelectMany(body =>
                Held($"member:{body}", mentions.Holders).Concat(Held($"secretary:{body}", 1)).Concat(Held($"chair:{body}", 1))));
            roles.AddRange(mentions.Relatives.Where(role => role != Roles.AssociationLead)
                .Select(role => new Assignment(Somebody(Organisation), role, Organisation, EducatorId: Subject)));
        }

        var data = new DirectoryData(
            0,
            [
                new OrgUnit(Region, null, "region", OrgLevels.Region, "-", "Регион", calendar),
                new OrgUnit(Municipality, Region, "municipality", OrgLevels.Municipality, "-", "Муниципалитет", calendar),
                UnitOf(kind, calendar),
            ],
            people.ToImmutable(),
            [EducatorOf(kind, today)],
            [new Association(Association, Organisation, "-")],
            roles.ToImmutable(),
            []);
        return new Roster(data, calendars);

        IEnumerable<Assignment> Held(string role, int holders) =>
            units.SelectMany(unit => Enumerable.Range(0, holders).Select(_ => new Assignment(Somebody(unit), role, unit)));

        int Somebody(int unit)
        {
            if (staffing == Staffing.OnePerson)
            {
                return Reserve;
            }

            people.Add(At(unit, Subject + people.Count));
            return people[^1].Id;
        }
    }

    private static Person At(int unit, int id) => new(id, "-", "-", unit, "-");
}

/// <summary>How the roles of a town of stand-ins are filled.</summary>
internal enum Staffing
{
    /// <summary>Everybody is there.</summary>
    Full,

    /// <summary>One person holds every role.</summary>
    OnePerson,

    /// <summary>There is nobody but an administrator.</summary>
    Nobody,
}
