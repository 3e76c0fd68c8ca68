using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Simulation;

/// <summary>What people do in one simulated route. Asked in the order of events; an implementation may remember what it said.</summary>
public interface IRouteScript
{
    /// <summary>The local day on which an item will be answered; null: never. Asked once, when the item is met open for the first time.</summary>
    /// <param name="stage">The stage it stands in.</param>
    /// <param name="item">The item.</param>
    /// <param name="calendar">Of the subject's organisation.</param>
    DateOnly? DayFor(StagePlan stage, ItemState item, WorkCalendar calendar);

    /// <summary>The key of the outcome chosen, asked at the moment of the answer.</summary>
    string OutcomeFor(SlotPlan slot, ItemState item);
}
