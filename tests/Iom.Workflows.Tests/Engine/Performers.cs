using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Engine;

/// <summary>Who is asked, what is tried when nobody is found, and what is left out.</summary>
public sealed class Performers
{
    [Fact]
    public void Each_rule_finds_its_people()
    {
        Opened(Deputy).Should().Be(("3", "rule"));
        Opened(Lead).Should().Be(("2", "rule"));
        Opened(Methodologist).Should().Be(("5", "rule"));
        Opened(new PerformerRule.RelativeTo(Roles.Mentor)).Should().Be(("7", "rule"));
        Opened(new PerformerRule.Person(Town.Colleague)).Should().Be(("8", "rule"));
        Opened(new PerformerRule.OneOf([Head, Deputy, Head])).Should().Be(("4,3", "rule"));
        Opened(new PerformerRule.RoleHolder(Roles.Administrator, OrgLevels.Region)).Should().Be(("6", "rule"));
    }

    [Fact]
    public void A_body_is_asked_through_its_secretary_and_without_one_through_its_chair()
    {
        var council = new PerformerRule.Body("council");
        var chair = new Assignment(Town.Head, "chair:council", Town.School);

        Opened(council, Town.With(chair)).Should().Be(("4", "rule"));
        Opened(council, Town.With(chair, new Assignment(Town.Colleague, "secretary:council", Town.School))).Should().Be(("8", "rule"));
    }

    [Fact]
    public void Fallbacks_are_tried_in_their_order()
    {
        var town = Town.Without(Roles.AssociationLead, Roles.Deputy);

        Opened(Lead, town, new Fallback.Other(Deputy), new Fallback.Other(Head)).Should().Be(("4", "fallback:2"));
        Opened(Lead, town, new Fallback.Other(Head), new Fallback.Skip()).Should().Be(("4", "fallback:1"));
    }

    [Fact]
    public void The_same_role_is_looked_for_one_level_up_and_then_higher()
    {
        var district = new Assignment(Town.Coordinator, Roles.AssociationLead, Town.District);
        var region = new Assignment(Town.Administrator, Roles.AssociationLead, Town.Region);
        var none = Town.Data.Assignments.RemoveAll(assignment => assignment.Role == Roles.AssociationLead);

        Opened(Lead, Town.Of(Town.Data with { Assignments = [.. none, district, region] }), new Fallback.LevelUp()).Should().Be(("10", "level_up:municipality"));
        Opened(Lead, Town.Of(Town.Data with { Assignments = [.. none, region] }), new Fallback.LevelUp()).Should().Be(("6", "level_up:region"));
    }

    [Fact]
    public void When_nobody_is_found_the_item_stands_open_and_the_pathway_asks_for_attention()
    {
        var run = PathwayRun.Begun(Plan(Stage("approval", Verdict("deputy", Deputy))), Town.Without(Roles.Deputy));

        run.Item("deputy").Should().BeEquivalentTo(new { Status = ItemStatus.Open, Assignees = Array.Empty<int>() });
        run.Facts.Should().Contain(new Effect.AttentionRaised(AttentionReason.NoPerformer, 1));
        run.State.Attention.Should().Be(AttentionReason.NoPerformer);
    }

    [Fact]
    public void A_stage_whose_slots_are_all_left_out_is_passed_over()
    {
        var run = PathwayRun.Begun(
            Plan(Stage("consent", Verdict("deputy", Deputy).By(Deputy, new Fallback.Skip())), Stage("drafting", Form("draft"))), Town.Without(Roles.Deputy));

        run.Facts.Should().ContainInOrder(
            new Effect.StageEntered("consent", 1), new Effect.SlotSkipped("deputy", true), new Effect.StageSkipped("consent"), new Effect.StageEntered("drafting", 1));
        run.Item("draft").Number.Should().Be(1, "what is left out takes no number");
    }

    [Fact]
    public void A_slot_whose_condition_does_not_hold_is_left_out()
    {
        var run = PathwayRun.Begun(Plan(
            Stage("consent", Verdict("lead", Lead) with { When = new Condition.HasAssociation(false) }, Verdict("deputy", Deputy)), Stage("after", Form("after"))));

        run.Facts.Should().Contain(new Effect.SlotSkipped("lead", NoPerformer: false));
        run.Answer("deputy", Town.Deputy, "approve");
        run.State.Stage.Should().Be("after");
    }

