namespace Iom.Workflows.Directory;

/// <summary>A planned sitting of a collegial body.</summary>
/// <param name="OrgUnitId">Whose body it is.</param>
/// <param name="Body">Key of the body: <c>pedagogical_council</c>, <c>expert_council</c> …</param>
/// <param name="Day">Local day of the unit.</param>
public sealed record Sitting(int OrgUnitId, string Body, DateOnly Day);
