using FluentAssertions;
using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;
using Xunit;

namespace Iom.Workflows.Tests.Definitions;

/// <summary>What is shipped is sound, and each regulation's own rules stand in its definition.</summary>
public sealed class ShippedDefinitionsTests
{
    [Fact]
    public void Every_shipped_definition_loads_without_a_fault()
    {
        var set = DefinitionLoader.Load(Shipped.Sources);

        set.Faults.Should().BeEmpty();
        set.Plans.Should().HaveCount(Shipped.Sources.Count);
    }

    [Fact]
    public void Every_file_is_named_after_its_key() =>
        Shipped.Plans.Should().OnlyContain(plan => plan.Files[0] == plan.Key + ".yaml");

    [Fact]
    public void No_two_definitions_claim_the_same_scope() =>
        Shipped.Plans.Where(plan => !plan.ByHand).Select(plan => plan.Scope).Should().OnlyHaveUniqueItems();

    [Fact]
    public void Only_the_template_is_for_everybody() =>
        Shipped.Plans.Where(plan => plan.Scope is null && !plan.ByHand).Select(plan => plan.Key).Should().Equal("base");

    [Fact]
    public void The_template_has_the_whole_life_in_order()
    {
        var plan = Plan("base");

        plan.Stages.Select(stage => stage.Key).Should().Equal(
            "self_assessment", "drafting", "consent", "deputy", "approval", "implementation", "reflection", "presentation", "correction");
        plan.CapYears.Should().Be(3);
        plan.YearBeginsAt.Should().Be("implementation");
        plan.Stage("consent").Slots.Should().OnlyContain(slot => slot.Performer.Fallbacks.Any(fallback => fallback is Fallback.Skip));
        plan.Stage("implementation").Slots.Should().OnlyContain(slot => slot.Opens != null);
        plan.Stage("correction").When.Should().Be(new Condition.Year(YearPosition.NotLast));
        plan.Stage("correction").Transitions.Where(transition => transition.Target == TargetKind.NextYear)
            .Select(transition => transition.Outcome).Should().BeEquivalentTo(["submit", "approve"]);
    }

    [Fact]
    public void School_25_has_the_five_stages_of_3_4_and_control_by_director_and_deputy()
    {
        var plan = Plan("chechnya-school-25");

        plan.Stages.Select(stage => stage.Key).Should().ContainInOrder("self_determination", "competency_review", "drafting", "implementation", "reflection", "presentation");
        plan.Stage("competency_review").Slots[0].Kind.Should().Be(SlotKind.Review);
        plan.Stage("competency_review").Slots[0].Performer.Rule.Should().BeOfType<PerformerRule.OneOf>().Which.Rules.Should().HaveCount(3);
        plan.Stage("implementation").Slots.Where(slot => slot.Kind == SlotKind.Control).Select(slot => PlanText.Performer(slot.Performer.Rule))
            .Should().Equal("заместитель директора по УВР", "руководитель организации");
        plan.Locks["cap"].Should().Be(PointLock.Tightenable);
        plan.Basis.Should().HaveCount(5);
    }

    [Fact]
    public void Teacher_growth_lasts_one_year_and_has_four_directions()
    {
        var plan = Plan("teacher-growth");

        plan.CapYears.Should().Be(1);
        plan.YearBeginsAt.Should().BeNull();
        plan.Stages.Should().HaveCount(4);
        plan.Stage("drafting").Slot("draft").Fields.Where(field => field.Key.StartsWith("direction_", StringComparison.Ordinal))
            .Should().HaveCount(4).And.OnlyContain(field => field.Required && field.Columns.Length == 4);
    }

    [Fact]
    public void Krasnodar_waits_for_two_diagnostics_and_gives_leaders_another_approver()
    {
        var plan = Plan("krasnodar");

        plan.Stages[0].Slots.Should().HaveCount(2).And.OnlyContain(slot => slot.Kind == SlotKind.ExternalResult);
        plan.Stage("approval").When.Should().Be(new Condition.Leader(false));
        plan.Stage("approval_leader").When.Should().Be(new Condition.Leader(true));
        plan.Stage("approval_leader").Slots[0].Performer.Rule.Should().Be(new PerformerRule.RoleHolder("head", "municipality"));
    }

    [Fact]
    public void Tazovsky_has_a_practice_for_each_degree_and_dates_of_whole_months()
    {
        var plan = Plan("tazovsky-degrees");

        plan.Stage("practice").Slots.Select(slot => PlanText.Condition(slot.When)).Should().Equal("степень: наставник", "степень: исследователь", "степень: методист");
        plan.Stage("practice").Slots.Should().OnlyContain(slot => PlanText.Deadline(plan, slot.Deadline) == "до 30 апреля");
        plan.Stage("practice").Slots.Should().OnlyContain(slot => slot.Deadline!.Rule is DateRule.Offset && ((DateRule.Offset)slot.Deadline.Rule).Roll == RollRule.Previous, "a month does not run over into the next");
    }

    [Fact]
    public void The_republic_opens_its_waves_one_after_another()
    {
        var plan = Plan("republic-waves");

        plan.Stage("diagnostics").Slots.Select(slot => $"{PlanText.Condition(slot.When)} {PlanText.Opening(plan, slot.Opens)}").Should().Equal(
            "педагоги: учителя с 1 сентября", "педагоги: воспитатели с 1 ноября", "педагоги: преподаватели колледжей с 1 февраля");
        plan.Stage("council").Slots[0].Performer.Rule.Should().Be(new PerformerRule.Body("expert_council", "region"));
    }

    [Fact]
    public void A_municipality_and_a_school_change_approvers_and_a_deadline_of_their_region()
    {
        var (region, town, school) = (Plan("priozerye-region"), Plan("priozersk-municipality"), Plan("priozersk-school-12"));

        school.Extends.Should().Equal("priozersk-municipality", "priozerye-region", "base");
        region.Stage("consent").Slots.Should().HaveCount(2);
        town.Stage("consent").Slots.Select(slot => slot.Key).Should().Equal("association_lead", "methodologist", "coordinator");
        PlanText.Deadline(region, region.Stage("drafting").Slots[0].Deadline).Should().Be("15 рабочих дней после открытия");
        PlanText.Deadline(school, school.Stage("drafting").Slots[0].Deadline).Should().Be("10 рабочих дней после открытия");
        school.Stage("consent").Slot("association_lead").Performer.Rule.Should().Be(new PerformerRule.RelativeTo("mentor"));
        school.Origins["stages.consent.slots.methodologist.deadline"].Definition.Should().Be("priozersk-municipality");
        school.Origins["stages.deputy.slots.deputy.deadline"].Definition.Should().Be("priozerye-region");
        school.Origins["stages.approval.slots.director.performer"].Definition.Should().Be("base");
    }

    [Fact]
    public void The_second_region_runs_the_regulation_of_a_seed() => Plan("zarechye-region").Extends.Should().Equal("chechnya-school-25");

    private static ProcessPlan Plan(string key) => Shipped.Plans.Single(plan => plan.Key == key);
}
