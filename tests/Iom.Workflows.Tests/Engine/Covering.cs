using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Engine;

/// <summary>The colleague covers the deputy from 1 to 30 September 2025.</summary>
public sealed class Covering
{
    private readonly PathwayRun run = PathwayRun.Begun(
        Plan(Stage("approval", Verdict("either", new PerformerRule.OneOf([Deputy, Head])))), Town.Covered(Town.Deputy, by: Town.Colleague));

    [Fact]
    public void The_substitute_answers_and_it_is_kept_for_whom()
    {
        var answered = run.Answer("either", Town.Colleague, "approve").OfType<Effect.ItemAnswered>().Single();

        (answered.By, answered.OnBehalfOf).Should().Be((Town.Colleague, Town.Deputy));
    }

    [Fact]
    public void The_absent_person_may_still_answer_for_himself()
    {
        var answered = run.Answer("either", Town.Deputy, "approve").OfType<Effect.ItemAnswered>().Single();

        (answered.By, answered.OnBehalfOf).Should().Be((Town.Deputy, null));
    }

    [Theory]
    [InlineData("2025-08-31 23:59", false)]
    [InlineData("2025-09-01 00:00", true)]
    [InlineData("2025-09-30 23:59", true)]
    [InlineData("2025-10-01 00:00", false)]
    public void The_cover_holds_from_its_first_to_its_last_day(string at, bool holds)
    {
        var answer = run.Answering("either", Town.Colleague, "approve") with { At = Town.At(at) };

        run.Ask(answer).GetType().Should().Be(holds ? typeof(Decision.Accepted) : typeof(Decision.Refused));
    }

    [Fact]
    public void The_cover_of_a_cover_covers_nothing()
    {
        run.Roster = Town.Of(Town.Data with
        {
            Substitutions =
            [
                new Substitution(Town.Deputy, Town.Colleague, Town.Day("2025-09-01"), Town.Day("2025-09-30")),
                new Substitution(Town.Colleague, Town.Mentor, Town.Day("2025-09-01"), Town.Day("2025-09-30")),
            ],
        });

        run.Refuse(run.Answering("either", Town.Mentor, "approve")).Code.Should().Be("item_unknown");
    }

    [Fact]
    public void The_substitute_goes_on_with_what_the_absent_person_took()
    {
        run.Let(new PathwayEvent.Claimed(run.Now, Town.Deputy, 1));

        run.Refuse(run.Answering("either", Town.Head, "approve")).Code.Should().Be("claimed_by_other");
        run.Ask(new PathwayEvent.Released(run.Now, Town.Colleague, 1)).Should().BeOfType<Decision.Accepted>();
        run.Answer("either", Town.Colleague, "approve");
    }

    [Fact]
    public void What_a_substitute_took_holds_nobody_up_once_the_cover_is_over()
    {
        run.Let(new PathwayEvent.Claimed(run.Now, Town.Colleague, 1));
        run.Refuse(run.Answering("either", Town.Head, "approve")).Code.Should().Be("claimed_by_other");
        run.Now = Town.At("2025-10-01 10:00");

        run.Answer("either", Town.Head, "approve");
    }
}