    [Fact]
    public void A_planned_item_is_left_out_when_nobody_is_there_on_its_day_and_the_stage_goes_on()
    {
        var later = Verdict("deputy", Deputy).By(Deputy, new Fallback.Skip()) with { Opens = On(1, 10) };
        var run = PathwayRun.Begun(Plan(Stage("consent", Verdict("head", Head), later), Stage("after", Form("after"))));
        run.Answer("head", Town.Head, "approve");
        run.Roster = Town.Without(Roles.Deputy);

        var facts = run.Fall("deputy");

        facts.Take(2).Should().Equal(new Effect.ItemCancelled(2), new Effect.SlotSkipped("deputy", true));
        run.State.Stage.Should().Be("after");
    }

    [Fact]
    public void A_planned_item_is_opened_for_whoever_holds_the_role_on_its_day()
    {
        var run = PathwayRun.Begun(Plan(Stage("consent", Verdict("deputy", Deputy) with { Opens = On(1, 10) })));
        run.Roster = Town.Of(Town.Data with
        {
            Assignments = [new Assignment(Town.Deputy, Roles.Deputy, Town.School, To: Town.Day("2025-09-30")), new Assignment(Town.Colleague, Roles.Deputy, Town.School, From: Town.Day("2025-10-01"))],
        });

        run.Fall("deputy");

        run.Now.Should().Be(Town.At("2025-10-01 09:00"));
        run.Item("deputy").Assignees.Should().Equal(Town.Colleague);
    }

    [Fact]
    public void Nobody_decides_on_their_own_pathway()
    {
        var run = new PathwayRun(Plan(Stage("approval", Verdict("approval", Head).By(Head, new Fallback.Other(Deputy)))));

        run.Start(subject: Town.Head);

        run.Item("approval").Assignees.Should().Equal(Town.Deputy);
        run.Refuse(run.Answering("approval", Town.Head, "approve")).Should().Match<Refusal>(why => why.Code == "own_pathway" && why.Kind == RefusalKind.Forbidden);
    }

    [Theory]
    [InlineData(SlotKind.Verdict, true)]
    [InlineData(SlotKind.Review, true)]
    [InlineData(SlotKind.Control, true)]
    [InlineData(SlotKind.Form, false)]
    [InlineData(SlotKind.Report, false)]
    [InlineData(SlotKind.Acknowledgement, false)]
    [InlineData(SlotKind.ExternalResult, false)]
    [InlineData(SlotKind.Presentation, false)]
    public void The_subject_is_barred_from_what_decides_on_him(SlotKind kind, bool barred)
    {
        var slot = Verdict("slot", new PerformerRule.OneOf([Subject, Lead])) with { Kind = kind, Verdict = kind == SlotKind.Verdict ? VerdictKind.Approved : null };
        var run = PathwayRun.Begun(Plan(Stage("stage", slot)));

        run.Item("slot").Assignees.Should().Equal(barred ? [Town.Lead] : [Town.Teacher, Town.Lead]);
        if (barred)
        {
            run.Refuse(run.Answering("slot", Town.Teacher, "approve")).Code.Should().Be("own_pathway");
        }
        else
        {
            run.Answer("slot", Town.Teacher, "approve");
        }
    }

    [Fact]
    public void A_lead_who_holds_the_pathway_himself_is_not_asked_about_it()
    {
        var run = new PathwayRun(Plan(Stage("consent", Verdict("lead", Lead).By(Lead, new Fallback.Other(Deputy)))));

        run.Start(subject: Town.Lead);

        run.Item("lead").Assignees.Should().Equal(Town.Deputy);
    }

    [Fact]
    public void Covering_the_approver_does_not_help_to_decide_on_oneself()
    {
        var run = PathwayRun.Begun(Plan(Stage("approval", Verdict("deputy", Deputy))), Town.Covered(Town.Deputy, by: Town.Teacher));

        run.Refuse(run.Answering("deputy", Town.Teacher, "approve")).Code.Should().Be("own_pathway");
        Permissions.Allowed(run.Plan, run.State, 1, Town.Teacher, run.Roster, run.Now).Should().Be(AllowedActions.None);
    }

    private static (string People, string Why) Opened(PerformerRule rule, Roster? town = null, params Fallback[] fallbacks)
    {
        var opened = PathwayRun.Begun(Plan(Stage("stage", Verdict("slot", rule).By(rule, fallbacks))), town).Facts.OfType<Effect.ItemOpened>().Single();
        return (string.Join(',', opened.Assignees), opened.Why);
    }
}
