using System.Collections.Immutable;
using Iom.Workflows.Authoring;
using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;

namespace Iom.Benchmarks;

/// <summary>A region of any size: municipalities of twenty schools, schools of thirty educators, each with a head, a deputy and two association leads.</summary>
internal static class BenchTown
{
    private const int SchoolSize = 30;

    public static string Definitions { get; } = Path.Combine(AppContext.BaseDirectory, "definitions");

    public static CalendarLibrary Calendars { get; } = CalendarLibrary.FromFolder(Path.Combine(Definitions, "calendars"));

    /// <summary>Seven human stages in a line, each with a deadline: the workload of docs/performance.md.</summary>
    public static SourceFile SevenStages { get; } = new("seven.yaml", Seven());

    public static ProcessPlan Base { get; } = Load("base");

    public static DirectoryData Make(int educators)
    {
        var calendar = new CalendarChoice("Asia/Yekaterinburg", WorkWeek.SixDays, null, "school");
        var units = ImmutableArray.CreateBuilder<OrgUnit>();
        var people = ImmutableArray.CreateBuilder<Person>();
        var facts = ImmutableArray.CreateBuilder<Educator>();
        var groups = ImmutableArray.CreateBuilder<Association>();
        var roles = ImmutableArray.CreateBuilder<Assignment>();
        units.Add(new OrgUnit(1, null, "region", OrgLevels.Region, "education_authority", "Регион", calendar));
        var municipality = 0;
        for (var made = 0; made < educators;)
        {
            if ((units.Count - 1) % 21 == 0)
            {
                municipality = units.Count + 1;
                units.Add(new OrgUnit(municipality, 1, $"m{municipality}", OrgLevels.Municipality, "municipal_method_service", "Город", calendar));
                roles.Add(new Assignment(Add(municipality), Roles.Methodologist, municipality));
            }

            var school = units.Count + 1;
            units.Add(new OrgUnit(school, municipality, $"s{school}", OrgLevels.Organisation, "school", "Школа", calendar));
            roles.Add(new Assignment(Add(school), Roles.Head, school));
            roles.Add(new Assignment(Add(school), Roles.Deputy, school));
            var first = groups.Count + 1;
            groups.Add(new Association(first, school, "МО"));
            groups.Add(new Association(first + 1, school, "МО"));
            for (var i = 0; i < SchoolSize && made < educators; i++, made++)
            {
                var id = Add(school);
                facts.Add(new Educator(id, "teacher", "предмет", first + (i % 2), false, new DateOnly(2010, 9, 1)));
                if (i < 2)
                {
                    roles.Add(new Assignment(id, Roles.AssociationLead, school, first + i));
                }
            }
        }

        return new DirectoryData(1, units.ToImmutable(), people.ToImmutable(), facts.ToImmutable(), groups.ToImmutable(), roles.ToImmutable(), []);

        int Add(int unit)
        {
            people.Add(new Person(people.Count + 1, "Фамилия Имя Отчество", $"p{people.Count + 1}@bench.example", unit, "должность"));
            return people.Count;
        }
    }

    private static ProcessPlan Load(string key) => DefinitionLoader.Load(DefinitionFolder.Read(Definitions)).Plans.Last(plan => plan.Key == key);

    private static string Seven()
    {
        var text = new System.Text.StringBuilder("apiVersion: iom/v1\nkey: seven\nversion: 1\ntitle: Семь этапов\nkind: iom\ncap: 3 years\nyears: { default: 1 }\nstages:\n");
        for (var i = 1; i <= 7; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"""
                  - key: stage_{i}
                    title: Этап {i}
                    slots:
                      - key: step
                        title: Шаг {i}
                        kind: form
                        performer: subject
                        deadline: {"{ after: opened, working_days: 10 }"}

                """);
        }

        return text.ToString();
    }
}
