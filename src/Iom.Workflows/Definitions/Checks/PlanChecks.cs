using Iom.Workflows.Definitions.Reading;

namespace Iom.Workflows.Definitions.Checks;

/// <summary>Everything that is asked of a plan once it was read.</summary>
internal static class PlanChecks
{
    /// <summary>The cap of an ИОМ in years («не более 3-х лет», seed 003, clause 1.5).</summary>
    private const int CapOfIom = 3;

    public static void Check(ProcessPlan plan, ReadingContext context)
    {
        if (plan is { Kind: "iom", CapYears: > CapOfIom })
        {
            context.Fault(context.At("cap"), "cap_too_long", string.Empty, $"маршрут ИОМ длится не больше {CapOfIom} лет, а «cap» — {plan.CapYears}. Для других видов маршрута укажите «kind».");
        }

        foreach (var stage in plan.AllStages)
        {
            foreach (var slot in stage.Slots)
            {
                var path = $"{plan.PathOf(stage.Key)}.slots.{slot.Key}";
                if (!context.IsBroken(path))
                {
                    var where = $"Этап «{stage.Title}», задание «{slot.Title}»";
                    SlotChecks.Check(plan, slot, path, where, context);
                    LadderChecks.Check(slot, path, where, context);
                    EachChecks.Check(plan, stage, slot, path, where, context);
                }
            }
        }

        FieldChecks.Check(plan, context);
        NameChecks.Check(plan, context);
        RuntimeChecks.Check(plan, context);
        if (!context.FlowBroken)
        {
            LifeChecks.Check(plan, context);
        }

        if (!context.FlowBroken)
        {
            OutcomeChecks.Check(plan, context);
            TermChecks.Check(plan, context);
            YearChecks.Check(plan, context);
        }

        if (!context.FlowBroken)
        {
            FlowChecks.Check(plan, context);
        }
    }
}
