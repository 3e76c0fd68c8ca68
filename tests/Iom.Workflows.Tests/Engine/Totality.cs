using System.Collections.Immutable;
using System.Text.Json;
using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Documents;
using Iom.Workflows.Engine;
using Iom.Workflows.Persistence;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Engine;

/// <summary>Nothing is forgotten: every event in every status gets an answer, every fact is folded and stored under its name.</summary>
public sealed class Totality
{
    private static readonly DateTimeOffset Now = Town.At("2025-09-01 10:00");

    private static readonly ImmutableArray<PathwayEvent> Events =
    [
        new PathwayEvent.Started(Now, null, Town.Teacher, Town.Day("2025-09-01")),
        new PathwayEvent.Answered(Now, Town.Teacher, 1, "submit", null, ImmutableSortedDictionary<string, FieldValue>.Empty),
        new PathwayEvent.Claimed(Now, Town.Teacher, 1),
        new PathwayEvent.Released(Now, Town.Teacher, 1),
        new PathwayEvent.Delegated(Now, Town.Teacher, 1, Town.Colleague, null),
        new PathwayEvent.Reassigned(Now, Town.Administrator, 1, Town.Colleague, "Причина."),
        new PathwayEvent.TimerFell(Now, 1, 1),
        new PathwayEvent.TimerFell(Now, 0, 1),
        new PathwayEvent.DirectoryChanged(Now),
        new PathwayEvent.Withdrawn(Now, Town.Administrator, "Причина."),
        new PathwayEvent.Suspended(Now, Town.Administrator, "Причина."),
        new PathwayEvent.Resumed(Now, Town.Administrator),
        new PathwayEvent.PersonReplaced(Now, Town.Administrator, "mentor", Town.Mentor, "Причина."),
        new PathwayEvent.Migrated(Now, Town.Administrator, new MigrationPlan(
            "test", 1, "test", 2, ImmutableSortedDictionary<string, string>.Empty, ImmutableSortedDictionary<string, string>.Empty, Reason: "Новый приказ.")),
        new PathwayEvent.MigrationUndone(Now, Town.Administrator, PathwayState.NotStarted, "Ошибка."),
        new PathwayEvent.RuntimeChanged(Now, "native", "elsa", "Причина."),
        new PathwayEvent.Triggered(Now, Town.Administrator, "news", ImmutableSortedDictionary<string, FieldValue>.Empty),
    ];

