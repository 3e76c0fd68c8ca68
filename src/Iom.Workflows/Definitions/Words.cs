using System.Collections.Frozen;
using Iom.Workflows.Calendars;

namespace Iom.Workflows.Definitions;

/// <summary>The words of the language and what they stand for; reader, canonical form and schema all go by these tables.</summary>
public static class Words
{
    public static readonly FrozenDictionary<string, SlotKind> Kinds = Table(
        ("form", SlotKind.Form),
        ("review", SlotKind.Review),
        ("verdict", SlotKind.Verdict),
        ("report", SlotKind.Report),
        ("control", SlotKind.Control),
        ("acknowledgement", SlotKind.Acknowledgement),
        ("external_result", SlotKind.ExternalResult),
        ("presentation", SlotKind.Presentation),
        ("vote", SlotKind.Vote),
        ("order", SlotKind.Order),
        ("consent", SlotKind.Consent),
        ("assignment", SlotKind.Assignment),
        ("notice", SlotKind.Notice),
        ("plan_items", SlotKind.PlanItems));

    public static readonly FrozenDictionary<string, VerdictKind> Verdicts = Table(
        ("considered", VerdictKind.Considered),
        ("adopted", VerdictKind.Adopted),
        ("concurred", VerdictKind.Concurred),
        ("opinion_noted", VerdictKind.OpinionNoted),
        ("approved", VerdictKind.Approved),
        ("acknowledged", VerdictKind.Acknowledged));

    public static readonly FrozenDictionary<string, OutcomeSense> Senses = Table(
        ("positive", OutcomeSense.Positive),
        ("negative", OutcomeSense.Negative));

    public static readonly FrozenDictionary<string, bool> Comments = Table(
        ("required", true),
        ("optional", false));

    public static readonly FrozenDictionary<string, PolicyKind> Policies = Table(
        ("all", PolicyKind.All),
        ("any", PolicyKind.Any),
        ("in_order", PolicyKind.InOrder));

    public static readonly FrozenDictionary<string, NegativeRule> Negatives = Table(
        ("at_once", NegativeRule.AtOnce),
        ("when_all_answered", NegativeRule.WhenAllAnswered));

    public static readonly FrozenDictionary<string, EscalationMode> Modes = Table(
        ("inform", EscalationMode.Inform),
        ("join", EscalationMode.Join),
        ("replace", EscalationMode.Replace));

    public static readonly FrozenDictionary<string, PointLock> Locks = Table(
        ("free", PointLock.Free),
        ("tightenable", PointLock.Tightenable),
        ("locked", PointLock.Locked));

    public static readonly FrozenDictionary<string, YearPosition> Years = Table(
        ("first", YearPosition.First),
        ("not_first", YearPosition.NotFirst),
        ("last", YearPosition.Last),
        ("not_last", YearPosition.NotLast));

    public static readonly FrozenDictionary<string, TargetKind> Targets = Table(
        ("next", TargetKind.Next),
        ("next_year", TargetKind.NextYear),
        ("end", TargetKind.End),
        ("rejected", TargetKind.Rejected));

    public static readonly FrozenDictionary<string, RollRule> Rolls = Table(
        ("keep", RollRule.Keep),
        ("next", RollRule.Next),
        ("previous", RollRule.Previous));

    public static readonly FrozenDictionary<string, DateUnit> Units = Table(
        ("working_days", DateUnit.WorkingDays),
        ("calendar_days", DateUnit.CalendarDays),
        ("weeks", DateUnit.Weeks),
        ("months", DateUnit.Months),
        ("years", DateUnit.Years));

    /// <summary>Whether the day from which one counts is itself the first.</summary>
    public static readonly FrozenDictionary<string, bool> CountFrom = Table(
        ("next_day", false),
        ("same_day", true));

    /// <summary>Whether somebody who has agreed already is passed over.</summary>
    public static readonly FrozenDictionary<string, bool> SamePerson = Table(
        ("ask", false),
        ("skip", true));

    public static readonly FrozenDictionary<string, FieldType> FieldTypes = Table(
        ("text", FieldType.Text),
        ("long_text", FieldType.LongText),
        ("number", FieldType.Number),
        ("date", FieldType.Date),
        ("choice", FieldType.Choice),
        ("multi_choice", FieldType.MultiChoice),
        ("scale", FieldType.Scale),
        ("confirm", FieldType.Confirm),
        ("table", FieldType.Table),
        ("planned_years", FieldType.PlannedYears),
        ("person", FieldType.Person));

    /// <summary>Whose attributes a condition may ask about.</summary>
    public static readonly FrozenDictionary<string, FactSource> Owners = Table(
        ("educator", FactSource.Educator),
        ("organisation", FactSource.Organisation));

    public static readonly FrozenDictionary<string, SubjectKind> Subjects = Table(
        ("educator", SubjectKind.Educator),
        ("person", SubjectKind.Person));

    public static readonly FrozenDictionary<string, AcademicAnchor> AcademicAnchors = Table(
        ("year_start", AcademicAnchor.YearStart),
        ("year_end", AcademicAnchor.YearEnd),
        ("half_year_1_start", AcademicAnchor.HalfYear1Start),
        ("half_year_1_end", AcademicAnchor.HalfYear1End),
        ("half_year_2_start", AcademicAnchor.HalfYear2Start),
        ("half_year_2_end", AcademicAnchor.HalfYear2End),
        ("quarter_1_start", AcademicAnchor.Quarter1Start),
        ("quarter_1_end", AcademicAnchor.Quarter1End),
        ("quarter_2_start", AcademicAnchor.Quarter2Start),
        ("quarter_2_end", AcademicAnchor.Quarter2End),
        ("quarter_3_start", AcademicAnchor.Quarter3Start),
        ("quarter_3_end", AcademicAnchor.Quarter3End),
        ("quarter_4_start", AcademicAnchor.Quarter4Start),
        ("quarter_4_end", AcademicAnchor.Quarter4End));

    public static readonly FrozenDictionary<string, Period> Periods = Table(
        ("month", Period.Month),
        ("quarter", Period.Quarter),
        ("half_year", Period.HalfYear));

    /// <summary>Whether the end of a period is meant.</summary>
    public static readonly FrozenDictionary<string, bool> PeriodEdges = Table(("start", false), ("end", true));

    public static readonly FrozenDictionary<string, TieRule> Ties = Table(
        ("reject", TieRule.Reject),
        ("adopt", TieRule.Adopt),
        ("chair", TieRule.Chair));

    /// <summary>Whether the majority is counted of all members.</summary>
    public static readonly FrozenDictionary<string, bool> VoteBases = Table(("cast", false), ("members", true));

    /// <summary>Whether the subject votes on his own pathway.</summary>
    public static readonly FrozenDictionary<string, bool> Interested = Table(("excluded", false), ("included", true));

    /// <summary>Whether a vote is repeated for want of a quorum.</summary>
    public static readonly FrozenDictionary<string, bool> WithoutQuorum = Table(("reject", false), ("repeat", true));

    public static readonly FrozenDictionary<string, BatchKind> Batches = Table(
        ("minutes", BatchKind.Minutes),
        ("order", BatchKind.Order));

    /// <summary>The word for a value.</summary>
    public static string For<T>(FrozenDictionary<string, T> table, T value)
        where T : struct => table.First(pair => EqualityComparer<T>.Default.Equals(pair.Value, value)).Key;

    private static FrozenDictionary<string, T> Table<T>(params (string Word, T Value)[] words) =>
        words.ToFrozenDictionary(pair => pair.Word, pair => pair.Value, StringComparer.Ordinal);
}
