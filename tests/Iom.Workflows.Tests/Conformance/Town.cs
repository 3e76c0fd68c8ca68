using System.Collections.Immutable;
using System.Globalization;
using Iom.Workflows.Calendars;
using Iom.Workflows.Directory;

namespace Iom.Workflows.Tests.Conformance;

/// <summary>A small invented town: one school with everybody in place, one without a head.</summary>
internal static class Town
{
    public const int Region = 1;
    public const int Municipality = 2;
    public const int School = 3;
    public const int Headless = 4;

    public const int Head = 11;
    public const int Lead = 16;
    public const int Methodologist = 17;
    public const int Coordinator = 18;
    public const int Administrator = 19;
    public const int Newcomer = 20;

    /// <summary>The first of <see cref="Teachers"/> teachers of the school, numbered on.</summary>
    public const int Teacher = 100;
    public const int Teachers = 120;

    /// <summary>The first of ten teachers of the school without a head.</summary>
    public const int TeacherWithoutHead = 300;

    public static ImmutableArray<int> Deputies { get; } = [12, 13, 14, 15];

    public static DirectoryData Data { get; } = new(
        0,
        [
            Unit(Region, null, "primorye", OrgLevels.Region),
            Unit(Municipality, Region, "priozerye", OrgLevels.Municipality),
            Unit(School, Municipality, "school_1", OrgLevels.Organisation),
            Unit(Headless, Municipality, "school_2", OrgLevels.Organisation),
        ],
        [
            Person(Head, "Ветрова Нина Павловна", School, "директор"),
            .. Deputies.Select(id => Person(id, "Озёрная Лидия Петровна", School, "заместитель директора")),
            Person(Lead, "Громова Ольга Ильинична", School, "учитель"),
            Person(Methodologist, "Рябинин Олег Львович", Municipality, "методист"),
            Person(Coordinator, "Калинина Вера Юрьевна", Municipality, "координатор"),
            Person(Administrator, "Соловьёв Лев Маркович", Region, "администратор"),
            Person(Newcomer, "Тихая Анна Сергеевна", Headless, "директор"),
            .. Enumerable.Range(Teacher, Teachers).Select(id => Person(id, "Синицына Мария Олеговна", School, "учитель")),
            .. Enumerable.Range(TeacherWithoutHead, 10).Select(id => Person(id, "Дроздов Пётр Ильич", Headless, "учитель")),
        ],
        [
            .. Enumerable.Range(Teacher, Teachers).Select(id => Educator(id, 1)),
            .. Enumerable.Range(TeacherWithoutHead, 10).Select(id => Educator(id, 2)),
        ],
        [new Association(1, School, "МО учителей математики"), new Association(2, Headless, "МО учителей истории")],
        [
            new Assignment(Head, Roles.Head, School),
            .. Deputies.Select(id => new Assignment(id, Roles.Deputy, School)),
            .. Deputies.Select(id => new Assignment(id, Roles.Deputy, Headless)),
            new Assignment(Lead, Roles.AssociationLead, School, AssociationId: 1),
            new Assignment(Lead, Roles.AssociationLead, Headless, AssociationId: 2),
            new Assignment(Methodologist, Roles.Methodologist, Municipality),
            new Assignment(Coordinator, Roles.Coordinator, Municipality),
            new Assignment(Administrator, Roles.Administrator, Region),
        ],
        []);

    private static OrgUnit Unit(int id, int? parent, string code, string level) =>
        new(id, parent, code, level, level == OrgLevels.Organisation ? "school" : level, code, new CalendarChoice("Europe/Moscow", WorkWeek.FiveDays, null, "school"));

    private static Person Person(int id, string name, int unit, string position) =>
        new(id, name, string.Create(CultureInfo.InvariantCulture, $"p{id}@example.test"), unit, position);

    private static Educator Educator(int id, int association) =>
        new(id, "teacher", "математика", association, false, new DateOnly(2015, 9, 1));
}
