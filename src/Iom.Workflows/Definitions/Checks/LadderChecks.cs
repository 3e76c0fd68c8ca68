using Iom.Workflows.Definitions.Reading;

namespace Iom.Workflows.Definitions.Checks;

/// <summary>Whether the ladder of a slot makes sense: hung on a deadline, inside the time given, no rung twice.</summary>
internal static class LadderChecks
{
    private const int MostRungs = 30;

    public static void Check(SlotPlan slot, string path, string where, ReadingContext context)
    {
        var (reminders, escalation) = (context.At(path + ".reminders"), context.At(path + ".escalation"));
        if (slot.Deadline is null)
        {
            if (!slot.Reminders.IsEmpty)
            {
                context.Fault(reminders, "ladder_without_deadline", where, "срока ответа нет, а напоминания есть: отсчитывать их не от чего.");
            }

            if (!slot.Escalations.IsEmpty)
            {
                context.Fault(escalation, "ladder_without_deadline", where, "срока ответа нет, поэтому передавать просроченное некому и незачем.");
            }

            if (slot.Timeout is not null)
            {
                context.Fault(context.At(path + ".timeout"), "ladder_without_deadline", where, "срока ответа нет, поэтому и молчание («timeout») отсчитывать не от чего.");
            }

            return;
        }

        var given = TimeGiven(slot.Deadline.Rule);
        if (slot.Reminders.Any(rung => rung.OffsetDays < 0 && SlotChecks.Days(-rung.OffsetDays, rung.Unit) >= given))
        {
            context.Fault(reminders, "reminder_before_opening", where, "напоминание приходит раньше, чем открывается задание: срок короче.");
        }

        if (slot.Reminders.Any(rung => rung is { OffsetDays: < 0, Times: > 1 } && rung.OffsetDays + ((rung.Times - 1) * rung.RepeatEvery) > 0))
        {
            context.Fault(reminders, "ladder_crosses", where, "напоминание «before» повторяется и после срока: уменьшите «times» или добавьте отдельное «after».");
        }

        if (Moments(slot).GroupBy(moment => moment).Any(group => group.Count() > 1))
        {
            context.Fault(reminders, "reminder_twice", where, "два напоминания приходят в один и тот же день.");
        }

        if (slot.Escalations.GroupBy(rung => (rung.AfterDays, rung.Unit, CanonicalRules.Performer(rung.To))).Any(group => group.Count() > 1))
        {
            context.Fault(escalation, "escalation_twice", where, "просроченное передаётся одному и тому же исполнителю дважды в один день.");
        }

        if (slot.Reminders.Sum(rung => rung.Times) + slot.Escalations.Length > MostRungs)
        {
            context.Fault(reminders, "too_many_reminders", where, $"больше {MostRungs} напоминаний и передач на одно задание: так людей не напоминают, а травят.");
        }
    }

    /// <summary>Calendar days between opening and the last day, as far as the definition alone can tell.</summary>
    private static int TimeGiven(DateRule rule) => rule switch
    {
        DateRule.Offset { Anchor: DateAnchor.Opened, Amount: > 0 } offset => SlotChecks.Days(offset.Amount, offset.Unit),
        DateRule.Earliest earliest => earliest.Rules.Min(TimeGiven),
        DateRule.Latest latest => latest.Rules.Max(TimeGiven),
        DateRule.Cases cases => cases.Each.Min(each => TimeGiven(each.Rule)),
        _ => int.MaxValue,
    };

    private static IEnumerable<(int Day, DateUnit Unit)> Moments(SlotPlan slot) => slot.Reminders.SelectMany(rung =>
        Enumerable.Range(0, rung.Times).Select(time => rung.OffsetDays + (time * rung.RepeatEvery))
            .Select(day => (day, day == 0 ? DateUnit.WorkingDays : rung.Unit)));
}
