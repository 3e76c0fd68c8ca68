using System.Collections.Immutable;
using FluentAssertions;
using Iom.Workflows.Definitions;
using Xunit;

namespace Iom.Workflows.Tests.Definitions;

/// <summary>The hash is of what a definition means, not of how it is typed.</summary>
public sealed class HashTests
{
    [Fact]
    public void White_space_comments_quotes_and_file_names_do_not_matter()
    {
        var typed = "# другой комментарий\n" + Sample.Text
            .Replace("title: Образец", "title:    'Образец'  # название", StringComparison.Ordinal)
            .Replace("{ to: drafting, rounds: 3 }", "{ rounds: 3, to: [drafting] }", StringComparison.Ordinal)
            .Replace("\n", "\r\n", StringComparison.Ordinal);

        var other = DefinitionLoader.Load([new Workflows.Authoring.SourceFile("elsewhere.yaml", typed)]).Plans.Single();

        other.Hash.Should().Be(Sample.Plan(Sample.Text).Hash).And.MatchRegex("^[0-9a-f]{64}$");
    }

    [Theory]
    [InlineData("title: Образец", "title: Образцы")]
    [InlineData("version: 1", "version: 2")]
    [InlineData("working_days: 10", "working_days: 11")]
    [InlineData("rounds: 3", "rounds: 4")]
    [InlineData("if_nobody: up", "if_nobody: skip")]
    [InlineData("- before: 2 working_days", "- before: 1 working_day")]
    [InlineData("default: 2", "default: 3")]
    [InlineData("title: Вторая", "title: Другая")]
    [InlineData("policy: all", "policy: in_order")]
    [InlineData("shows: [goals]", "shows: [area]")]
    [InlineData("required: true", "required: false")]
    [InlineData("09:00-18:00", "09:00-17:00")]
    [InlineData("working_days: 10", "working_days: 10, count_from: same_day")]
    [InlineData("working_days: 10", "working_days: 10, set_by_return: true")]
    [InlineData("{ day: 20.09 }", "{ date: 2026-09-20 }")]
    [InlineData("{ day: 20.09 }", "{ at: { sitting: council } }")]
    [InlineData("{ day: 20.09 }", "{ cases: [{ when: { leader: true }, day: 20.09 }, { day: 20.09 }] }")]
    [InlineData("performer: { role: head }", "performer: { role: head, org_type: school }")]
    [InlineData("performer: { role: head }", "performer: { role: head, except: { relative: mentor } }")]
    [InlineData("shows: [goals]", "same_person: skip")]
    [InlineData("cap: 3 years", "cap: 3 years\nbudgets: [{ key: term, title: Срок, from: drafting, through: consent, within: 60 calendar_days }]")]
    [InlineData("cap: 3 years", "cap: 3 years\nsittings: [{ body: council, on: [{ day: 30.08 }] }]")]
    [InlineData("cap: 3 years", "cap: { years: 3, suspension_counts: false }")]
    [InlineData("cap: 3 years", "cap: 3 years\nsubject: { who: person }")]
    [InlineData("cap: 3 years", "cap: 3 years\nchosen: by_hand")]
    [InlineData("cap: 3 years", "cap: 3 years\nruntime: elsa")]
    [InlineData("cap: 3 years", "cap: 3 years\nruntime: native")]
    [InlineData("cap: 3 years", "cap: 3 years\nrequires: [{ that: { age_below: 35 }, message: Только молодым. }]")]
    [InlineData("kind: report", "kind: report\n        requires: [{ that: { has: { role: head } }, message: Нет директора., soft: true }]")]
    [InlineData("kind: report", "kind: report\n        timeout: { after: 5 working_days, outcome: submit }")]
    [InlineData("kind: report", "kind: report\n        fields: [{ key: mentor, title: Наставник, type: person, from: { role: mentor } }]")]
    [InlineData("policy: all", "when: { field: { key: area, is: two } }")]
    public void Whatever_changes_the_meaning_changes_the_hash(string piece, string by) =>
        Sample.Plan(Sample.With(piece, by)).Hash.Should().NotBe(Sample.Plan(Sample.Text).Hash);

    /// <summary>A property that is added to the contract must be added to the canonical form as well; then the number here.</summary>
    [Theory]
    [InlineData(typeof(ProcessPlan), 28)]
    [InlineData(typeof(StagePlan), 10)]
    [InlineData(typeof(SlotPlan), 22)]
    [InlineData(typeof(FieldPlan), 12)]
    [InlineData(typeof(OutcomePlan), 4)]
    [InlineData(typeof(TransitionPlan), 5)]
    [InlineData(typeof(StagePolicy), 3)]
    [InlineData(typeof(DeadlinePlan), 3)]
    [InlineData(typeof(ReminderPlan), 4)]
    [InlineData(typeof(EscalationPlan), 4)]
    [InlineData(typeof(DateRule.Offset), 5)]
    [InlineData(typeof(TrackPlan), 6)]
    [InlineData(typeof(TriggerPlan), 7)]
    [InlineData(typeof(CampaignPlan), 5)]
    [InlineData(typeof(VotePlan), 7)]
    [InlineData(typeof(LegalBasis), 4)]
    [InlineData(typeof(BudgetPlan), 5)]
    [InlineData(typeof(SittingPlan), 2)]
    [InlineData(typeof(ReturnDuePlan), 3)]
    [InlineData(typeof(PerformerRule.RoleHolder), 4)]
    [InlineData(typeof(PerformerRule.Body), 3)]
    [InlineData(typeof(PerformerRule.Pool), 3)]
    [InlineData(typeof(DateAnchor.Sitting), 3)]
    [InlineData(typeof(RequirementPlan), 3)]
    [InlineData(typeof(TimeoutPlan), 3)]
    [InlineData(typeof(SubjectPlan), 2)]
    public void No_property_of_a_plan_is_forgotten(Type type, int known)
    {
        ArgumentNullException.ThrowIfNull(type);
        var properties = type.GetProperties(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance)
            .Where(property => property.CanWrite).Select(property => property.Name).ToImmutableArray();

        properties.Should().HaveCount(known, string.Join(", ", properties));
    }

    [Fact]
    public void What_says_the_usual_in_other_words_changes_nothing() =>
        Sample.Plan(Sample.With("cap: 3 years", "cap: { years: 3, suspension_counts: true }")).Hash.Should().Be(Sample.Plan(Sample.Text).Hash);

    [Fact]
    public void The_shipped_definitions_have_hashes_of_their_own() =>
        Shipped.Plans.Select(plan => plan.Hash).Should().OnlyHaveUniqueItems();
}
