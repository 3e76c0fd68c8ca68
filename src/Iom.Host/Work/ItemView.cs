using System.Collections.Immutable;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Documents;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;

namespace Iom.Host.Work;

/// <summary>A work item with all that its page needs.</summary>
/// <param name="Row">The row the item is about; empty: none.</param>
/// <param name="Remark">The reason of the last return, so that the performer need not look for it.</param>
public sealed record ItemView(
    WorkItemLine Line,
    StoredPathway Pathway,
    ProcessPlan Plan,
    StagePlan Stage,
    SlotPlan Slot,
    AllowedActions Allowed,
    PathwayDocument Document,
    ImmutableArray<Person> Receivers,
    ReturnRemark? Remark,
    ImmutableArray<RowCell> Row)
{
    /// <summary>Who may be chosen in the form.</summary>
    public PersonChoices People { get; init; } = PersonChoices.None;

    /// <summary>What stands in the form when it is opened.</summary>
    public IReadOnlyDictionary<string, FieldValue> Prefilled { get; init; } = Document.Fields;
}

/// <summary>A cell of the row that an item is about.</summary>
public sealed record RowCell(string Title, string Text);

/// <summary>Why something was returned.</summary>
public sealed record ReturnRemark(string By, DateTimeOffset At, string Text);
