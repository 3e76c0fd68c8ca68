using System.Collections.Immutable;
using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Documents;
using Iom.Workflows.Engine;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Engine;

/// <summary>What must hold before a pathway begins or an answer counts.</summary>
public sealed class RequirementsHold
{
    private const string Message = "Баллов должно быть не меньше 60.";

    private static readonly Condition Enough = new Condition.Fact(FactSource.Document, "score", new Comparison.AtLeast(60));

    [Fact]
    public void A_hard_requirement_refuses_with_its_own_words()
    {
        var run = Begun(new RequirementPlan(Enough, Message));

        run.Refuse(run.Submitting("draft", ("score", "59"))).Should().Match<Refusal>(
            why => why.Code == "requirement_not_met" && why.Kind == RefusalKind.Invalid && why.Sentence == Message);
        run.Submit("draft", ("score", "60")).OfType<Effect.RuleWaived>().Should().BeEmpty();
    }

    [Fact]
    public void A_soft_requirement_asks_for_a_reason_and_keeps_the_exception_in_the_history()
    {
        var run = Begun(new RequirementPlan(Enough, Message, Soft: true));
        var answer = run.Submitting("draft", ("score", "59"));

        var refusal = run.Refuse(answer);
        refusal.Code.Should().Be("reason_for_exception_required");
        refusal.Sentence.Should().StartWith(Message);
        refusal.Fields.Should().ContainSingle().Which.Field.Should().Be("comment");

        run.Let(answer with { Comment = "Болел, пересдаст." }).Should().Contain(new Effect.RuleWaived(1, Message));
        run.State.Stage.Should().Be("approval");
    }

    [Fact]
    public void A_negative_answer_needs_no_requirement()
    {
        var run = PathwayRun.Begun(Plan(
            Stage("drafting", Form("draft")),
            Stage("approval", Verdict("deputy", Deputy) with { Requires = [new RequirementPlan(Enough, Message)] }).ReturningTo("drafting")));
        run.Submit("draft");

        run.Refuse(run.Answering("deputy", Town.Deputy, "approve")).Code.Should().Be("requirement_not_met");
        run.Answer("deputy", Town.Deputy, "return");
        run.State.Stage.Should().Be("drafting");
    }

    [Fact]
    public void Who_is_not_eligible_does_not_begin()
    {
        var young = new Condition.Fact(FactSource.Educator, "born", new Comparison.YearsBelow(35));
        var run = new PathwayRun(DraftAndApproval() with { Requires = [new RequirementPlan(young, "Маршрут для тех, кому нет 35 лет.")] });

        run.Refuse(run.Starting()).Code.Should().Be("requirement_not_met");
        run.Roster = Town.Of(Town.Data with
        {
            Educators = [.. Town.Data.Educators.Select(each => each with { Attributes = NoAttributes.Value.Add("born", "2000-01-01") })],
        });
        run.Start();
        run.State.Status.Should().Be(PathwayStatus.Running);
    }

    [Fact]
    public void An_exception_at_the_start_says_why()
    {
        var run = new PathwayRun(DraftAndApproval() with { Requires = [new RequirementPlan(new Condition.Leader(true), "Маршрут для руководителей.", Soft: true)] });

        run.Refuse(run.Starting()).Fields.Should().ContainSingle().Which.Field.Should().Be("reason");
        run.Refuse(run.Starting() with { Reason = "\0" }).Code.Should().Be("reason_invalid");
        run.Let(run.Starting() with { Reason = "Кадровый резерв." })
            .Should().Contain(new Effect.RuleWaived(0, "Маршрут для руководителей.", "Кадровый резерв."));
    }

    [Fact]
    public void A_person_is_chosen_out_of_those_whom_the_rule_finds()
    {
        var mentor = Field("mentor", FieldType.Person) with { From = new PerformerPlan(new PerformerRule.RelativeTo(Roles.Mentor), []) };
        var run = PathwayRun.Begun(Plan(Stage("drafting", Form("draft", mentor)), Stage("approval", Verdict("deputy", Deputy)).ReturningTo("drafting")));

        foreach (var wrong in new[] { $"{Town.Colleague}", "Зорина", "-7" })
        {
            run.Refuse(run.Submitting("draft", ("mentor", wrong))).Fields.Should().ContainSingle().Which.Code.Should().Be("not_a_candidate");
        }

        run.Submit("draft", ("mentor", $"{Town.Mentor}"));
        run.Answer("deputy", Town.Deputy, "return");
        run.Roster = Town.Without(Roles.Mentor);
        run.Submit("draft", ("mentor", $"{Town.Mentor}"));
        run.State.Stage.Should().Be("approval", "whoever stood there already may stay");
    }

    [Fact]
    public void An_empty_field_is_filled_from_what_is_known()
    {
        var person = Town.Everybody.Person(Town.Teacher)!;
        var facts = Town.Everybody.Educator(Town.Teacher)! with { Attributes = NoAttributes.Value.Add("qualification", "first") };
        ImmutableArray<FieldPlan> fields =
        [
            Field("name") with { Prefill = new PrefillPlan.SubjectName() },
            Field("rank") with { Prefill = new PrefillPlan.Attribute("qualification") },
            Field("award") with { Prefill = new PrefillPlan.Attribute("award") },
            Field("aim") with { Prefill = new PrefillPlan.Field("goal") },
            Field("kept") with { Prefill = new PrefillPlan.Field("goal") },
        ];
        var document = new PathwayDocument(PathwayDocument.Empty.Fields.Add("goal", new FieldValue.Text("Цель")).Add("kept", new FieldValue.Text("Своё")));

        var values = Prefilling.Of(fields, document, person, facts);

        values.Should().BeEquivalentTo(document.Fields
            .Add("name", new FieldValue.Text(person.FullName)).Add("rank", new FieldValue.Text("first")).Add("aim", new FieldValue.Text("Цель")));
    }

    private static PathwayRun Begun(RequirementPlan requirement) => PathwayRun.Begun(Plan(
        Stage("drafting", Form("draft", Field("score", FieldType.Number)) with { Requires = [requirement] }), Stage("approval", Verdict("deputy", Deputy))));
}
