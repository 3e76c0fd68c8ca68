using System.Collections.Immutable;
using System.Globalization;
using Iom.Workflows.Calendars;
using Iom.Workflows.Directory;

namespace Iom.Workflows.Tests.Engine;

/// <summary>
/// The people that the tests of the engine are about: a region, a district, two schools, all on Moscow time with a five-day week.
/// Names are invented.
/// </summary>
internal static class Town
{
    public const int Region = 1;
    public const int District = 2;
    public const int School = 3;
    public const int OtherSchool = 4;

    public const int Teacher = 1;
    public const int Lead = 2;
    public const int Deputy = 3;
    public const int Head = 4;
    public const int Methodologist = 5;
    public const int Administrator = 6;
    public const int Mentor = 7;
    public const int Colleague = 8;
    public const int Stranger = 9;
    public const int Coordinator = 10;

    public const int Association = 1;

    private static readonly CalendarChoice Moscow = new("Europe/Moscow", WorkWeek.FiveDays, null, "school");

    /// <summary>The decreed years 2025 and 2026, as the shipped data files have them.</summary>
    public static CalendarLibrary Calendars { get; } = new(new CalendarData(
        [.. Days("01.01 02.01 03.01 04.01 05.01 06.01 07.01 08.01 23.02 08.03 01.05 09.05 12.06 04.11")],
        [
            new CalendarEdition(
                2025,
                "№ 1335",
                [
                    Moved("2025-01-04", "2025-05-02"), Moved("2025-01-05", "2025-12-31"), Moved("2025-02-23", "2025-05-08"),
                    Moved("2025-03-08", "2025-06-13"), Moved("2025-11-01", "2025-11-03"),
                ],
                [Day("2025-11-01")]),
            new CalendarEdition(
                2026,
                "№ 1466",
                [
                    Moved("2026-01-03", "2026-01-09"), Moved("2026-01-04", "2026-12-31"), Moved("2026-03-08", "2026-03-09"),
                    Moved("2026-05-09", "2026-05-11"),
                ],
                []),
        ],
        [],
        [
            new AcademicShape(
                "school",
                new MonthDay(7, 1),
                [.. Days("01.09 26.05 01.09 28.12 12.01 26.05 01.09 26.10 05.11 28.12 12.01 22.03 31.03 26.05")],
                []),
        ]));

    public static DirectoryData Data { get; } = new(
        1,
        [
            new OrgUnit(Region, null, "kray", OrgLevels.Region, "education_authority", "Приозёрский край", Moscow),
            new OrgUnit(District, Region, "okrug", OrgLevels.Municipality, "municipal_method_service", "Сосновский округ", Moscow),
            new OrgUnit(School, District, "school-12", OrgLevels.Organisation, "school", "Школа № 12", Moscow),
            new OrgUnit(OtherSchool, District, "school-13", OrgLevels.Organisation, "school", "Школа № 13", Moscow),
        ],
        [
            At(School, Teacher, "Берёзкина Анна Петровна"), At(School, Lead, "Вьюгина Ольга Ильинична"),
            At(School, Deputy, "Громова Елена Сергеевна"), At(School, Head, "Дубравин Павел Олегович"),
            At(District, Methodologist, "Ежова Инна Львовна"), At(Region, Administrator, "Жаворонков Лев Ильич"),
            At(School, Mentor, "Зорина Вера Юрьевна"), At(School, Colleague, "Ильина Нина Фёдоровна"),
            At(OtherSchool, Stranger, "Калинин Пётр Ильич"), At(District, Coordinator, "Лугова Мария Игоревна"),
        ],
        [
            new Educator(Teacher, "teacher", "математика", Association, false, Day("2010-09-01")),
            new Educator(Lead, "teacher", "физика", Association, false, Day("2001-09-01")),
            new Educator(Head, "head", "управление", null, true, Day("1999-09-01")),
            new Educator(Stranger, "teacher", "химия", null, false, Day("2024-09-01"), "mentor"),
        ],
        [new Association(Association, School, "МО учителей математики и физики")],
        [
            new Assignment(Lead, Roles.AssociationLead, School, Association), new Assignment(Deputy, Roles.Deputy, School),
            new Assignment(Head, Roles.Head, School), new Assignment(Methodologist, Roles.Methodologist, District),
            new Assignment(Administrator, Roles.Administrator, Region), new Assignment(Coordinator, Roles.Coordinator, District),
            new Assignment(Mentor, Roles.Mentor, School, EducatorId: Teacher),
        ],
        []);

    public static Roster Everybody { get; } = Of(Data);

    public static Roster Of(DirectoryData data) => new(data, Calendars);

    /// <summary>The town after those who hold these roles have left them.</summary>
    public static Roster Without(params string[] roles) =>
        Of(Data with { Revision = 2, Assignments = Data.Assignments.RemoveAll(assignment => roles.Contains(assignment.Role)) });

    public static Roster With(params Assignment[] assignments) =>
        Of(Data with { Revision = 2, Assignments = Data.Assignments.AddRange(assignments) });

    public static Roster Covered(int absent, int by, string from = "2025-09-01", string to = "2025-09-30") =>
        Of(Data with { Revision = 2, Substitutions = [new Substitution(absent, by, Day(from), Day(to))] });

    /// <summary>The town with another calendar in one unit.</summary>
    public static Roster Living(int unit, string zone, WorkWeek week = WorkWeek.FiveDays) => Of(Data with
    {
        Revision = 2,
        Units = [.. Data.Units.Select(each => each.Id == unit ? each with { Calendar = new CalendarChoice(zone, week, null, "school") } : each)],
    });

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The instant (UTC) of a Moscow time.</summary>
    public static DateTimeOffset At(string local) =>
        DateTimeOffset.ParseExact(local + " +03:00", "yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture).ToUniversalTime();

    private static Person At(int unit, int id, string name) => new(id, name, $"p{id}@example.org", unit, "сотрудник");

    private static Transfer Moved(string from, string to) => new(Day(from), Day(to));

    private static IEnumerable<MonthDay> Days(string days) => days.Split(' ').Select(day => new MonthDay(
        int.Parse(day[3..], CultureInfo.InvariantCulture), int.Parse(day[..2], CultureInfo.InvariantCulture)));
}
