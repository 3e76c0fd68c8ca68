using System.Collections.Immutable;
using Iom.Workflows.Calendars;
using Iom.Workflows.Directory;

namespace Iom.Host.Demo;

/// <summary>The people and organisations of the demo town: two regions, three municipalities (one without a methodical service), eight organisations.</summary>
internal sealed class DemoDirectory
{
    private const string Ural = "Asia/Yekaterinburg";
    private const string Moscow = "Europe/Moscow";
    private const string TradeUnion = "chair:trade_union";

    /// <summary>Which teacher of an organisation chairs its trade union.</summary>
    private const int UnionChair = 7;

    private readonly ImmutableArray<OrgUnit>.Builder units = ImmutableArray.CreateBuilder<OrgUnit>();
    private readonly ImmutableArray<Person>.Builder people = ImmutableArray.CreateBuilder<Person>();
    private readonly ImmutableArray<Educator>.Builder educators = ImmutableArray.CreateBuilder<Educator>();
    private readonly ImmutableArray<Association>.Builder associations = ImmutableArray.CreateBuilder<Association>();
    private readonly ImmutableArray<Assignment>.Builder assignments = ImmutableArray.CreateBuilder<Assignment>();
    private readonly ImmutableArray<Substitution>.Builder substitutions = ImmutableArray.CreateBuilder<Substitution>();
    private readonly DateOnly today;

    private DemoDirectory(DateOnly today) => this.today = today;

    /// <param name="today">Lengths of service and covers are counted from here.</param>
    public static DirectoryData Make(DateOnly today)
    {
        var town = new DemoDirectory(today);
        town.Build();
        return new DirectoryData(
            0, town.units.ToImmutable(), town.people.ToImmutable(), town.educators.ToImmutable(), town.associations.ToImmutable(),
            town.assignments.ToImmutable(), town.substitutions.ToImmutable());
    }

    private void Build()
    {
        var east = Unit(null, "priozerye", OrgLevels.Region, "education_authority", "Приозёрский край", Ural, WorkWeek.FiveDays, "demo-priozerye", "school");
        var west = Unit(null, "zarechye", OrgLevels.Region, "education_authority", "Зареченская область", Moscow, WorkWeek.FiveDays, null, "school");
        var lakeside = Unit(east, "priozersk", OrgLevels.Municipality, "municipal_method_service", "Приозёрск", Ural, WorkWeek.FiveDays, "demo-priozerye", "school");
        var forest = Unit(east, "lesnoy", OrgLevels.Municipality, "education_authority", "Лесной район", Ural, WorkWeek.FiveDays, "demo-priozerye", "school");
        var river = Unit(west, "zarechny", OrgLevels.Municipality, "municipal_method_service", "Заречный", Moscow, WorkWeek.FiveDays, null, "school");

        Staff(east, "Специалист министерства образования", Roles.Administrator);
        Staff(east, "Координатор научно-методического сопровождения", Roles.Coordinator);
        Staff(east, "Методист регионального ЦНППМ", Roles.Methodologist);
        Staff(west, "Специалист департамента образования", Roles.Administrator);
        Staff(west, "Секретарь экспертного совета", "secretary:expert_council");
        Staff(west, "Методист областного ЦНППМ", Roles.Methodologist);
        Staff(lakeside, "Методист муниципальной службы", Roles.Methodologist);
        Staff(lakeside, "Администратор муниципальной службы", Roles.Administrator);
        Staff(forest, "Начальник отдела образования", Roles.Administrator);
        Staff(river, "Методист муниципальной службы", Roles.Methodologist);

        School(lakeside, "priozersk-school-12", "Школа № 12", Ural, WorkWeek.SixDays, "demo-priozerye", 18, true);
        School(lakeside, "priozersk-school-3", "Школа № 3", Ural, WorkWeek.FiveDays, "demo-priozerye", 15, true);
        Kindergarten(lakeside, "priozersk-kindergarten-7", "Детский сад № 7 «Ручеёк»", Ural, "demo-priozerye", 12);
        School(forest, "lesnoy-school-1", "Лесная школа № 1", Ural, WorkWeek.SixDays, "demo-priozerye", 15, true);
        School(forest, "lesnoy-school-4", "Малокомплектная школа № 4", Ural, WorkWeek.FiveDays, "demo-priozerye", 8, false);
        School(river, "zarechny-school-5", "Школа № 5", Moscow, WorkWeek.SixDays, null, 18, true);
        Kindergarten(river, "zarechny-kindergarten-2", "Детский сад № 2 «Сказка»", Moscow, null, 12);
        College(river, "zarechny-college", "Зареченский колледж", Moscow, 14);
    }

