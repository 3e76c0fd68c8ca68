using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Engine;

/// <summary>A running pathway goes on under another plan.</summary>
public sealed class Migrating
{
    private readonly PathwayRun run = PathwayRun.Begun(Plan(
        Stage("drafting", Form("draft").DueIn(5).Reminding(-2)),
        Stage("consent", Verdict("lead", Lead).DueIn(5), Verdict("deputy", Deputy).DueIn(5)).ReturningTo("drafting")));

    [Fact]
    public void An_open_item_goes_on_under_its_new_name_with_its_number_people_and_day()
    {
        var accepted = Carry(Version2(Stage("writing", Form("text").DueIn(20).Reminding(-1))));

        accepted.State.Stage.Should().Be("writing");
        accepted.State.Items.Single().Should().BeEquivalentTo(new
        {
            Number = 1,
            Slot = "text",
            Status = ItemStatus.Open,
            DueOn = Town.Day("2025-09-08"),
            NextRungAt = Town.At("2025-09-05 09:00"),
        });
        accepted.State.Items.Single().Assignees.Should().Equal(Town.Teacher);
        accepted.State.Stages.Single().Key.Should().Be("writing");
        accepted.Effects.OfType<Effect.PlanChanged>().Single().Should().BeEquivalentTo(new { FromVersion = 1, ToVersion = 2, Reason = "Новый приказ." });
    }

    [Fact]
    public void Deadlines_begin_again_where_that_is_chosen()
    {
        run.Now = Town.At("2025-09-03 12:00");

        var accepted = Carry(Version2(Stage("drafting", Form("draft").DueIn(10))), plan => plan with { KeepDeadlines = false });

        accepted.State.Items.Single().DueOn.Should().Be(Town.Day("2025-09-17"));
        accepted.Effects.Should().Contain(new Effect.ItemMoved(1, Town.Day("2025-09-17"), false));
    }

    [Fact]
    public void Performers_are_found_anew_where_that_is_chosen_and_somebody_must_be_found()
    {
        run.Submit("draft");
        var to = Version2(Stage("drafting", Form("draft")), Stage("consent", Verdict("lead", Lead), Verdict("deputy", Head)));

        Carry(to).State.Items.Single(item => item.Slot == "deputy").Assignees.Should().Equal(Town.Deputy);
        Carry(to, plan => plan with { FindPerformersAnew = true }).State.Items.Single(item => item.Slot == "deputy").Assignees.Should().Equal(Town.Head);
        var nobody = Version2(Stage("drafting", Form("draft")), Stage("consent", Verdict("lead", Lead), Verdict("deputy", new PerformerRule.RoleHolder("nobody"))));
        Refuse(nobody, plan => plan with { FindPerformersAnew = true }).Code.Should().Be("migration_no_performer");
    }

    [Fact]
    public void A_new_slot_of_the_current_stage_opens_and_one_that_is_gone_is_taken_back()
    {
        run.Submit("draft");
        var to = Version2(Stage("drafting", Form("draft")), Stage("consent", Verdict("deputy", Deputy), Form("opinion").By(Head)));

        Refuse(to).Should().Match<Refusal>(why => why.Code == "migration_no_slot" && why.Sentence.Contains("lead"));
        var accepted = Carry(to, plan => plan with { SlotMap = plan.SlotMap.SetItem("consent/lead", MigrationPlan.None) });

        accepted.Effects.Should().Contain(new Effect.ItemCancelled(2));
        accepted.State.Items.Select(item => (item.Number, item.Slot)).Should().Equal((3, "deputy"), (4, "opinion"));
    }

    [Fact]
    public void A_stage_that_the_new_rules_call_decided_is_left()
    {
        run.Submit("draft");
        run.Answer("lead", Town.Lead, "approve");
        var to = Version2(
            Stage("drafting", Form("draft")), Stage("consent", Verdict("lead", Lead), Verdict("deputy", Deputy)) with { Policy = new StagePolicy(PolicyKind.Any) }, Stage("after", Form("work")));

        var accepted = Carry(to);

        accepted.State.Stage.Should().Be("after");
        Refuse(to with { Stages = to.Stages[..2] }).Code.Should().Be("migration_would_end");
    }

    [Fact]
    public void What_cannot_go_on_is_refused_with_its_name()
    {
        Refuse(Version2(Stage("elsewhere", Form("x")), Stage("drafting2", Form("draft"))), plan => plan with { StageMap = plan.StageMap.SetItem("drafting", MigrationPlan.None) })
            .Should().Match<Refusal>(why => why.Code == "migration_no_stage" && why.Sentence.Contains("drafting"));
        Refuse(run.Plan with { Version = 2, Kind = "other" }).Code.Should().Be("migration_other_kind");
        Refuse(run.Plan with { Version = 2 }, plan => plan with { FromVersion = 7 }).Code.Should().Be("migration_outdated");
        Refuse(run.Plan with { Version = 2 }, plan => plan with { Reason = " " }).Code.Should().Be("reason_required");
        var long2 = PathwayRun.Begun(run.Plan, years: 3);
        Refuse(run.Plan with { Version = 2, CapYears = 2 }, run: long2).Code.Should().Be("beyond_cap");
    }

