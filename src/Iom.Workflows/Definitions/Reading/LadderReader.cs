using System.Collections.Immutable;

namespace Iom.Workflows.Definitions.Reading;

/// <summary>Reads reminders and escalations.</summary>
internal static class LadderReader
{
    public static ImmutableArray<ReminderPlan> ReadReminders(MapView owner) =>
        [.. owner.List("reminders").Select(node => ReadReminder(owner, node)).OfType<ReminderPlan>()];

    public static ImmutableArray<EscalationPlan> ReadEscalations(MapView owner) =>
        [.. owner.List("escalation").Select(node => ReadEscalation(owner, node)).OfType<EscalationPlan>()];

    private static ReminderPlan? ReadReminder(MapView owner, Node node)
    {
        if (owner.Map(node, null, owner.Where, Vocabulary.Reminder) is not { } map)
        {
            return null;
        }

        var moments = map.Entries.Where(entry => entry.Key is "before" or "on" or "after").ToList();
        if (moments is not [var moment])
        {
            owner.Fault(node, "unknown_reminder", "у напоминания одно время: «before: 3 working_days» (до срока), «on: true» (в день срока) или «after: 1 working_day» (после срока).");
            return null;
        }

        var (offset, unit) = (0, DateUnit.WorkingDays);
        if (moment.Key == "on")
        {
            if (map.Flag("on") == false)
            {
                owner.Fault(moment.Value, "unknown_reminder", "«on: false» ничего не значит: уберите это напоминание.");
            }
        }
        else if (Days(map, moment) is var (days, found))
        {
            (offset, unit) = (moment.Key == "before" ? -days : days, found);
        }
        else
        {
            return null;
        }

        var (every, times) = (map.Number("every", 1, 60), map.Number("times", 2, 10));
        if (map.Has("every") != map.Has("times"))
        {
            owner.Fault(node, "endless_reminder", "повтор записывается парой: «every: 2, times: 3» — каждые два дня, всего три раза.");
        }

        return new ReminderPlan(offset, unit, every ?? 0, times ?? 1);
    }

    private static EscalationPlan? ReadEscalation(MapView owner, Node node)
    {
        if (owner.Map(node, null, owner.Where, Vocabulary.Escalation) is not { } map)
        {
            return null;
        }

        if (map.Find("to") is not { } to)
        {
            owner.Fault(node, "missing_to", "не сказано, кому передать просроченное: «to: { role: head }».");
            return null;
        }

        if (map.Entries.FirstOrDefault(entry => entry.Key == "after") is not { } after)
        {
            owner.Fault(node, "missing_after", "не сказано, через сколько дней после срока передать: «after: 3 working_days».");
            return null;
        }

        var days = Days(map, after);
        var performer = PerformerReader.Read(map, to);
        var mode = map.Word("mode", Words.Modes) ?? EscalationMode.Inform;
        return days is var (amount, unit) && performer is not null ? new EscalationPlan(amount, unit, performer, mode) : null;
    }

    internal static (int Days, DateUnit Unit)? Days(MapView map, Node.Entry entry)
    {
        if (Amounts.Parse(entry.Value) is ( >= 1 and <= 365, DateUnit.WorkingDays or DateUnit.CalendarDays) days)
        {
            return days;
        }

        map.Fault(entry.Value, "amount_expected", $"«{entry.Key}» — сколько дней, от 1 до 365, например «3 working_days» (рабочих) или «3 calendar_days» (календарных).");
        return null;
    }
}
