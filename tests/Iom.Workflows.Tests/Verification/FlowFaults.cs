using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Tests.Definitions;
using Iom.Workflows.Verification;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Verification;

public sealed class FlowFaults
{
    private static StagePlan Drafting => Stage("drafting", Form("draft"));

    private static StagePlan Approval => Stage("approval", Verdict("deputy", Deputy)).Leading("return", TargetKind.Stage, 3, "drafting").Leading("reject", TargetKind.Rejected);

    [Fact]
    public void A_sound_plan_gets_no_finding() => Verified.Of(Plan(Drafting, Approval)).ShouldBeSpotless();

    [Fact]
    public void A_circle_without_an_end_is_found_with_the_way_into_it()
    {
        var circle = Stage("circle", Form("again")).Leading("submit", TargetKind.Stage, null, "circle");

        var finding = Verified.Of(Plan(Drafting, circle)).Finds("no_end");

        finding.Severity.Should().Be(Severity.Error);
        finding.Sentence.Should().Be("Этап «drafting»: отсюда маршрут уже никогда не завершится, что бы ни отвечали. Дайте исход, который ведёт вперёд, или завершите маршрут.");
        finding.Witness.Should().Equal("Маршрут начат (лет в плане: 1)");
    }

    [Fact]
    public void The_way_into_a_trap_names_who_answered_what()
    {
        var trap = Stage("trap", Form("again")).Leading("submit", TargetKind.Stage, null, "trap");
        var choice = Stage("choice", Verdict("deputy", Deputy)).Leading("return", TargetKind.Stage, 2, "drafting")
            .Leading("approve", TargetKind.End).Leading("reject", TargetKind.Stage, null, "trap");

        var report = Verified.Of(Plan(Drafting, choice, trap));

        report.Finds("no_end").Witness.Should().Equal(
            "Маршрут начат (лет в плане: 1)", "Сам педагог, «draft»: «Отправить»", "Заместитель директора по УВР, «deputy»: «Отклонить»");
        report.Finds("no_end").Sentence.Should().StartWith("Этап «trap»");
    }

    [Fact]
    public void Answers_that_are_all_used_up_leave_the_route_stuck()
    {
        var approval = Stage("approval", Verdict("deputy", Deputy) with { Outcomes = [Return] }).Leading("return", TargetKind.Stage, 2, "drafting");

        var report = Verified.Of(Plan(Drafting, approval));

        report.Findings.Should().Contain(finding => finding.Code == "stuck" && finding.Witness.Length == 4 && finding.Sentence.StartsWith("Этап «approval»"));
        Verified.Of(Plan(Drafting, Approval)).FindsNo("stuck");
    }

    [Fact]
    public void A_stage_that_nothing_leads_to_is_dead()
    {
        var finding = Verified.Of(Plan(Drafting.Leading("submit", TargetKind.Stage, null, "approval"), Stage("between", Form("form")), Approval)).Finds("dead_stage");

        finding.Severity.Should().Be(Severity.Error);
        finding.Sentence.Should().StartWith("Этап «between»: до него никогда не дойдёт ни один педагог.");
        Verified.Of(Plan(Drafting, Stage("between", Form("form")), Approval)).FindsNo("dead_stage");
    }

    [Fact]
    public void A_slot_that_a_policy_never_asks_is_dead()
    {
        var any = Stage("any", Form("first"), Form("second")) with { Policy = StagePolicy.InOrder };
        var cut = Stage("cut", Verdict("first", Deputy) with { Outcomes = [Reject] }, Form("second")) with { Policy = StagePolicy.InOrder };

        Verified.Of(Plan(Drafting, any)).FindsNo("dead_slot");
        Verified.Of(Plan(Drafting, cut.Leading("reject", TargetKind.Rejected))).Finds("dead_slot").Sentence
            .Should().StartWith("Этап «cut», задание «second»: задание никогда не откроется.");
    }