    private void School(int parent, string code, string name, string zone, WorkWeek week, string? holidays, int teachers, bool withAssociations)
    {
        var unit = Unit(parent, code, OrgLevels.Organisation, "school", name, zone, week, holidays, "school");
        var head = Leader(unit, "Директор", Roles.Head, "head");
        var deputy = Leader(unit, "Заместитель директора по УВР", Roles.Deputy, "deputy");
        string[] subjects = ["математика", "русский язык и литература", "начальные классы", "иностранный язык", "история", "физика"];
        var groups = withAssociations
            ? new[] { Group(unit, "МО естественно-математического цикла"), Group(unit, "МО гуманитарного цикла") }
            : [];
        for (var i = 0; i < teachers; i++)
        {
            int? group = groups.Length == 0 ? null : groups[i % 2];
            var person = Teacher(unit, "Учитель", "teacher", subjects[i % subjects.Length], group, i);
            if (i < groups.Length)
            {
                assignments.Add(new Assignment(person, Roles.AssociationLead, unit, AssociationId: groups[i]));
            }
            else if (i == 5 && groups.Length > 0)
            {
                // A young teacher has a mentor of his own.
                assignments.Add(new Assignment(person - 2, Roles.Mentor, unit, EducatorId: person));
            }
            else if (i == UnionChair && code != "priozersk-school-12")
            {
                // One school has no trade union: a definition that asks for its opinion is to say so.
                assignments.Add(new Assignment(person, TradeUnion, unit));
            }
        }

        if (code == "priozersk-school-12")
        {
            // The deputy covers the director for two weeks around today.
            substitutions.Add(new Substitution(head, deputy, today.AddDays(-7), today.AddDays(7), "приказ о возложении обязанностей"));
        }
    }

    private void Kindergarten(int parent, string code, string name, string zone, string? holidays, int teachers)
    {
        var unit = Unit(parent, code, OrgLevels.Organisation, "kindergarten", name, zone, WorkWeek.FiveDays, holidays, "kindergarten");
        Leader(unit, "Заведующий", Roles.Head, "head");
        var senior = Leader(unit, "Старший воспитатель", Roles.SeniorEducator, "deputy");
        assignments.Add(new Assignment(senior, Roles.Deputy, unit));
        for (var i = 0; i < teachers; i++)
        {
            var person = Teacher(unit, i % 5 == 4 ? "Музыкальный руководитель" : "Воспитатель", "kindergarten_teacher", "дошкольное образование", null, i);
            if (i == UnionChair)
            {
                assignments.Add(new Assignment(person, TradeUnion, unit));
            }
        }
    }

    private void College(int parent, string code, string name, string zone, int teachers)
    {
        var unit = Unit(parent, code, OrgLevels.Organisation, "college", name, zone, WorkWeek.SixDays, null, "college");
        Leader(unit, "Директор колледжа", Roles.Head, "head");
        Leader(unit, "Заместитель директора по учебной работе", Roles.Deputy, "deputy");
        var group = Group(unit, "ЦК общепрофессиональных дисциплин");
        for (var i = 0; i < teachers; i++)
        {
            var person = Teacher(unit, i % 4 == 3 ? "Мастер производственного обучения" : "Преподаватель", "college_teacher", "профессиональные дисциплины", group, i);
            if (i == 0)
            {
                assignments.Add(new Assignment(person, Roles.AssociationLead, unit, AssociationId: group));
            }
            else if (i == UnionChair)
            {
                assignments.Add(new Assignment(person, TradeUnion, unit));
            }
        }
    }

    private int Unit(int? parent, string code, string level, string type, string name, string zone, WorkWeek week, string? holidays, string shape)
    {
        units.Add(new OrgUnit(units.Count + 1, parent, code, level, type, name, new CalendarChoice(zone, week, holidays, shape)));
        return units.Count;
    }

    private int Group(int unit, string name)
    {
        associations.Add(new Association(associations.Count + 1, unit, name));
        return associations.Count;
    }

    private int Staff(int unit, string position, string role)
    {
        var id = Person(unit, position);
        assignments.Add(new Assignment(id, role, unit));
        return id;
    }

    private int Leader(int unit, string position, string role, string category)
    {
        var id = Staff(unit, position, role);
        educators.Add(new Educator(id, category, "управление образованием", null, Leader: true, today.AddYears(-18 - (id % 7)), null, "высшая категория"));
        return id;
    }

    private int Teacher(int unit, string position, string category, string subject, int? association, int number)
    {
        var id = Person(unit, position);
        var years = number == 5 ? 1 : 2 + (id * 5 % 27);
        string[] tracks = ["mentor", "researcher", "methodologist"];
        educators.Add(new Educator(
            id, category, subject, association, Leader: false, today.AddYears(-years), number % 4 == 1 ? tracks[id % 3] : null,
            years > 15 ? "высшая категория" : years > 6 ? "первая категория" : "соответствие должности")
        {
            Attributes = DemoFacts.Of(id, years, today),
        });
        return id;
    }

    private int Person(int unit, string position)
    {
        var id = people.Count + 1;
        var name = DemoNames.FullName(id);
        people.Add(new Person(id, name, DemoNames.Email(name, id, units[unit - 1].Code), unit, position));
        return id;
    }
}