    [Fact]
    public void Rounds_and_answers_that_the_new_plan_does_not_know_keep_a_pathway_where_it_is()
    {
        run.Submit("draft");
        run.Answer("lead", Town.Lead, "return");
        run.Submit("draft");
        run.Answer("lead", Town.Lead, "approve");

        Refuse(Version2(Stage("drafting", Form("draft")), Stage("consent", Verdict("lead", Lead), Verdict("deputy", Deputy)).Leading("return", TargetKind.Stage, 1, "drafting")))
            .Should().Match<Refusal>(why => why.Code == "migration_rounds_used" && why.Sentence.Contains("1 кругов"));
        Refuse(Version2(Stage("drafting", Form("draft")), Stage("consent", Verdict("lead", Lead) with { Outcomes = [Submit] }, Verdict("deputy", Deputy))))
            .Code.Should().Be("migration_answer_unknown");
    }

    [Fact]
    public void Only_an_administrator_carries_a_pathway_over_and_others_do_not_even_see_it()
    {
        var to = run.Plan with { Version = 2 };
        Ask(to, By(Town.Head)).Should().BeOfType<Decision.Refused>().Which.Why.Code.Should().Be("not_allowed");
        Ask(to, By(Town.Stranger)).Should().BeOfType<Decision.Refused>().Which.Why.Code.Should().Be("pathway_unknown");

        PathwayEvent.Migrated By(int person) => new(run.Now, person, MigrationProposal.Of(run.Plan, to) with { Reason = "Новый приказ." });
    }

    [Fact]
    public void Taken_back_it_stands_as_before_even_with_what_had_been_taken_back()
    {
        run.Submit("draft");
        var to = Version2(Stage("drafting", Form("draft")), Stage("consent", Verdict("deputy", Deputy), Form("opinion").By(Head)));
        var moved = Carry(to, plan => plan with { KeepDeadlines = false, SlotMap = plan.SlotMap.SetItem("consent/lead", MigrationPlan.None) });

        var back = Migration.Undo(to, run.Plan, moved.State, new PathwayEvent.MigrationUndone(run.Now, Town.Administrator, run.State, "Ошибка."), run.Roster)
            .Should().BeOfType<Decision.Accepted>().Subject;

        back.State.Should().BeEquivalentTo(run.State with { NextItem = 5 });
        moved.Effects.Concat(back.Effects).Aggregate(run.State, Evolution.Apply).Should().BeEquivalentTo(back.State);
    }

    [Fact]
    public void Counterparts_are_proposed_by_key_then_by_title_then_by_place()
    {
        var from = Plan(Stage("a", Form("x")), Stage("b", Form("y")), Stage("c", Form("z")), Stage("d", Form("w")));
        var to = Plan(Stage("a", Form("x")), Stage("b2", Form("y2")), Stage("new", Form("n")) with { Title = "d" }, Stage("c", Form("z")));

        var proposal = MigrationProposal.Of(from, to);

        proposal.StageMap.Should().Equal(new Dictionary<string, string> { ["a"] = "a", ["b"] = "b2", ["c"] = "c", ["d"] = "new" });
        proposal.SlotMap.Should().Contain("a/x", "x").And.Contain("b/y", "y2").And.Contain("d/w", "n");
    }

    private static ProcessPlan Version2(params StagePlan[] stages) => Plan(stages) with { Version = 2 };

    private Decision.Accepted Carry(ProcessPlan to, Func<MigrationPlan, MigrationPlan>? change = null) =>
        Ask(to, Event(to, change, run)).Should().BeOfType<Decision.Accepted>().Subject;

    private Refusal Refuse(ProcessPlan to, Func<MigrationPlan, MigrationPlan>? change = null, PathwayRun? run = null)
    {
        run ??= this.run;
        var refusal = Migration.Decide(run.Plan, to, run.State, Event(to, change, run), run.Roster).Should().BeOfType<Decision.Refused>().Subject.Why;
        refusal.Sentence.Should().MatchRegex("^[А-ЯЁ].*[.!]$").And.NotContain("{");
        return refusal;
    }

    private Decision Ask(ProcessPlan to, PathwayEvent.Migrated migrated) => Migration.Decide(run.Plan, to, run.State, migrated, run.Roster);

    private static PathwayEvent.Migrated Event(ProcessPlan to, Func<MigrationPlan, MigrationPlan>? change, PathwayRun run)
    {
        var plan = MigrationProposal.Of(run.Plan, to) with { Reason = "Новый приказ." };
        return new PathwayEvent.Migrated(run.Now, Town.Administrator, change is null ? plan : change(plan));
    }
}
