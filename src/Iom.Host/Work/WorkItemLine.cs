namespace Iom.Host.Work;

/// <summary>A work item as lists show it.</summary>
/// <param name="Id">Pathway and number, as in addresses: <c>{pathwayId}-{number}</c>.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="Stage">Title of the stage.</param>
/// <param name="Subject">Whose ИОМ, short name.</param>
/// <param name="Organisation">Where the educator works.</param>
/// <param name="Round">The n-th pass through the stage.</param>
/// <param name="Year">The n-th year of the route.</param>
/// <param name="Status"><c>scheduled</c>, <c>open</c>, <c>answered</c>, <c>cancelled</c>.</param>
/// <param name="DueOn">Last day, inclusive, in the calendar of the educator's organisation.</param>
/// <param name="WorkingDaysLeft">Working days to the last day; negative when it has passed; null without deadline.</param>
/// <param name="Preliminary">The day rests on a production calendar that is not decreed yet.</param>
/// <param name="CoveredFor">Whose item it is, when it is shown because I cover somebody.</param>
/// <param name="Outcome">Title of the answer given.</param>
/// <param name="Own">It concerns the reader's own ИОМ.</param>
/// <param name="Revision">What to send back as <c>expectedRevision</c>.</param>
public sealed record WorkItemLine(
    string Id,
    Guid PathwayId,
    int Number,
    string Title,
    string Stage,
    string Subject,
    int SubjectId,
    string Organisation,
    int Round,
    int Year,
    string Status,
    DateOnly OpensOn,
    DateOnly? DueOn,
    int? WorkingDaysLeft,
    bool Overdue,
    bool Preliminary,
    string? Assignee,
    string? CoveredFor,
    string? Outcome,
    string? DecidedBy,
    DateTimeOffset? DecidedAt,
    bool Late,
    string? Comment,
    bool Own,
    long Revision);

/// <summary>One page of a list.</summary>
/// <param name="Next">Where the next page begins; null: this was the last.</param>
public sealed record WorkItemList(IReadOnlyList<WorkItemLine> Items, string? Next);
