using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;

namespace Iom.Workflows.Engine;

/// <summary>On what day a campaign begins.</summary>
public static class CampaignDays
{
    /// <summary>The day of the campaign in the academic year that it is, in the calendar of the educator's organisation.</summary>
    /// <param name="plan">The definition.</param>
    /// <param name="campaign">One of its campaigns.</param>
    /// <param name="educatorId">Whose day may depend on his category or organisation.</param>
    /// <param name="unit">His organisation.</param>
    /// <param name="roster">The directory.</param>
    /// <param name="now">UTC.</param>
    public static DateOnly Of(ProcessPlan plan, CampaignPlan campaign, int educatorId, OrgUnit unit, Roster roster, DateTimeOffset now)
    {
        var calendar = roster.CalendarOf(unit.Id);
        var today = calendar.LocalDate(now);
        var before = PathwayState.NotStarted with
        {
            SubjectId = educatorId,
            StartOn = today,
            Year = 1,
            PlannedYears = campaign.Years ?? plan.DefaultYears,
            AcademicYear = calendar.AcademicYearOf(today),
        };
        return new Turn(plan, before, new PathwayEvent.DirectoryChanged(now), roster, unit).Find(campaign.On, new Occasion(today, plan.Stages[0].Key, 0));
    }
}
