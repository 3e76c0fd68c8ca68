using System.Collections.Immutable;
using Iom.Workflows.Definitions.Explaining;

namespace Iom.Workflows.Definitions;

/// <summary>
/// The rules of a plan as Russian phrases for pages, mails and the API: «10 рабочих дней после открытия». Phrases begin with a
/// small letter and end without a full stop, so that they fit into a sentence or a table.
/// </summary>
public static class PlanText
{
    /// <summary>The last day for an answer: «до 20 сентября», «за 5 рабочих дней до конца учебного года».</summary>
    public static string Deadline(ProcessPlan plan, DeadlinePlan? deadline) =>
        deadline is null ? PlanTexts.Of("no_deadline") : DateText.Deadline(plan, deadline);

    /// <summary>From when a slot is open: «с 10 декабря».</summary>
    public static string Opening(ProcessPlan plan, DateRule? opens) =>
        opens is null ? PlanTexts.Of("at_once") : DateText.Opening(plan, opens);

    /// <summary>Who does the work: «заместитель директора по УВР; если никого — уровнем выше».</summary>
    public static string Performer(PerformerPlan performer) => PerformerText.Performer(performer);

    /// <summary>The same without what is tried when nobody is found.</summary>
    public static string Performer(PerformerRule rule) => PerformerText.Rule(rule);

    /// <summary>When a stage is decided: «нужны все ответы; …».</summary>
    public static string Policy(StagePlan stage)
    {
        if (stage.Slots.Length == 1)
        {
            return PlanTexts.Of("policy_single");
        }

        var policy = stage.Policy;
        var text = PlanTexts.Of("policy_" + Policies[policy.Kind], policy.Count);
        var mayRefuse = stage.Slots.Any(slot => slot.Results.Any(outcome => outcome.Sense == OutcomeSense.Negative))
            && policy.Kind is PolicyKind.All or PolicyKind.InOrder;
        return mayRefuse ? PlanTexts.Of("negative_" + Words.For(Words.Negatives, policy.Negative), text) : text;
    }

    /// <summary>How votes are counted: «кворум: 2/3; …».</summary>
    public static string Vote(VotePlan vote) => SideText.Vote(vote);

    /// <summary>What a slot has one item for: «по одному заданию каждому исполнителю».</summary>
    public static string Each(ProcessPlan plan, SlotPlan slot) => SideText.Each(plan, slot);

    /// <summary>When a track begins: «начинается вместе с маршрутом».</summary>
    public static string Start(ProcessPlan plan, TrackPlan track) => SideText.Start(plan, track);

    /// <summary>«за 3 рабочих дня до срока; в день срока».</summary>
    public static string Reminders(SlotPlan slot) =>
        slot.Reminders.IsEmpty ? PlanTexts.Of("no_reminders") : string.Join("; ", slot.Reminders.Select(LadderText.Reminder));

    /// <summary>Each escalation as a phrase, in the order of the plan.</summary>
    public static ImmutableArray<string> Escalations(SlotPlan slot) => [.. slot.Escalations.Select(LadderText.Escalation)];

    /// <summary>For whom or when: «в последний год», «всегда».</summary>
    public static string Condition(Condition condition) => ConditionText.Of(condition);

    /// <summary>Where an outcome leads: «на этап «Составление маршрута», не больше кругов: 3».</summary>
    public static string Transition(ProcessPlan plan, TransitionPlan transition)
    {
        var target = transition.Target == TargetKind.Stage
            ? PlanTexts.Of("target_stage", string.Join(PlanTexts.Of("or"), transition.Stages.Select(key => $"«{plan.Stage(key).Title}»")))
            : PlanTexts.Of("target_" + Words.For(Words.Targets, transition.Target));
        return transition.MaxRounds is { } rounds ? PlanTexts.Of("rounds", target, PlanTexts.Count(rounds, "rounds_genitive")) : target;
    }

    /// <summary>What kind of work it is: «Согласование», «Отчёт».</summary>
    public static string Kind(SlotPlan slot) => slot.Verdict is { } verdict
        ? PlanTexts.Of("verdict_" + Words.For(Words.Verdicts, verdict))
        : PlanTexts.Of("kind_" + Words.For(Words.Kinds, slot.Kind));

    /// <summary>What lower levels may do with a point: «менять нельзя».</summary>
    public static string Lock(PointLock point) => PlanTexts.Of("lock_" + Words.For(Words.Locks, point));

    /// <summary>Label of a role; a role of a definition's own is its key.</summary>
    public static string Role(string key) => PlanTexts.Label("role", key);

    /// <summary>Label of a collegial body.</summary>
    public static string Body(string key) => PlanTexts.Label("body", key);

    /// <summary>Label of a category of educators, in the plural.</summary>
    public static string Category(string key) => PlanTexts.Label("category", key);

    private static readonly ImmutableDictionary<PolicyKind, string> Policies = ImmutableDictionary.CreateRange(
    [
        KeyValuePair.Create(PolicyKind.All, "all"),
        KeyValuePair.Create(PolicyKind.Any, "any"),
        KeyValuePair.Create(PolicyKind.AtLeast, "at_least"),
        KeyValuePair.Create(PolicyKind.InOrder, "in_order"),
    ]);
}
