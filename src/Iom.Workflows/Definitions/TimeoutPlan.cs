namespace Iom.Workflows.Definitions;

/// <summary>What silence means: the program answers when the last day has passed.</summary>
/// <param name="AfterDays">Days after the last day.</param>
/// <param name="Unit"><see cref="DateUnit.WorkingDays"/> or <see cref="DateUnit.CalendarDays"/>.</param>
/// <param name="Outcome">Key of the outcome that silence counts as.</param>
public sealed record TimeoutPlan(int AfterDays, DateUnit Unit, string Outcome);
