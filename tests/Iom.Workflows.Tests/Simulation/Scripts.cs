using FluentAssertions;
using Iom.Workflows.Simulation;
using Iom.Workflows.Tests.Engine;
using Xunit;

namespace Iom.Workflows.Tests.Simulation;

/// <summary>How scripts are written.</summary>
public sealed class Scripts
{
    [Theory]
    [InlineData("due", AnswerDayKind.Due, 0)]
    [InlineData("due+6", AnswerDayKind.Due, 6)]
    [InlineData("opened", AnswerDayKind.Opened, 0)]
    [InlineData("opened+3", AnswerDayKind.Opened, 3)]
    [InlineData("never", AnswerDayKind.Never, 0)]
    public void A_day_is_read_and_written_alike(string text, AnswerDayKind kind, int days)
    {
        AnswerDay.Parse(text).Should().Be(new AnswerDay(kind, days));
        new AnswerDay(kind, days).ToString().Should().Be(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("due-1")]
    [InlineData("due+")]
    [InlineData("never+1")]
    [InlineData("opened+251")]
    public void Anything_else_is_no_day(string text) => AnswerDay.Parse(text).Should().BeNull();

    [Fact]
    public void A_step_names_a_slot_and_an_outcome_or_a_day_or_both()
    {
        ScriptStep.Parse("tutor=return").Should().Be(new ScriptStep("tutor", "return"));
        ScriptStep.Parse("approval.tutor = return@due+6").Should().Be(new ScriptStep("approval.tutor", "return", new AnswerDay(AnswerDayKind.Due, 6)));
        ScriptStep.Parse("tutor=@never").Should().Be(new ScriptStep("tutor", null, AnswerDay.Never));
    }

    [Theory]
    [InlineData("tutor")]
    [InlineData("=return")]
    [InlineData("tutor=")]
    [InlineData("tutor=return@soon")]
    public void Anything_else_is_no_step(string text) => ScriptStep.Parse(text).Should().BeNull();

    [Fact]
    public void A_step_that_the_plan_cannot_follow_is_found()
    {
        var script = new SimulationScript(
            AnswerDay.OnDue, [new ScriptStep("deputy", "return"), new ScriptStep("approval.deputy", "approve"), new ScriptStep("deputy", "sing"), new ScriptStep("nobody", null, AnswerDay.Never)]);
        script.Unknown(PlanBuilder.DraftAndApproval()).Should().Equal(script.Steps[2], script.Steps[3]);
    }
}
