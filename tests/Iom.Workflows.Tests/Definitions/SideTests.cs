using FluentAssertions;
using Iom.Workflows.Definitions;
using Xunit;

namespace Iom.Workflows.Tests.Definitions;

/// <summary>Tracks, votes, slots of several items, triggers and campaigns as they are written.</summary>
public sealed class SideTests
{
    private const string Sides = """

        tracks:
          - key: mentoring
            title: Наставничество
            starts: { on: { stage: consent, outcome: approve } }
            stages:
              - key: meetings
                title: Встречи
                slots:
                  - { key: minutes, title: Протокол, kind: form, performer: { relative: mentor }, each: { dates: { every: quarter, of: end } } }
              - key: council
                title: Совет
                slots:
                  - key: council
                    title: Голосование
                    kind: vote
                    performer: { body: pedagogical_council }
                    deadline: { after: opened, working_days: 5 }
                    vote: { quorum: 2/3, majority: simple, tie: chair, secret: true }
                on:
                  reject: { to: meetings, rounds: 2 }
        triggers:
          - { key: news, title: Новая диагностика, by: { role: deputy_academic }, to: { stage: drafting } }
        campaigns:
          - { key: wave, title: Первая волна, when: { category: teacher }, on: { day: 01.10 } }
        """;

    private static string Text => Sample.Text + Sides;

    [Fact]
    public void They_are_read_into_the_plan()
    {
        var plan = Sample.Plan(Text);

        plan.Tracks.Single().Starts.Should().Be(new TrackStart.OnOutcome("consent", "approve"));
        var council = plan.Stage("council").Slot("council");
        council.Each.Should().Be(new EachPlan.People());
        council.Vote.Should().Be(new VotePlan(new Enough(EnoughKind.Share, 2, 3), Enough.Majority, Tie: TieRule.Chair, Secret: true));
        plan.Stage("meetings").Slots[0].Each.Should().BeOfType<EachPlan.Dates>().Which.Days.Should().HaveCount(4);
        plan.Stage("meetings").Slots[0].Deadline!.Rule.Should().BeOfType<DateRule.Offset>().Which.Anchor.Should().Be(new DateAnchor.EachDate());
        plan.Triggers.Single().Stage.Should().Be("drafting");
        plan.Campaigns.Single().Key.Should().Be("wave");
        plan.Origins.Should().ContainKey("tracks.mentoring.stages.council.slots.council.deadline");
    }

    [Theory]
    [InlineData("starts: { on: { stage: consent, outcome: approve } }", "starts: { on: { stage: consent, outcome: aprove } }", "unknown_outcome")]
    [InlineData("starts: { on: { stage: consent, outcome: approve } }", "starts: { trigger: nothing }", "unknown_trigger")]
    [InlineData("starts: { on: { stage: consent, outcome: approve } }", "starts: now", "map_expected")]
    [InlineData("reject: { to: meetings, rounds: 2 }", "reject: drafting", "leaves_its_life")]
    [InlineData("- key: council\n        title: Совет", "- key: consent\n        title: Совет", "duplicate_key")]
    [InlineData("to: { stage: drafting } }", "to: { track: elsewhere } }", "unknown_track")]
    [InlineData("to: { stage: drafting } }", "to: { stage: meetings } }", "leaves_its_life")]
    [InlineData("quorum: 2/3", "quorum: 5/3", "unknown_word")]
    [InlineData("every: quarter", "every: week", "unknown_word")]
    [InlineData("each: { dates: { every: quarter, of: end } }", "deadline: none, each: { rows: nothing }", "unknown_table")]
    [InlineData("title: Голосование", "title: Голосование\n            batch: paper", "unknown_word")]
    [InlineData("title: Работа", "title: Работа\n    awaits: [elsewhere]", "unknown_track")]
    [InlineData("title: Составление", "title: Составление\n    awaits: mentoring", "awaits_too_early")]
    [InlineData("title: Образец", "title: Образец\nruntime: elsa", "runtime_cannot")]
    public void What_does_not_hold_together_is_told(string piece, string by, string code)
    {
        var faults = Sample.Load(Sample.Replace(Text, piece, by)).Faults;

        faults.Select(fault => fault.Code).Should().Contain(code);
        faults.Should().OnlyContain(fault => fault.Line > 1 && fault.Column > 0);
    }

    [Fact]
    public void What_Elsa_cannot_carry_is_told_in_words_where_it_is_written()
    {
        var text = Sample.Replace(Text, "title: Образец", "title: Образец\nruntime: elsa");
        text = Sample.Replace(text, "title: Наставничество", "title: Наставничество\n    each: { rows: steps }");
        text = Sample.Replace(text, "title: Область", "title: Область\n            type: text\n          - key: steps\n            title: Шаги\n            type: table\n            columns: [{ key: what, title: Что, type: text }]\n          - key: other\n            title: Другое");

        Sample.Load(text).Faults.Where(fault => fault.Code == "runtime_cannot").Select(fault => fault.Sentence).Should().SatisfyRespectively(
            track => track.Should().StartWith("Трек «Наставничество»: Elsa не умеет вести столько треков, сколько строк в таблице"),
            trigger => trigger.Should().StartWith("Действие «Новая диагностика»: Elsa не умеет прервать этап и потом вернуться в него"));
    }

    [Theory]
    [InlineData("rounds: 2 }", "rounds: 3 }")]
    [InlineData("quorum: 2/3", "quorum: 3/4")]
    [InlineData("every: quarter", "every: half_year")]
    [InlineData("outcome: approve", "outcome: return")]
    [InlineData("{ day: 01.10 }", "{ day: 02.10 }")]
    [InlineData("title: Новая диагностика", "title: Новый приоритет")]
    public void They_count_in_the_hash(string piece, string by) =>
        Sample.Plan(Sample.Replace(Text, piece, by)).Hash.Should().NotBe(Sample.Plan(Text).Hash);

    [Fact]
    public void An_overlay_reaches_into_a_track()
    {
        var plan = Sample.Plan(Text, Sample.OverlayText + """

            tracks:
              - key: mentoring
                stages:
                  - key: council
                    slots:
                      - { key: council, vote: { quorum: 3/4 } }
            """);

        plan.Stage("council").Slot("council").Vote!.Should().Match<VotePlan>(vote => vote.Quorum == new Enough(EnoughKind.Share, 3, 4) && vote.Secret);
    }

    [Fact]
    public void They_are_told_in_words()
    {
        var plan = Sample.Plan(Text);

        PlanText.Vote(plan.Stage("council").Slot("council").Vote!).Should().Contain("2/3").And.Contain("тайное");
        PlanText.Start(plan, plan.Tracks[0]).Should().Contain("Согласование");
        PlanText.Each(plan, plan.Stage("meetings").Slots[0]).Should().Contain("четверти");
        PlanDiagram.Draw(plan).Should().Contain("Наставничество").And.Contain("Встречи");
    }
}