    [Fact]
    public void A_condition_that_contradicts_whom_the_plan_is_for_never_holds()
    {
        var plan = Plan(Drafting, Stage("leaders", Form("form")) with { When = new Condition.Leader(true) });

        Verified.Of(plan).ShouldBeSpotless();
        var finding = Verified.Of(plan with { AppliesTo = new Condition.Leader(false) }).Finds("condition_never");
        finding.Severity.Should().Be(Severity.Error);
        finding.Sentence.Should().Contain("не выполняется ни для кого");
    }

    [Fact]
    public void A_condition_that_always_holds_is_told()
    {
        var plan = Plan(Drafting, Stage("leaders", Form("form")) with { When = new Condition.Leader(true) }) with { AppliesTo = new Condition.Leader(true) };

        Verified.Of(plan).Finds("condition_always").Severity.Should().Be(Severity.Warning);
    }

    [Fact]
    public void A_year_that_never_comes_is_a_condition_that_never_holds()
    {
        var later = Stage("later", Form("form")) with { When = new Condition.Year(YearPosition.NotFirst) };
        var plan = Plan(Drafting, later, Stage("loop", Form("report")));

        Verified.Of(plan).Finds("condition_never").Sentence.Should().StartWith("Этап «later»");
        var yearly = plan with { YearBeginsAt = "drafting", Stages = plan.Stages.SetItem(2, plan.Stages[2].Leading("submit", TargetKind.NextYear)) };
        Verified.Of(yearly).ShouldBeSpotless();
    }

    [Fact]
    public void An_answer_that_its_rounds_never_allow_is_told()
    {
        var once = Stage("approval", Verdict("deputy", Deputy)).Leading("return", TargetKind.Stage, 1, "drafting").Leading("reject", TargetKind.Rejected);

        var finding = Verified.Of(Plan(Drafting, once)).Finds("outcome_never");

        finding.Sentence.Should().Be("Этап «approval», задание «deputy»: ответ «Вернуть на доработку» никогда не будет предложен. Уберите его или увеличьте число кругов («rounds»).");
    }

    [Fact]
    public void A_return_without_a_limit_is_told_with_one_round_of_it()
    {
        var endless = Stage("approval", Verdict("deputy", Deputy)).ReturningTo("drafting").Leading("reject", TargetKind.Rejected);

        var finding = Verified.Of(Plan(Drafting, endless)).Finds("endless_return");

        finding.Severity.Should().Be(Severity.Warning);
        finding.Witness[^1].Should().Be("Заместитель директора по УВР, «deputy»: «Вернуть на доработку»");
        Verified.Of(Plan(Drafting, Approval)).FindsNo("endless_return");
    }

    [Fact]
    public void A_form_that_cannot_be_filled_is_told_once_and_not_as_a_riddle()
    {
        var impossible = Stage("drafting", Form("draft", Field("years", FieldType.PlannedYears, required: true, min: 5)));

        var report = Verified.Of(Plan(impossible));

        report.Finds("answer_refused").Sentence.Should().StartWith("Этап «drafting», задание «draft»: ответить «Отправить» нельзя");
        report.FindsNo("stuck");
        Verified.Of(Plan(Stage("drafting", Form("draft", Field("years", FieldType.PlannedYears, required: true, min: 1))))).ShouldBeSpotless();
    }

    [Fact]
    public void A_plan_for_nobody_is_told() => Verified.Of(Plan(Drafting) with { AppliesTo = new Condition.AllOf([new Condition.Leader(true), new Condition.Leader(false)]) })
        .Finds("applies_to_nobody").Severity.Should().Be(Severity.Error);

    [Fact]
    public void A_plan_that_can_only_be_rejected_is_told() =>
        Verified.Of(Plan(Drafting.Leading("submit", TargetKind.Rejected))).Finds("never_completed").Severity.Should().Be(Severity.Error);

    [Fact]
    public void A_finding_points_at_the_line_that_was_written()
    {
        var text = Sample.With("return: { to: drafting, rounds: 3 }", "return: { to: drafting }");

        var finding = Verified.Of(Sample.Plan(text)).Finds("endless_return");

        var (line, _) = Sample.PlaceOf(text, "return: { to: drafting }");
        finding.Place!.File.Should().Be("1.yaml");
        finding.Place.Line.Should().Be(line);
    }
}
