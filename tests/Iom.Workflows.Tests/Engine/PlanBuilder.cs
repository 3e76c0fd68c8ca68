using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;

namespace Iom.Workflows.Tests.Engine;

/// <summary>Plans by hand, in a few words each.</summary>
internal static class PlanBuilder
{
    public static readonly PerformerRule Subject = new PerformerRule.Subject();
    public static readonly PerformerRule Lead = new PerformerRule.RelativeTo(Roles.AssociationLead);
    public static readonly PerformerRule Deputy = new PerformerRule.RoleHolder(Roles.Deputy);
    public static readonly PerformerRule Head = new PerformerRule.RoleHolder(Roles.Head);
    public static readonly PerformerRule Methodologist = new PerformerRule.RoleHolder(Roles.Methodologist, OrgLevels.Municipality);

    public static readonly OutcomePlan Submit = new("submit", "Отправить", OutcomeSense.Positive);
    public static readonly OutcomePlan Approve = new("approve", "Утвердить", OutcomeSense.Positive);
    public static readonly OutcomePlan Return = new("return", "Вернуть на доработку", OutcomeSense.Negative, CommentRequired: true);
    public static readonly OutcomePlan Reject = new("reject", "Отклонить", OutcomeSense.Negative, CommentRequired: true);

    public static ProcessPlan Plan(params StagePlan[] stages) => new()
    {
        Key = "test",
        Version = 1,
        Title = "Проверочный маршрут",
        Kind = "iom",
        Hash = new string('0', 64),
        CapYears = 3,
        DefaultYears = 1,
        Stages = [.. stages],
    };

    /// <summary>Drafting by the teacher, approval by the deputy, who may return it.</summary>
    public static ProcessPlan DraftAndApproval() =>
        Plan(Stage("drafting", Form("draft")), Stage("approval", Verdict("deputy", Deputy)).ReturningTo("drafting"));

    /// <summary>One stage of three verdicts side by side, after drafting.</summary>
    public static ProcessPlan Consent(StagePolicy policy) => Plan(
        Stage("drafting", Form("draft")),
        Stage("consent", Verdict("lead", Lead), Verdict("deputy", Deputy), Verdict("head", Head)).ReturningTo("drafting") with { Policy = policy });

    public static StagePlan Stage(string key, params SlotPlan[] slots) => new() { Key = key, Title = key, Slots = [.. slots] };

    public static StagePlan Leading(this StagePlan stage, string outcome, TargetKind target, int? maxRounds = null, params string[] stages) =>
        stage with { Transitions = stage.Transitions.Add(new TransitionPlan(outcome, target, [.. stages], maxRounds)) };

    public static StagePlan ReturningTo(this StagePlan stage, params string[] stages) => stage.Leading("return", TargetKind.Stage, null, stages);

    public static SlotPlan Form(string key, params FieldPlan[] fields) => new()
    {
        Key = key,
        Title = key,
        Kind = SlotKind.Form,
        Performer = new PerformerPlan(Subject, []),
        Outcomes = [Submit],
        Fields = [.. fields],
    };

    public static SlotPlan Verdict(string key, PerformerRule by, VerdictKind verdict = VerdictKind.Approved) => new()
    {
        Key = key,
        Title = key,
        Kind = SlotKind.Verdict,
        Verdict = verdict,
        Performer = new PerformerPlan(by, []),
        Outcomes = [Approve, Return, Reject],
    };

    public static SlotPlan By(this SlotPlan slot, PerformerRule rule, params Fallback[] fallbacks) =>
        slot with { Performer = new PerformerPlan(rule, [.. fallbacks]) };

    public static SlotPlan DueIn(this SlotPlan slot, int workingDays) => slot.DueOn(In(workingDays, DateUnit.WorkingDays));

    public static SlotPlan DueOn(this SlotPlan slot, DateRule rule, int atLeast = 0) => slot with { Deadline = new DeadlinePlan(rule, atLeast) };

    /// <summary>A return to a stage, with the days within which the rework may be made due.</summary>
    public static StagePlan ReturningWithin(this StagePlan stage, string to, int least, int most, int usual) => stage with
    {
        Transitions = stage.Transitions.Add(new TransitionPlan("return", TargetKind.Stage, [to], Due: new ReturnDuePlan(
            new Distance(least, DateUnit.WorkingDays), new Distance(most, DateUnit.WorkingDays), new Distance(usual, DateUnit.WorkingDays)))),
    };

    public static SlotPlan Reminding(this SlotPlan slot, params int[] workingDays) =>
        slot with { Reminders = [.. workingDays.Select(days => new ReminderPlan(days, DateUnit.WorkingDays))] };

    public static SlotPlan Escalating(this SlotPlan slot, int afterWorkingDays, PerformerRule to, EscalationMode mode) =>
        slot with { Escalations = slot.Escalations.Add(new EscalationPlan(afterWorkingDays, DateUnit.WorkingDays, new PerformerPlan(to, []), mode)) };

    /// <summary>A distance from the opening of the item.</summary>
    public static DateRule.Offset In(int amount, DateUnit unit, RollRule roll = RollRule.Next) => From(new DateAnchor.Opened(), amount, unit, roll);

    public static DateRule.Offset From(DateAnchor anchor, int amount = 0, DateUnit unit = DateUnit.CalendarDays, RollRule roll = RollRule.Next) =>
        new(anchor, amount, unit, roll);

    /// <summary>A day of the academic year.</summary>
    public static DateRule.Offset On(int day, int month, RollRule roll = RollRule.Next) => From(new DateAnchor.DayOfYear(month, day), roll: roll);

    public static FieldPlan Field(
        string key, FieldType type = FieldType.Text, bool required = false, int? min = null, int? max = null, params FieldPlan[] columns) =>
        new(key, $"Поле {key}", type, required, null, [new FieldOption("a", "А"), new FieldOption("b", "Б")], [.. columns], 20, min, max);
}
