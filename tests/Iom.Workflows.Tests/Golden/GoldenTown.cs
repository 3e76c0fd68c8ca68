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

    private const int Region = 1;
    private const int Municipality = 2;
    private const int School = 3;
    private const int Kindergarten = 4;
    private const int College = 5;

    public static CalendarLibrary Calendars { get; } = CalendarLibrary.FromFolder(Path.Combine(Shipped.Folder, "calendars"));

    public static Roster Roster { get; } = new(Data(), Calendars);

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
            ],
            [
                new Educator(Teacher, "teacher", "математика", 1, false, since), new Educator(6, "teacher", "математика", 1, false, since),
                new Educator(Mentor, "teacher", "физика", 1, false, since, "mentor"), new Educator(Researcher, "teacher", "химия", 1, false, since, "researcher"),
                new Educator(Methodist, "teacher", "история", 1, false, since, "methodologist"), new Educator(Director, "head", "управление", null, true, since),
                new Educator(5, "deputy", "управление", null, true, since), new Educator(KindergartenTeacher, "kindergarten_teacher", "развитие", null, false, since),
                new Educator(CollegeTeacher, "college_teacher", "сварка", 2, false, since),
            ],
            [new Association(1, School, "МО"), new Association(2, College, "ЦК")],
            [
                new Assignment(1, Roles.Administrator, Region), new Assignment(1, Roles.Coordinator, Region), new Assignment(1, Roles.Head, Region),
                new Assignment(2, "secretary:expert_council", Region), new Assignment(3, Roles.Methodologist, Region), new Assignment(4, Roles.Methodologist, Municipality),
                new Assignment(5, Roles.Deputy, School), new Assignment(Director, Roles.Head, School), new Assignment(6, Roles.AssociationLead, School, 1),
                new Assignment(21, Roles.Head, Kindergarten), new Assignment(22, Roles.SeniorEducator, Kindergarten),
                new Assignment(31, Roles.Head, College), new Assignment(32, Roles.Deputy, College),
            ],
            []);
    }

    private static Person Named(int id, int unit, string post) => new(id, post, $"p{id}@town.example", unit, post);
}
