using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Documents;
using Iom.Workflows.Engine;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Engine;

public sealed class Answering
{
    /// <summary>Of {"goal":"Другая цель"}, by sha256sum.</summary>
    private const string Sha256OfOtherGoal = "ab8b82510961e7004975d41369081405c3d36bbb393afc9a66e1ddf26f6c275e";

    private readonly PathwayRun run = PathwayRun.Begun(DraftAndApproval());

    [Fact]
    public void An_answer_closes_the_item_and_opens_the_next_stage()
    {
        run.Submit("draft").Should().BeEquivalentTo(
            new Effect[]
            {
                new Effect.ItemAnswered(1, "submit", OutcomeForce.None, Town.Teacher, null, null, false),
                new Effect.StageLeft("drafting", "submit", true, Town.Day("2025-09-01"), "approval", 1),
                new Effect.StageEntered("approval", 1),
                new Effect.ItemOpened(2, "deputy", [Town.Deputy], "rule", Town.Day("2025-09-01"), null, false),
            },
            options => options.RespectingRuntimeTypes().WithStrictOrdering());
        run.State.Record("drafting").Should().Be(new StageRecord("drafting", 1, Town.Day("2025-09-01"), "submit"));
    }

    [Fact]
    public void The_last_answer_completes_the_pathway_and_nothing_follows()
    {
        run.Submit("draft");
        var last = run.Answering("deputy", Town.Deputy, "approve");

        run.Let(last)[^1].Should().Be(new Effect.PathwayEnded(PathwayStatus.Completed, null));

        run.State.Should().BeEquivalentTo(new { Status = PathwayStatus.Completed, Stage = (string?)null, Items = Array.Empty<ItemState>() });
        run.Refuse(last).Should().Match<Refusal>(why => why.Code == "item_closed" && why.Kind == RefusalKind.Conflict);
    }

    [Fact]
    public void Answered_twice_is_a_conflict()
    {
        var consent = PathwayRun.Begun(Consent(StagePolicy.All));
        consent.Submit("draft");
        consent.Answer("lead", Town.Lead, "approve");

        consent.Refuse(consent.Answering("lead", Town.Lead, "return")).Code.Should().Be("item_closed");
    }

