using FluentAssertions;
using Iom.Workflows.Tests.Definitions;
using Xunit;

namespace Iom.Workflows.Tests.Golden;

/// <summary>
/// Every shipped definition, run from a stated day: item, assignee, opened, due, outcome. A change of a table is a change of what people
/// will live through: look at it, then renew it with <c>IOM_UPDATE_GOLDEN=1</c>.
/// </summary>
public sealed class GoldenTests
{
    private const string SecondRound = @"\| [a-z]\w* \| 2 \| [a-z]";

    private static readonly DateOnly Start = new(2025, 9, 1);

    public static TheoryData<string, int> Runs => new()
    {
        { "base", GoldenTown.Teacher },
        { "chechnya-school-25", GoldenTown.Teacher },
        { "teacher-growth", GoldenTown.Teacher },
        { "krasnodar", GoldenTown.Teacher },
        { "krasnodar", GoldenTown.Director },
        { "tazovsky-degrees", GoldenTown.Mentor },
        { "tazovsky-degrees", GoldenTown.Researcher },
        { "tazovsky-degrees", GoldenTown.Methodist },
        { "republic-waves", GoldenTown.Teacher },
        { "republic-waves", GoldenTown.KindergartenTeacher },
        { "republic-waves", GoldenTown.CollegeTeacher },
        { "priozerye-region", GoldenTown.Teacher },
        { "priozersk-municipality", GoldenTown.Teacher },
        { "priozersk-school-12", GoldenTown.Teacher },
        { "zarechye-region", GoldenTown.Teacher },
        { "kindergarten-ippr", GoldenTown.KindergartenTeacher },
        { "kindergarten-self-education", GoldenTown.KindergartenTeacher },
        { "self-education-topic", GoldenTown.Teacher },
        { "topic-then-plan", GoldenTown.Teacher },
        { "topic-then-plan", GoldenTown.KindergartenTeacher },
        { "programme-expertise", GoldenTown.Developer },
        { "mentoring-programme", GoldenTown.Novice },
        { "attestation-fitness", GoldenTown.Novice },
        { "licence-plan", GoldenTown.Teacher },
        { "young-teacher", GoldenTown.Novice },
    };

    [Theory]
    [MemberData(nameof(Runs))]
    public void A_definition_runs_as_its_table_says(string key, int subject)
    {
        var plan = Shipped.Plans.Last(plan => plan.Key == key);
        var table = GoldenRun.Table(plan, subject, Start);
        var file = Path.Combine(Shipped.Folder, "..", "tests", "Iom.Workflows.Tests", "Golden", "Tables", $"{key}-{subject}.golden.md");
        if (Environment.GetEnvironmentVariable("IOM_UPDATE_GOLDEN") == "1")
        {
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, table);
        }

        table.Should().Be(File.ReadAllText(file).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Every_shipped_definition_has_a_table() =>
        Runs.Select(run => run.Data.Item1).Distinct().Should().BeEquivalentTo(Shipped.Plans.Select(plan => plan.Key).Distinct());

    [Theory]
    [MemberData(nameof(Runs))]
    public void Every_table_shows_a_return_and_an_overdue_step(string key, int subject)
    {
        var table = GoldenRun.Table(Shipped.Plans.Last(plan => plan.Key == key), subject, Start);
        table.Should().Contain("просрочено").And.Contain("(поздно)");
        if (key == "attestation-fitness")
        {
            table.Should().NotMatchRegex(SecondRound, "both decisions of the commission are final; the table shows the negative one");
        }
        else
        {
            table.Should().MatchRegex(SecondRound, "a stage is passed a second time after a return");
        }
    }
}
