using System.Collections.Immutable;
using Iom.Stack.Tests.Servers;
using Iom.Workflows;
using Iom.Workflows.Authoring;
using Iom.Workflows.Calendars;
using Iom.Workflows.Directory;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace Iom.Stack.Tests.Storm;

/// <summary>A region beside the demo town in which every teacher began a route on the same day, so that all reminders fall at the same instant.</summary>
internal static class StormTown
{
    /// <summary>Teachers of a school; their deputy is reminded of each of them.</summary>
    public const int SchoolSize = 30;

    /// <summary>Its people have numbers from here on.</summary>
    public const int First = 1_000_000;

    private const int AtOnce = 16;

    private static readonly SourceFile Definition = new("storm.yaml", """
        apiVersion: iom/v1
        key: storm
        version: 1
        title: Один шаг с одним напоминанием
        kind: storm
        cap: 3 years
        years: { default: 1 }
        send_window: 09:00-18:00
        stages:
          - key: only
            title: Единственный этап
            slots:
              - key: step
                title: Согласование
                kind: form
                performer: { role: deputy_academic }
                deadline: { after: opened, working_days: 10 }
                reminders: [{ before: 3 working_days }]

        """);

    /// <returns>The instant (UTC) at which all reminders fall.</returns>
    public static async Task<DateTimeOffset> MakeAsync(string database, int reminders, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddIomWorkflows(DatabaseProvider.Postgres, database, CalendarLibrary.FromFolder(Path.Combine(AppContext.BaseDirectory, "definitions", "calendars")))
            .BuildServiceProvider();
        var directory = services.GetRequiredService<DirectoryStore>();
        await directory.ReplaceAsync(With(await directory.LoadAsync(cancellationToken), reminders), cancellationToken);
        var publication = await services.GetRequiredService<PlanStore>().PublishAsync([Definition], cancellationToken);
        if (!publication.Faults.IsEmpty)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, publication.Faults));
        }

        var executor = services.GetRequiredService<PathwayExecutor>();
        await Parallel.ForEachAsync(
            Teachers(reminders),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (teacher, token) =>
            {
                if (await executor.StartAsync(new StartRequest(teacher, "storm", null, null, null), token) is not ExecutionAnswer.Done)
                {
                    throw new InvalidOperationException("A route was not begun.");
                }
            });
        // That the steps were opened is told long before they are reminded of.
        await Sql.ExecuteAsync(database, $"update outbox set sent_at = now() where pathway_id in (select id from pathways where subject_id >= {First})", cancellationToken);
        var instants = await Sql.ListAsync(
            database,
            $"select distinct t.at from timers t join pathways p on p.id = t.pathway_id where p.subject_id >= {First} and t.item > 0",
            reader => reader.GetFieldValue<DateTimeOffset>(0),
            cancellationToken);
        return instants.Single();
    }

    private static IEnumerable<int> Teachers(int count) => Enumerable.Range(0, count).Select(i => First + (i / SchoolSize * (SchoolSize + 1)) + 1 + (i % SchoolSize));

    private static DirectoryData With(DirectoryData town, int teachers)
    {
        var calendar = new CalendarChoice("Asia/Yekaterinburg", WorkWeek.FiveDays, null, "school");
        var units = ImmutableArray.CreateBuilder<OrgUnit>();
        var people = ImmutableArray.CreateBuilder<Person>();
        var educators = ImmutableArray.CreateBuilder<Educator>();
        var roles = ImmutableArray.CreateBuilder<Assignment>();
        units.Add(new OrgUnit(First, null, "storm", OrgLevels.Region, "education_authority", "Область", calendar));
        foreach (var teacher in Teachers(teachers))
        {
            var place = (teacher - First) % (SchoolSize + 1);
            if (place == 1)
            {
                units.Add(new OrgUnit(teacher, First, $"storm-{teacher}", OrgLevels.Organisation, "school", "Школа", calendar));
                people.Add(Somebody(teacher - 1, teacher));
                roles.Add(new Assignment(teacher - 1, Roles.Deputy, teacher));
            }

            people.Add(Somebody(teacher, teacher - place + 1));
            educators.Add(new Educator(teacher, "teacher", "предмет", null, false, new DateOnly(2010, 9, 1)));
        }

        return town with
        {
            Units = town.Units.AddRange(units),
            People = town.People.AddRange(people),
            Educators = town.Educators.AddRange(educators),
            Assignments = town.Assignments.AddRange(roles),
        };
    }

    private static Person Somebody(int id, int unit) => new(id, "Фамилия Имя Отчество", $"p{id}@storm.example", unit, "должность");
}
