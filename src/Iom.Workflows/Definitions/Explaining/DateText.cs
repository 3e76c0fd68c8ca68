using System.Collections.Immutable;
using System.Diagnostics;

namespace Iom.Workflows.Definitions.Explaining;

/// <summary>Days and distances, in words.</summary>
internal static class DateText
{
    /// <summary>What every performer gets anyway; only more than that is worth a word.</summary>
    private const int UsualAtLeast = 3;

    public static string Deadline(ProcessPlan plan, DeadlinePlan deadline)
    {
        var text = Until(plan, deadline.Rule);
        if (deadline.AtLeastWorkingDays > UsualAtLeast)
        {
            text = PlanTexts.Of("at_least", text, Amount(deadline.AtLeastWorkingDays, DateUnit.WorkingDays, accusative: true));
        }

        return deadline.SetByReturn ? PlanTexts.Of("set_by_return", text) : text;
    }

    /// <summary>A day on which something happens, not until which.</summary>
    public static string SittingDay(ProcessPlan plan, DateRule rule) =>
        rule is DateRule.Offset { Amount: 0 } offset ? NamedDay(plan, offset.Anchor) : Until(plan, rule);

    private static string NamedDay(ProcessPlan plan, DateAnchor anchor) =>
        anchor is DateAnchor.Academic ? PlanTexts.Of("on_day_of", Anchor(plan, anchor)) : Anchor(plan, anchor);

    public static string Opening(ProcessPlan plan, DateRule rule) => rule switch
    {
        DateRule.Offset { SameDay: true } sameDay => PlanTexts.Of("same_day", Opening(plan, sameDay with { SameDay = false })),
        DateRule.Offset { Amount: 0 } offset => PlanTexts.Of("from", Anchor(plan, offset.Anchor)),
        DateRule.Offset { Amount: > 0 } offset => PlanTexts.Of("not_before", Amount(offset.Amount, offset.Unit, accusative: true), Anchor(plan, offset.Anchor)),
        DateRule.Offset offset => PlanTexts.Of("not_before_back", Amount(-offset.Amount, offset.Unit, accusative: true), Anchor(plan, offset.Anchor)),
        _ => Several(plan, rule, inner => Opening(plan, inner)),
    };

    /// <param name="amount">How many.</param>
    /// <param name="unit">Of what.</param>
    /// <param name="accusative">«через неделю» and not «неделя».</param>
    public static string Amount(int amount, DateUnit unit, bool accusative = false) =>
        PlanTexts.Count(amount, accusative && unit == DateUnit.Weeks ? "unit_weeks_accusative" : "unit_" + Words.For(Words.Units, unit));

    public static string Amount(Distance distance) => Amount(distance.Amount, distance.Unit, accusative: true);

    private static string Until(ProcessPlan plan, DateRule rule) => rule switch
    {
        DateRule.Offset { SameDay: true } sameDay => PlanTexts.Of("same_day", Until(plan, sameDay with { SameDay = false })),
        DateRule.Offset { Amount: 0, Anchor: DateAnchor.Opened } => PlanTexts.Of("on_opening"),
        DateRule.Offset { Amount: 0 } offset => PlanTexts.Of("until", Anchor(plan, offset.Anchor)),
        DateRule.Offset { Amount: > 0 } offset => PlanTexts.Of("after", Amount(offset.Amount, offset.Unit), Anchor(plan, offset.Anchor)),
        DateRule.Offset offset => PlanTexts.Of("before", Amount(-offset.Amount, offset.Unit, accusative: true), Anchor(plan, offset.Anchor)),
        _ => Several(plan, rule, inner => Until(plan, inner)),
    };

    private static string Several(ProcessPlan plan, DateRule rule, Func<DateRule, string> text) => rule switch
    {
        DateRule.Earliest earliest => PlanTexts.Of("earliest", Join(earliest.Rules, text)),
        DateRule.Latest latest => PlanTexts.Of("latest", Join(latest.Rules, text)),
        DateRule.Cases cases => string.Join("; ", cases.Each.Select(each => Case(plan, each, text))),
        _ => throw new UnreachableException($"No words for {rule.GetType().Name}."),
    };

    private static string Case(ProcessPlan plan, DateCase each, Func<DateRule, string> text) => each.When == Condition.Always
        ? PlanTexts.Of("case_else", text(each.Rule))
        : PlanTexts.Of("case", ConditionText.Of(each.When, plan), text(each.Rule));

    private static string Join(ImmutableArray<DateRule> rules, Func<DateRule, string> text) =>
        string.Join(PlanTexts.Of("either"), rules.Select(text));

    private static string Anchor(ProcessPlan plan, DateAnchor anchor) => anchor switch
    {
        DateAnchor.Opened => PlanTexts.Of("anchor_opened"),
        DateAnchor.Started => PlanTexts.Of("anchor_started"),
        DateAnchor.StageDone done => PlanTexts.Of("anchor_stage", plan.Stage(done.Stage).Title),
        DateAnchor.EachDate => PlanTexts.Of("anchor_each"),
        DateAnchor.DayOfYear day => PlanTexts.Day(day.Month, day.Day),
        DateAnchor.Academic academic => PlanTexts.Of("anchor_" + Words.For(Words.AcademicAnchors, academic.Anchor)),
        DateAnchor.Fixed day => PlanTexts.Date(day.Day),
        DateAnchor.Field field => PlanTexts.Of("anchor_field", FieldText.Title(plan, field.Key)),
        DateAnchor.Row row => PlanTexts.Of("anchor_row", FieldText.ColumnTitle(plan, row.Key)),
        DateAnchor.StageEntered entered => PlanTexts.Of("anchor_entered", plan.Stage(entered.Stage).Title),
        DateAnchor.Returned => PlanTexts.Of("anchor_returned"),
        DateAnchor.Sitting sitting => Sitting(sitting),
        _ => throw new UnreachableException($"No words for {anchor.GetType().Name}."),
    };

    private static string Sitting(DateAnchor.Sitting sitting)
    {
        var body = PerformerText.AtLevel(PlanTexts.Label("body", sitting.Body), sitting.Level);
        return sitting.Notice is { } notice
            ? PlanTexts.Of("anchor_sitting_notice", body, Amount(notice))
            : PlanTexts.Of("anchor_sitting", body);
    }
}
