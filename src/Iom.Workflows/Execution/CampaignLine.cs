namespace Iom.Workflows.Execution;

/// <summary>What a campaign means for one educator.</summary>
/// <param name="EducatorId">The educator.</param>
/// <param name="Result">What became of him.</param>
/// <param name="StartOn">First day of the route, local to his organisation.</param>
/// <param name="Code">Why he is left out or refused; null: he is not.</param>
/// <param name="Sentence">The same for people.</param>
/// <param name="PathwayId">The route that was started or runs already.</param>
public sealed record CampaignLine(
    int EducatorId, CampaignResult Result, DateOnly StartOn, string? Code = null, string? Sentence = null, Guid? PathwayId = null);

/// <summary>Kinds of <see cref="CampaignLine"/>.</summary>
public enum CampaignResult
{
    /// <summary>Would be started: nothing was written yet.</summary>
    Eligible,
    Started,

    /// <summary>Has a running route of that kind, or had one since the day of the campaign.</summary>
    AlreadyRunning,

    /// <summary>The definition or its requirements say no.</summary>
    NotEligible,
}