    [Theory]
    [InlineData(Town.Head)]
    [InlineData(Town.Administrator)]
    [InlineData(Town.Stranger)]
    [InlineData(99)]
    public void Somebody_elses_item_is_not_there(int by) =>
        run.Refuse(run.Answering("draft", by, "submit")).Should().Match<Refusal>(why => why.Code == "item_unknown" && why.Kind == RefusalKind.NotFound);

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(int.MaxValue)]
    public void An_item_that_never_was_is_unknown(int number) =>
        run.Refuse(run.Submitting("draft") with { Item = number }).Code.Should().Be("item_unknown");

    [Fact]
    public void The_program_itself_answers_nothing() =>
        run.Refuse(run.Submitting("draft") with { By = null }).Code.Should().Be("item_unknown");

    [Fact]
    public void An_item_of_an_earlier_stage_is_closed_for_those_who_may_see_and_unknown_to_others()
    {
        var answer = run.Submitting("draft");
        run.Let(answer);

        run.Refuse(answer).Code.Should().Be("item_closed");
        run.Refuse(answer with { By = Town.Coordinator }).Code.Should().Be("item_closed");
        run.Refuse(answer with { By = Town.Stranger }).Code.Should().Be("item_unknown");
    }

    [Fact]
    public void An_unknown_outcome_is_refused_with_those_that_there_are()
    {
        run.Submit("draft");

        run.Refuse(run.Answering("deputy", Town.Deputy, "Утвердить")).Should().Match<Refusal>(
            why => why.Code == "outcome_unknown" && why.Sentence.Contains("«Утвердить», «Вернуть на доработку», «Отклонить»"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  \n ")]
    public void A_return_without_a_reason_is_refused(string? comment)
    {
        run.Submit("draft");
        var returned = run.Answering("deputy", Town.Deputy, "return") with { Comment = comment };

        var refusal = run.Refuse(returned);

        refusal.Code.Should().Be("comment_required");
        refusal.Fields.Should().ContainSingle().Which.Field.Should().Be("comment");
        run.Let(run.Answering("deputy", Town.Deputy, "approve") with { Comment = comment })
            .OfType<Effect.ItemAnswered>().Single().Comment.Should().BeNull("a comment that says nothing is none");
    }

    [Fact]
    public void A_comment_is_trimmed_and_at_most_4000_characters_long()
    {
        run.Submit("draft");
        var answer = run.Answering("deputy", Town.Deputy, "approve");

        run.Refuse(answer with { Comment = new string('я', 4001) }).Code.Should().Be("comment_invalid");
        run.Refuse(answer with { Comment = "нуль\0" }).Code.Should().Be("comment_invalid");
        run.Refuse(answer with { Comment = "\ud800" }).Code.Should().Be("comment_invalid");
        var text = $"Хорошо 👍\r\n\t{new string('я', 3980)}";
        run.Let(answer with { Comment = $"  {text} " }).OfType<Effect.ItemAnswered>().Single().Comment.Should().Be(text);
    }

    [Fact]
    public void Every_fault_of_a_form_is_named_at_once()
    {
        var form = PathwayRun.Begun(Plan(Stage("drafting", Form("draft", Field("goal", required: true), Field("hours", FieldType.Number, min: 1, max: 40)))));

        var refusal = form.Refuse(form.Submitting("draft", ("hours", "0"), ("other", "?")));

        refusal.Code.Should().Be("form_invalid");
        refusal.Fields.Select(fault => (fault.Field, fault.Code)).Should().BeEquivalentTo(
            [("goal", "required"), ("hours", "out_of_range"), ("other", "unknown_field")]);
        form.State.Document.Fields.Should().BeEmpty();
    }

    [Fact]
    public void What_was_filled_in_goes_into_the_document_and_need_not_be_written_again()
    {
        var plan = Plan(
            Stage("drafting", Form("draft", Field("goal", required: true), Field("note"))),
            Stage("approval", Verdict("deputy", Deputy)).ReturningTo("drafting"));
        var form = PathwayRun.Begun(plan);
        form.Submit("draft", ("goal", "Читать больше"), ("note", "1"));
        form.Answer("deputy", Town.Deputy, "return");

        form.Submit("draft", ("note", "2"));

        form.State.Document.ToCanonicalJson().Should().Be("""{"goal":"Читать больше","note":"2"}""");
    }

    [Fact]
    public void A_negative_answer_needs_no_required_field_but_keeps_what_was_written()
    {
        var verdict = Verdict("deputy", Deputy) with { Fields = [Field("order", required: true), Field("remarks")] };
        var approval = PathwayRun.Begun(Plan(Stage("drafting", Form("draft")), Stage("approval", verdict).ReturningTo("drafting")));
        approval.Submit("draft");
        var answer = approval.Answering("deputy", Town.Deputy, "approve");

        approval.Refuse(answer).Code.Should().Be("form_invalid");
        approval.Let(answer with { Outcome = "return", Data = answer.Data.Add("remarks", new FieldValue.Text("см. цели")) });

        approval.State.Document.ToCanonicalJson().Should().Be("""{"remarks":"см. цели"}""");
    }

    [Theory]
    [InlineData(VerdictKind.Considered, OutcomeForce.Considered)]
    [InlineData(VerdictKind.Adopted, OutcomeForce.Adopted)]
    [InlineData(VerdictKind.Concurred, OutcomeForce.Concurred)]
    [InlineData(VerdictKind.OpinionNoted, OutcomeForce.OpinionNoted)]
    [InlineData(VerdictKind.Approved, OutcomeForce.Approved)]
    [InlineData(VerdictKind.Acknowledged, OutcomeForce.Acknowledged)]
    public void An_answer_keeps_the_legal_force_of_its_verdict(VerdictKind verdict, OutcomeForce force)
    {
        var one = PathwayRun.Begun(Plan(Stage("approval", Verdict("deputy", Deputy, verdict))));

        one.Answer("deputy", Town.Deputy, "approve").OfType<Effect.ItemAnswered>().Single().Force.Should().Be(force);
    }

    [Fact]
    public void An_acknowledgement_is_acknowledged()
    {
        var one = PathwayRun.Begun(Plan(Stage("reading", Form("read") with { Kind = SlotKind.Acknowledgement })));

        one.Submit("read").OfType<Effect.ItemAnswered>().Single().Force.Should().Be(OutcomeForce.Acknowledged);
    }

    [Theory]
    [InlineData("2025-09-04 23:59", false)]
    [InlineData("2025-09-05 00:01", true)]
    public void An_answer_is_late_from_the_day_after_the_last_one_in_the_school(string at, bool late)
    {
        var one = PathwayRun.Begun(Plan(Stage("drafting", Form("draft").DueIn(3))));
        one.Now = Town.At(at);

        one.Submit("draft").OfType<Effect.ItemAnswered>().Single().Late.Should().Be(late);
    }

    [Fact]
    public void A_positive_end_seals_the_document_under_its_hash_and_a_negative_one_does_not()
    {
        var plan = Plan(
            Stage("drafting", Form("draft", Field("goal"))),
            Stage("approval", Verdict("deputy", Deputy)).ReturningTo("drafting") with { SealsRevision = true });
        var one = PathwayRun.Begun(plan);
        one.Submit("draft", ("goal", "Цель"));
        one.Answer("deputy", Town.Deputy, "return").Should().NotContain(fact => fact is Effect.RevisionSealed);
        one.Submit("draft", ("goal", "Другая цель"));

        one.Answer("deputy", Town.Deputy, "approve").Should().Contain(
            new Effect.RevisionSealed(1, Sha256OfOtherGoal));
        one.State.Revisions.Should().Be(1);
    }

    [Fact]
    public void The_planned_years_may_be_set_in_a_form_within_the_cap()
    {
        var one = PathwayRun.Begun(Plan(Stage("drafting", Form("draft", Field("years", FieldType.PlannedYears)))));

        one.Refuse(one.Submitting("draft", ("years", "4"))).Code.Should().Be("beyond_cap");
        one.Refuse(one.Submitting("draft", ("years", "0"))).Code.Should().Be("beyond_cap");
        one.Refuse(one.Submitting("draft", ("years", "два"))).Code.Should().Be("form_invalid");
        one.Refuse(one.Submitting("draft", ("years", "99999999999"))).Code.Should().Be("form_invalid");
        one.Submit("draft", ("years", "2")).Should().Contain(new Effect.PlannedYearsSet(2));
        one.State.PlannedYears.Should().Be(2);
    }

    [Fact]
    public void Fewer_years_than_have_begun_are_refused()
    {
        var plan = Plan(Stage("work", Form("work", Field("years", FieldType.PlannedYears))).Leading("submit", TargetKind.NextYear)) with { YearBeginsAt = "work" };
        var one = PathwayRun.Begun(plan, years: 3);
        one.Submit("work");

        one.Refuse(one.Submitting("work", ("years", "1"))).Code.Should().Be("beyond_cap");
        one.Submit("work", ("years", "2"));

        one.State.Status.Should().Be(PathwayStatus.Completed, "the second year has become the last");
    }

    [Fact]
    public void An_answer_does_not_change_the_values_it_was_made_from()
    {
        var before = run.State;
        var json = before with { };

        run.Submit("draft");

        before.Should().BeEquivalentTo(json);
        before.Items.Single().Status.Should().Be(ItemStatus.Open);
    }
}
