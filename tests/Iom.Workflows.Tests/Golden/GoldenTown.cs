using System.Collections.Immutable;
using Iom.Workflows.Calendars;
using Iom.Workflows.Directory;
using Iom.Workflows.Tests.Definitions;

namespace Iom.Workflows.Tests.Golden;

/// <summary>A region, a municipality with a methodical service and three organisations: enough people to run every shipped definition. All names are posts.</summary>
internal static class GoldenTown
{
    public const int Teacher = 10;
    public const int Mentor = 11;
    public const int Researcher = 12;
    public const int Methodist = 13;
    public const int KindergartenTeacher = 20;
    public const int CollegeTeacher = 30;
    public const int Director = 14;

    /// <summary>A teacher in his third year, two of them in his post.</summary>
    public const int Novice = 15;

    /// <summary>Works at the region and is no educator.</summary>
    public const int Developer = 40;

    private const int Region = 1;
    private const int Municipality = 2;
    private const int School = 3;
    private const int Kindergarten = 4;
    private const int College = 5;

    public static CalendarLibrary Calendars { get; } = CalendarLibrary.FromFolder(Path.Combine(Shipped.Folder, "calendars"));

    public static Roster Roster { get; } = Where(data => data);

    /// <summary>The town with something else in it.</summary>
    public static Roster Where(Func<DirectoryData, DirectoryData> change) => new(change(Data()), Calendars);

    public static Roster With(params Assignment[] assignments) => Where(data => data with { Assignments = data.Assignments.AddRange(assignments) });

    private static DirectoryData Data()
    {
        var since = new DateOnly(2010, 9, 1);
        var calendar = new CalendarChoice("Europe/Moscow", WorkWeek.SixDays, null, "school");
        return new DirectoryData(
            1,
            [
                new OrgUnit(Region, null, "region", OrgLevels.Region, "education_authority", "Регион", calendar),
                new OrgUnit(Municipality, Region, "town", OrgLevels.Municipality, "municipal_method_service", "Город", calendar),
                new OrgUnit(School, Municipality, "school", OrgLevels.Organisation, "school", "Школа", calendar),
                new OrgUnit(Kindergarten, Municipality, "kindergarten", OrgLevels.Organisation, "kindergarten", "Сад", calendar with { Week = WorkWeek.FiveDays, AcademicShape = "kindergarten" }),
                new OrgUnit(College, Municipality, "college", OrgLevels.Organisation, "college", "Колледж", calendar with { AcademicShape = "college" }),
            ],
            [
                Named(1, Region, "министерство"), Named(2, Region, "эксперт-секретарь"), Named(3, Region, "методист-региона"), Named(4, Municipality, "методист"),
                Named(5, School, "завуч"), Named(6, School, "рук-МО"), Named(Teacher, School, "учитель"), Named(Mentor, School, "учитель-наставник"),
                Named(Researcher, School, "учитель-исследователь"), Named(Methodist, School, "учитель-методист"), Named(Director, School, "директор"),
                Named(KindergartenTeacher, Kindergarten, "воспитатель"), Named(21, Kindergarten, "заведующая"), Named(22, Kindergarten, "ст-воспитатель"),
                Named(CollegeTeacher, College, "преподаватель"), Named(31, College, "директор-колледжа"), Named(32, College, "завуч-колледжа"),
                Named(Novice, School, "молодой-учитель"), Named(Developer, Region, "разработчик-программы"), Named(41, Region, "эксперт-1"), Named(42, Region, "эксперт-2"),
                Named(43, Region, "эксперт-3"), Named(23, Kindergarten, "воспитатель-2"), Named(24, Kindergarten, "воспитатель-3"),
            ],
            [
                new Educator(Teacher, "teacher", "математика", 1, false, since), new Educator(6, "teacher", "математика", 1, false, since),
                new Educator(Mentor, "teacher", "физика", 1, false, since, "mentor") { Attributes = Facts(("in_organisation_since", "2015-09-01")) }, new Educator(Researcher, "teacher", "химия", 1, false, since, "researcher") { Attributes = Facts(("in_organisation_since", "2015-09-01")) },
                new Educator(Methodist, "teacher", "история", 1, false, since, "methodologist") { Attributes = Facts(("in_organisation_since", "2015-09-01")) }, new Educator(Director, "head", "управление", null, true, since),
                new Educator(5, "deputy", "управление", null, true, since), new Educator(KindergartenTeacher, "kindergarten_teacher", "развитие", null, false, since),
                new Educator(CollegeTeacher, "college_teacher", "сварка", 2, false, since),
                new Educator(Novice, "teacher", "математика", 1, false, new DateOnly(2023, 8, 1)) { Attributes = Facts(("post_since", "2023-08-01"), ("in_organisation_since", "2024-08-01")) },
            ],
            [new Association(1, School, "МО"), new Association(2, College, "ЦК")],
            [
                new Assignment(1, Roles.Administrator, Region), new Assignment(1, Roles.Coordinator, Region), new Assignment(1, Roles.Head, Region),
                new Assignment(2, "secretary:expert_council", Region), new Assignment(3, Roles.Methodologist, Region), new Assignment(4, Roles.Methodologist, Municipality),
                new Assignment(5, Roles.Deputy, School), new Assignment(Director, Roles.Head, School), new Assignment(6, Roles.AssociationLead, School, 1),
                new Assignment(21, Roles.Head, Kindergarten), new Assignment(22, Roles.SeniorEducator, Kindergarten),
                new Assignment(31, Roles.Head, College), new Assignment(32, Roles.Deputy, College),
                new Assignment(Director, "chair:methodical_council", School),
                .. Body("pedagogical_council", Kindergarten, 21, 22, KindergartenTeacher, 23, 24),
                .. Body("attestation_commission", School, Director, 5, 6, Methodist),
                .. Body("development_committee", School, 5, 6, Researcher),
                .. Body("expert_commission", Region, 41, 42, 43),
                new Assignment(1, "chair:expert_council", Region), new Assignment(3, "member:expert_council", Region), new Assignment(41, "member:expert_council", Region),
            ],
            []);
    }

    /// <summary>A body whose first member is its chair and whose second is its secretary.</summary>
    private static IEnumerable<Assignment> Body(string key, int unit, params int[] people) =>
        people.Select((person, i) => new Assignment(person, $"{(i == 0 ? "chair" : i == 1 ? "secretary" : "member")}:{key}", unit));

    private static ImmutableSortedDictionary<string, string> Facts(params (string Key, string Value)[] facts) =>
        facts.ToImmutableSortedDictionary(fact => fact.Key, fact => fact.Value, StringComparer.Ordinal);

    private static Person Named(int id, int unit, string post) => new(id, post, $"p{id}@town.example", unit, post);
}
