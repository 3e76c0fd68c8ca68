using System.Collections.Immutable;
using FluentAssertions;
using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Documents;
using Iom.Workflows.Engine;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Engine;

/// <summary>One slot with an item for each person, row or day; notices and triggers.</summary>
public sealed class ManyItems
{
    private static readonly PerformerRule Three = new PerformerRule.OneOf([Lead, Deputy, Head]);
    private static readonly FieldPlan Items = Field("items", FieldType.Table, columns: [Field("what")]);

    [Fact]
    public void Each_person_answers_for_himself_and_leaves_a_row_behind()
    {
        var run = PathwayRun.Begun(Plan(Stage("ask", Form("say", Field("text")).By(Three) with { Each = new EachPlan.People(), Into = "said" })));
        run.State.Items.Select(item => item.Part!.Person).Should().Equal(Town.Lead, Town.Deputy, Town.Head);

        foreach (var person in new[] { Town.Head, Town.Lead, Town.Deputy })
        {
            run.Let(Saying(run, person, "submit", $"Мнение {person}"));
        }

        run.State.Status.Should().Be(PathwayStatus.Completed);
        run.State.Document.Rows("said").Select(row => (row["person"], row["text"])).Should().Equal(("4", "Мнение 4"), ("2", "Мнение 2"), ("3", "Мнение 3"));
    }

    [Theory]
    [InlineData(EnoughKind.Number, 1, "2+", true)]
    [InlineData(EnoughKind.Majority, 0, "2+", false)]
    [InlineData(EnoughKind.Majority, 0, "2+ 3-", false)]
    [InlineData(EnoughKind.Majority, 0, "2+ 3- 4+", true)]
    [InlineData(EnoughKind.Number, 9, "2+ 3+ 4+", true)]
    public void When_enough_have_agreed_the_rest_is_asked_no_more(EnoughKind kind, int amount, string answers, bool done)
    {
        var slot = Verdict("say", Three) with { Each = new EachPlan.People(), Enough = new Enough(kind, amount) };
        var run = PathwayRun.Begun(Plan(Stage("ask", slot).Leading("return", TargetKind.Rejected), Stage("after", Form("later"))));

        foreach (var answer in answers.Split(' '))
        {
            run.Let(Saying(run, answer[0] - '0', answer[1] == '+' ? "approve" : "return", null));
        }

        run.State.Stage.Should().Be(done ? "after" : "ask");
    }

    [Fact]
    public void Nobody_found_waits_as_one_item_and_becomes_one_for_each_when_they_come()
    {
        var slot = Form("say").By(new PerformerRule.RoleHolder("expert")) with { Each = new EachPlan.People() };
        var run = PathwayRun.Begun(Plan(Stage("ask", slot)));
        run.State.Attention.Should().Be(AttentionReason.NoPerformer);
        run.Roster = Town.With(new Assignment(Town.Colleague, "expert", Town.School), new Assignment(Town.Mentor, "expert", Town.School));

        run.Let(new PathwayEvent.DirectoryChanged(run.Now));

        run.State.Attention.Should().BeNull();
        run.State.Items.Where(item => item.Status == ItemStatus.Open).Select(item => item.Part!.Person).Should().BeEquivalentTo([Town.Colleague, Town.Mentor]);
    }

    [Fact]
    public void The_answer_for_a_row_is_written_into_that_row_and_stays_when_the_table_is_written_again()
    {
        var report = Form("report", Field("result")) with { Each = new EachPlan.Rows("items") };
        var run = PathwayRun.Begun(Plan(Stage("drafting", Form("draft", Items)), Stage("work", report, Form("correct", Items))));
        run.Let(Filling(run, "draft", "Курсы", "Урок"));
        var second = run.State.Items.Single(item => item.Part?.Row == 1);

        run.Let(new PathwayEvent.Answered(run.Now, Town.Teacher, second.Number, "submit", null, One("result", "Готово")));
        run.Let(Filling(run, "correct", "Курсы", "Урок в пятом классе", "Статья"));

        run.State.Document.Rows("items").Select(row => row.GetValueOrDefault("result")).Should().Equal(null, "Готово", null);
        run.State.Items.Where(item => item is { Slot: "report", Status: ItemStatus.Open }).Select(item => item.Part!.Row).Should().Equal(0, 2);
    }

    [Fact]
    public void No_rows_leave_the_slot_out()
    {
        var run = PathwayRun.Begun(Plan(Stage("work", Form("report") with { Each = new EachPlan.Rows("items") }), Stage("after", Form("later"))));

        run.State.Stage.Should().Be("after");
    }

