namespace Iom.Workflows.Definitions;

/// <summary>What must hold before a pathway begins or an answer counts.</summary>
/// <param name="That">The condition.</param>
/// <param name="Message">What the person is told when it does not hold, in Russian.</param>
/// <param name="Soft">An exception is possible with a reason, which stays in the history.</param>
public sealed record RequirementPlan(Condition That, string Message, bool Soft = false);
