namespace Iom.Host.Work;

/// <summary>Which work items a list shows.</summary>
public enum WorkItemScope
{
    /// <summary>Mine: open items that only I may answer, or that I have taken.</summary>
    Assigned,

    /// <summary>Free for me: open items that several may answer and nobody has taken.</summary>
    Available,

    /// <summary>Of people whom I cover today.</summary>
    Covered,

    /// <summary>Answered by me.</summary>
    History,

    /// <summary>Every open item within my rights.</summary>
    All,

    /// <summary>Within my rights: overdue, or without anybody to do it.</summary>
    Attention,
}