    /// <summary>One example of every fact, by the name under which it is stored for ever.</summary>
    private static readonly ImmutableSortedDictionary<string, Effect> Facts = new Dictionary<string, Effect>
    {
        ["pathway_began"] = new Effect.PathwayBegan(1, Town.Day("2025-09-01"), 2, 2025),
        ["year_began"] = new Effect.YearBegan(2, 2026),
        ["stage_entered"] = new Effect.StageEntered("drafting", 1),
        ["stage_skipped"] = new Effect.StageSkipped("drafting"),
        ["stage_left"] = new Effect.StageLeft("drafting", "submit", true, Town.Day("2025-09-01"), null),
        ["returned"] = new Effect.Returned("drafting", Town.Day("2025-09-01"), Town.Day("2025-09-15")),
        ["item_scheduled"] = new Effect.ItemScheduled(1, "draft", Town.Day("2025-09-01")),
        ["item_opened"] = new Effect.ItemOpened(1, "draft", [1, 2], "rule", Town.Day("2025-09-01"), Town.Day("2025-09-05"), true),
        ["item_claimed"] = new Effect.ItemClaimed(1, 2),
        ["item_released"] = new Effect.ItemReleased(1),
        ["item_assigned"] = new Effect.ItemAssigned(1, [3], AssignmentCause.Escalated, "Причина"),
        ["item_answered"] = new Effect.ItemAnswered(1, "return", OutcomeForce.OpinionNoted, 2, 3, "Ёж «в кавычках»", true, "drafting"),
        ["item_cancelled"] = new Effect.ItemCancelled(1),
        ["slot_skipped"] = new Effect.SlotSkipped("draft", true),
        ["timer_set"] = new Effect.TimerSet(1, 2, Now),
        ["reminded"] = new Effect.Reminded(1, 2, [1]),
        ["overdue"] = new Effect.Overdue(1, [1]),
        ["escalated"] = new Effect.Escalated(1, 3, [4]),
        ["document_written"] = new Effect.DocumentWritten(1, ImmutableSortedDictionary<string, FieldValue>.Empty
            .Add("goal", new FieldValue.Text("Цель")).Add("ways", new FieldValue.Choices(["a", "b"]))),
        ["revision_sealed"] = new Effect.RevisionSealed(1, new string('a', 64)),
        ["planned_years_set"] = new Effect.PlannedYearsSet(3),
        ["attention_raised"] = new Effect.AttentionRaised(AttentionReason.NoPerformer, 1),
        ["attention_cleared"] = new Effect.AttentionCleared(),
        ["pathway_suspended"] = new Effect.PathwaySuspended(Town.Day("2025-09-01"), "Причина", Town.Day("2025-12-01")),
        ["pathway_resumed"] = new Effect.PathwayResumed(Town.Day("2025-09-03"), 2),
        ["item_resumed"] = new Effect.ItemResumed(1, Town.Day("2025-09-09"), false),
        ["person_replaced"] = new Effect.PersonReplaced("mentor", null, 7, "Причина"),
        ["rule_waived"] = new Effect.RuleWaived(1, "Нужна первая категория."),
        ["track_started"] = new Effect.TrackStarted(1, "mentoring", new ItemPart("items", 2, Label: "Курсы")),
        ["track_ended"] = new Effect.TrackEnded(1, TrackStatus.Cancelled),
        ["told"] = new Effect.Told(1, "news", [1, 2], Town.Day("2025-09-01"), 1, new ItemPart(Day: Town.Day("2025-12-15"))),
        ["vote_counted"] = new Effect.VoteCounted("council", new VoteTally(5, 3, 1, 0, true), "adopt", 1),
        ["trigger_fired"] = new Effect.TriggerFired("news", "drafting"),
        ["plan_changed"] = new Effect.PlanChanged(
            "test", 1, "test", 2, "Новый приказ.", ImmutableSortedDictionary<string, string>.Empty.Add("drafting", "writing"),
            ImmutableSortedDictionary<string, string>.Empty.Add("drafting/draft", "text")),
        ["item_moved"] = new Effect.ItemMoved(1, Town.Day("2025-09-09"), true),
        ["migration_undone"] = new Effect.MigrationUndone("test", 2, "test", 1, PathwayState.NotStarted with { Stage = "drafting" }, "Ошибка."),
        ["runtime_changed"] = new Effect.RuntimeChanged("native", "elsa", "Причина"),
        ["pathway_ended"] = new Effect.PathwayEnded(PathwayStatus.Withdrawn, "Причина"),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static TheoryData<PathwayStatus> Statuses => [.. Enum.GetValues<PathwayStatus>()];

    [Theory]
    [MemberData(nameof(Statuses))]
    public void Every_event_gets_an_answer_in_every_status(PathwayStatus status)
    {
        Events.Select(each => each.GetType()).Distinct().Should().BeEquivalentTo(Unions.CasesOf<PathwayEvent>());
        var run = In(status);
        run.State.Status.Should().Be(status);

        foreach (var happened in Events)
        {
            var decision = run.Ask(happened);
            if (status != PathwayStatus.Running)
            {
                (decision is Decision.Accepted).Should().Be(
                    (status == PathwayStatus.NotStarted && happened is PathwayEvent.Started)
                    || (status == PathwayStatus.Suspended && happened is (PathwayEvent.Withdrawn or PathwayEvent.Resumed)), $"{happened} while {status}");
            }

            if (decision is Decision.Refused)
            {
                run.Refuse(happened);
            }
        }
    }

    [Fact]
    public void What_is_not_running_says_so()
    {
        In(PathwayStatus.NotStarted).Refuse(new PathwayEvent.DirectoryChanged(Now)).Code.Should().Be("pathway_unknown");
        In(PathwayStatus.Completed).Refuse(new PathwayEvent.DirectoryChanged(Now)).Code.Should().Be("pathway_ended");
        In(PathwayStatus.Completed).Refuse(new PathwayEvent.TimerFell(Now, 0, 1)).Code.Should().Be("stale_timer");
        In(PathwayStatus.NotStarted).Refuse(new PathwayEvent.TimerFell(Now, 0, 1)).Code.Should().Be("pathway_unknown");
    }

    [Fact]
    public void Every_fact_is_folded()
    {
        Facts.Values.Select(fact => fact.GetType()).Should().BeEquivalentTo(Unions.CasesOf<Effect>());
        var running = PathwayRun.Begun(DraftAndApproval()).State;

        foreach (var fact in Facts.Values)
        {
            Evolution.Apply(running, fact).Should().NotBeNull();
            Evolution.Apply(PathwayState.NotStarted, fact).Should().NotBeNull();
        }
    }

    [Fact]
    public void Every_fact_is_stored_under_its_name_and_read_back_the_same()
    {
        foreach (var (name, fact) in Facts)
        {
            var json = JsonSerializer.Serialize(new HistoryBody([fact]), EngineJson.Stored.HistoryBody);

            json.Should().StartWith($$"""{"facts":[{"fact":"{{name}}""");
            var read = JsonSerializer.Deserialize(json, EngineJson.Stored.HistoryBody)!.Facts.Single();
            read.GetType().Should().Be(fact.GetType());
            JsonSerializer.Serialize(new HistoryBody([read]), EngineJson.Stored.HistoryBody).Should().Be(json);
        }
    }

    [Fact]
    public void Facts_and_states_keep_their_form_on_disc()
    {
        JsonSerializer.Serialize(new HistoryBody([Facts["item_answered"]]), EngineJson.Stored.HistoryBody).Should().Be(
            """{"facts":[{"fact":"item_answered","item":1,"outcome":"return","force":"OpinionNoted","by":2,"on_behalf_of":3,"comment":"Ёж «в кавычках»","late":true,"return_to":"drafting"}]}""");
        JsonSerializer.Serialize(PathwayRun.Begun(DraftAndApproval()).State, EngineJson.Stored.PathwayState).Should().Be(
            """{"status":"Running","subject_id":1,"start_on":"2025-09-01","planned_years":1,"year":1,"academic_year":2025,"stage":"drafting","round":1,"next_item":2,"items":"""
            + """[{"number":1,"slot":"draft","status":"Open","assignees":[1],"opens_on":"2025-09-01","next_rung":0}],"stages":"""
            + """[{"key":"drafting","rounds":1}],"revisions":0,"cap_rung":1}""");
    }

    private static PathwayRun In(PathwayStatus status)
    {
        var run = new PathwayRun(Plan(Stage("drafting", Form("draft") with { Outcomes = [Submit, Reject] }).Leading("reject", TargetKind.Rejected)));
        if (status != PathwayStatus.NotStarted)
        {
            run.Start();
        }

        switch (status)
        {
            case PathwayStatus.Completed:
                run.Submit("draft");
                break;
            case PathwayStatus.Rejected:
                run.Answer("draft", Town.Teacher, "reject");
                break;
            case PathwayStatus.Withdrawn:
                run.Let(new PathwayEvent.Withdrawn(run.Now, Town.Administrator, "Причина."));
                break;
            case PathwayStatus.Suspended:
                run.Let(new PathwayEvent.Suspended(run.Now, Town.Administrator, "Причина."));
                break;
        }

        return run;
    }
}
