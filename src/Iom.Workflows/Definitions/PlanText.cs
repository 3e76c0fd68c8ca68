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
    /// <param name="performer">The rule and its fallbacks.</param>
    /// <param name="plan">Knows the titles of fields and slots that the rule may refer to; null: their keys are said.</param>
    public static string Performer(PerformerPlan performer, ProcessPlan? plan = null) => PerformerText.Performer(performer, plan);

    /// <summary>The same without what is tried when nobody is found.</summary>
    public static string Performer(PerformerRule rule, ProcessPlan? plan = null) => PerformerText.Rule(rule, plan);

    /// <summary>What several stages may take together: «60 календарных дней от начала этапа «А» до конца этапа «Б»».</summary>
    public static string Budget(ProcessPlan plan, BudgetPlan budget) =>
        PlanTexts.Of("budget", DateText.Amount(budget.Within), plan.Stage(budget.From).Title, plan.Stage(budget.Through).Title);

    /// <summary>When a body usually sits: «педагогический совет: до 30 августа; до конца первой четверти».</summary>
    public static string Sitting(ProcessPlan plan, SittingPlan sitting) =>
        PlanTexts.Of("sitting", Body(sitting.Body), string.Join("; ", sitting.On.Select(day => DateText.SittingDay(plan, day))));

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
    public static ImmutableArray<string> Escalations(SlotPlan slot, ProcessPlan? plan = null) => [.. slot.Escalations.Select(rung => LadderText.Escalation(rung, plan))];

    /// <summary>For whom or when: «в последний год», «всегда».</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="plan">Where titles of fields and stages stand; null: their keys are said.</param>
    public static string Condition(Condition condition, ProcessPlan? plan = null) => ConditionText.Of(condition, plan);

    /// <summary>What must hold: «Нужна первая категория. Исключение возможно с обоснованием».</summary>
    public static string Requirement(RequirementPlan requirement) =>
        requirement.Soft ? PlanTexts.Of("requirement_soft", requirement.Message.TrimEnd('.')) : requirement.Message;

    /// <summary>What silence means: «через 5 рабочих дней после срока молчание считается ответом «Утвердить»».</summary>
    public static string? Timeout(SlotPlan slot) => slot.Timeout is { } silence
        ? PlanTexts.Of("timeout", DateText.Amount(silence.AfterDays, silence.Unit, accusative: true), slot.Outcome(silence.Outcome)?.Title ?? silence.Outcome)
        : null;

    /// <summary>Where an outcome leads: «на этап «Составление маршрута», не больше кругов: 3».</summary>
    public static string Transition(ProcessPlan plan, TransitionPlan transition)
    {
        var target = transition.Target == TargetKind.Stage
            ? PlanTexts.Of("target_stage", string.Join(PlanTexts.Of("or"), transition.Stages.Select(key => $"«{plan.Stage(key).Title}»")))
            : PlanTexts.Of("target_" + Words.For(Words.Targets, transition.Target));
        var text = transition.MaxRounds is { } rounds ? PlanTexts.Of("rounds", target, PlanTexts.Count(rounds, "rounds_genitive")) : target;
        return transition.Due is { } due
            ? PlanTexts.Of("return_due", text, DateText.Amount(due.Least), DateText.Amount(due.Most), DateText.Amount(due.Default))
            : text;
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
