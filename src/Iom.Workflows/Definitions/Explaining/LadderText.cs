namespace Iom.Workflows.Definitions.Explaining;

/// <summary>Reminders and escalations, in words.</summary>
internal static class LadderText
{
    public static string Reminder(ReminderPlan rung)
    {
        var moment = rung.OffsetDays switch
        {
            < 0 => PlanTexts.Of("reminder_before", DateText.Amount(-rung.OffsetDays, rung.Unit, accusative: true)),
            0 => PlanTexts.Of("reminder_on"),
            > 0 => PlanTexts.Of("reminder_after", DateText.Amount(rung.OffsetDays, rung.Unit, accusative: true)),
        };
        if (rung.Times == 1)
        {
            return moment;
        }

        var every = PlanTexts.Form(rung.RepeatEvery, "every_" + Words.For(Words.Units, rung.Unit)).Replace("{0}", $"{rung.RepeatEvery}", StringComparison.Ordinal);
        return PlanTexts.Of("reminder_repeat", moment, every, PlanTexts.Count(rung.Times, "times"));
    }

    public static string Escalation(EscalationPlan rung, ProcessPlan? plan) => PlanTexts.Of(
        "escalation_" + Words.For(Words.Modes, rung.Mode),
        DateText.Amount(rung.AfterDays, rung.Unit, accusative: true),
        PerformerText.Performer(rung.To, plan));
}