    [Fact]
    public void Each_day_has_its_item_which_opens_after_the_day_before_it()
    {
        var slot = Form("report").DueOn(From(new DateAnchor.EachDate(), roll: RollRule.Keep)) with { Each = new EachPlan.Dates([On(26, 8), On(15, 12), On(16, 3)]) };

        var run = PathwayRun.Begun(Plan(Stage("work", slot)));

        run.State.Items.Select(item => (item.Status, item.OpensOn, item.Part!.Day)).Should().Equal(
            (ItemStatus.Open, Town.Day("2025-09-01"), Town.Day("2025-12-15")), (ItemStatus.Scheduled, Town.Day("2025-12-16"), Town.Day("2026-03-16")));
        run.State.Items[0].DueOn.Should().Be(Town.Day("2025-12-15"));
    }

    [Fact]
    public void A_notice_tells_and_closes_itself()
    {
        var told = Form("tell").By(Head) with { Kind = SlotKind.Notice, Outcomes = [new OutcomePlan("told", "Сообщено", OutcomeSense.Positive)] };

        var run = PathwayRun.Begun(Plan(Stage("news", told), Stage("after", Form("later"))));

        run.Facts.OfType<Effect.Told>().Single().Recipients.Should().Equal(Town.Head);
        run.State.Stage.Should().Be("after");
    }

    [Fact]
    public void A_trigger_interrupts_and_the_pathway_goes_back_to_where_it_was()
    {
        var run = PathwayRun.Begun(Triggered());
        run.Refuse(Fire(run, Town.Teacher)).Code.Should().Be("not_allowed");
        run.Refuse(Fire(run, Town.Stranger)).Code.Should().Be("pathway_unknown");

        run.Let(Fire(run, Town.Deputy));
        run.State.Stage.Should().Be("adjustment");
        run.Refuse(Fire(run, Town.Deputy)).Code.Should().Be("trigger_not_now");
        run.Submit("adjust");

        run.State.Should().Match<PathwayState>(state => state.Stage == "drafting" && state.Round == 2 && state.ReturnAfter == null);
        Triggers.Offered(run.Plan, run.State, Town.Deputy, run.Roster, run.Now).Should().ContainSingle();
        Triggers.Offered(run.Plan, run.State, Town.Teacher, run.Roster, run.Now).Should().BeEmpty();
    }

    [Fact]
    public void A_forecast_looks_into_tracks_and_many_items()
    {
        var plan = Plan(Stage("ask", Form("say").By(Three) with { Each = new EachPlan.People() })) with
        {
            Tracks = [new TrackPlan("side", "Рядом", Condition.Always, new TrackStart.WithPathway(), null, [Stage("one", Form("first")), Stage("two", Form("second"))])],
        };
        var run = PathwayRun.Begun(plan);

        Forecast.Of(plan, run.State, run.Roster, run.Now).Select(step => (step.Stage, step.Slot, step.Run)).Should().Contain(("two", "second", 1));
    }

    private static ProcessPlan Triggered() => Plan(
        Stage("drafting", Form("draft")), Stage("work", Form("do")).Leading("submit", TargetKind.End), Stage("adjustment", Form("adjust"))) with
    {
        Triggers = [new TriggerPlan("news", "Новые результаты", new PerformerPlan(Deputy, []), Condition.Always, [], "adjustment", null)],
    };

    private static PathwayEvent.Triggered Fire(PathwayRun run, int by) => new(run.Now, by, "news", PathwayDocument.Empty.Fields);

    private static PathwayEvent.Answered Saying(PathwayRun run, int person, string outcome, string? text) => new(
        run.Now, person, run.State.Items.Single(item => item.Slot == "say" && item.Assignees.Contains(person)).Number, outcome, "Замечания.",
        text is null ? PathwayDocument.Empty.Fields : One("text", text));

    private static PathwayEvent.Answered Filling(PathwayRun run, string slot, params string[] rows) => new(
        run.Now, Town.Teacher, run.Item(slot).Number, "submit", null,
        PathwayDocument.Empty.Fields.Add("items", new FieldValue.Table([.. rows.Select(row => ImmutableSortedDictionary<string, string>.Empty.Add("what", row))])));

    private static ImmutableSortedDictionary<string, FieldValue> One(string key, string text) => PathwayDocument.Empty.Fields.Add(key, new FieldValue.Text(text));
}
