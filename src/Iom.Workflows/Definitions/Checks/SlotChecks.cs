using Iom.Workflows.Definitions.Reading;

namespace Iom.Workflows.Definitions.Checks;

/// <summary>Who may answer, and whether the time given fits under the cap.</summary>
internal static class SlotChecks
{
    public static void Check(ProcessPlan plan, SlotPlan slot, string path, string where, ReadingContext context)
    {
        if (slot.BarsSubject)
        {
            if (NamesSubject(slot.Performer))
            {
                context.Fault(context.At(path + ".performer"), "self_approval", where, "педагог не может решать по собственному маршруту: назовите другого исполнителя.");
            }

            foreach (var escalation in slot.Escalations.Where(rung => rung.Mode != EscalationMode.Inform && NamesSubject(rung.To)))
            {
                context.Fault(context.At(path + ".escalation"), "self_approval", where, "просроченное решение нельзя передать самому педагогу; «mode: inform» можно.");
            }
        }

        if (slot.Deadline is { } deadline && Longest(deadline.Rule) > plan.CapYears * 366)
        {
            context.Fault(context.At(path + ".deadline"), "beyond_cap", where, $"срок ответа длиннее всего маршрута («cap» — {plan.CapYears} г.).");
        }

        if (slot.Opens is { } opens && Longest(opens) > plan.CapYears * 366)
        {
            context.Fault(context.At(path + ".opens"), "beyond_cap", where, $"задание откроется позже конца маршрута («cap» — {plan.CapYears} г.).");
        }
    }

    /// <summary>About how many calendar days a rule takes at most; 0 for a day of the year.</summary>
    internal static int Longest(DateRule rule) => rule switch
    {
        DateRule.Offset offset => Days(offset.Amount, offset.Unit),
        DateRule.Earliest earliest => earliest.Rules.Min(Longest),
        DateRule.Latest latest => latest.Rules.Max(Longest),
        DateRule.Cases cases => cases.Each.Max(each => Longest(each.Rule)),
        _ => 0,
    };

    internal static int Days(int amount, DateUnit unit) => unit switch
    {
        DateUnit.WorkingDays => amount * 7 / 6,
        DateUnit.CalendarDays => amount,
        DateUnit.Weeks => amount * 7,
        DateUnit.Months => amount * 30,
        DateUnit.Years => amount * 365,
    };

    private static bool NamesSubject(PerformerPlan performer) =>
        NamesSubject(performer.Rule) || performer.Fallbacks.Any(fallback => fallback is Fallback.Other other && NamesSubject(other.Rule));

    private static bool NamesSubject(PerformerRule rule) => rule switch
    {
        PerformerRule.Subject => true,
        PerformerRule.OneOf oneOf => oneOf.Rules.Any(NamesSubject),
        PerformerRule.AllOf allOf => allOf.Rules.Any(NamesSubject),
        PerformerRule.FirstOf firstOf => firstOf.Rules.Any(NamesSubject),
        PerformerRule.Pool pool => NamesSubject(pool.From),
        PerformerRule.Except except => NamesSubject(except.Rule) && !except.Excluded.Any(NamesSubject),
        _ => false,
    };
}
