using Iom.Workflows.Authoring;
using Iom.Workflows.Authoring.Editing;

namespace Iom.Host.Administrators.Studio;

/// <summary>What the parts of the page share: the draft, what is selected in it, and what was said last.</summary>
/// <param name="session">The draft.</param>
/// <param name="changed">Called when something changed that every part may show.</param>
public sealed class StudioDesk(StudioSession session, Action changed)
{
    public StudioSession Session => session;

    public StudioDocument Document => session.Document;

    public StudioEdits Edits { get; } = new(session.Document);

    /// <summary>Local time of whoever edits.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>What the verification over the real directory says.</summary>
    public required StudioCheck Check { get; init; }

    /// <summary>Faults of the text and grave findings together.</summary>
    /// <remarks>What is wrong in single organisations counts too: it is what an administrator is here to mend.</remarks>
    public int Problems => Document.Faults.Count > 0 ? Document.Faults.Count
        : Check.Report?.Findings.Count(finding => finding.Severity == Iom.Workflows.Verification.Severity.Error) ?? 0;

    /// <summary>Whether what was found is about an older text than the one that is here.</summary>
    public bool IsChecking => Document.Faults.Count == 0 && !ReferenceEquals(Check.Plan, Document.Plan);

    /// <summary>The stage, slot, track or trigger in the form; the top: the definition itself.</summary>
    public YamlPath Selected { get; private set; } = YamlPath.Top;

    /// <summary>What the keyboard is at in the list; set once after something moved, came or went.</summary>
    public YamlPath? FocusOn { get; set; }

    /// <summary>Whether the form that comes up takes the keyboard along; set once.</summary>
    public bool IntoForm { get; set; }

    /// <summary>What the mouse carries.</summary>
    public YamlPath? Dragged { get; private set; }

    /// <summary>What was done last, for the status line.</summary>
    public string? Said { get; private set; }

    /// <summary>Which column a phone shows: <c>tree</c>, <c>form</c> or <c>view</c>.</summary>
    public string Column { get; private set; } = "tree";

    /// <summary>When the last change was made, in ticks of the page's own loop.</summary>
    public int Idle { get; set; }

    public void Select(YamlPath path, bool open = true)
    {
        Selected = path;
        Column = open ? "form" : Column;
        changed();
    }

    /// <summary>Goes to a form from elsewhere: the keyboard goes too.</summary>
    public void Open(YamlPath path)
    {
        IntoForm = true;
        Select(path);
    }

    public void Drag(YamlPath? path)
    {
        Dragged = path;
        changed();
    }

    public void Show(string column)
    {
        Column = column;
        changed();
    }

    /// <summary>Changes one value; null: as above, or nothing. What stands above is not taken away by that, which is said.</summary>
    public void Set(YamlPath path, YamlNode? value) =>
        Done(Edits.Set(path, value), value is null && Document.Inherited(path) is not null ? StudioTexts.Of("said_from_above") : null);

    public void Restore(YamlPath path) => Done(Edits.Restore(path), StudioTexts.Of("said_restored"));

    public void Move(YamlPath path, int by)
    {
        FocusOn = path;
        Done(Edits.Move(path, by), StudioTexts.Of("said_moved", TitleOf(path), Edits.Keys(path.Parent!).IndexOf(((YamlStep.Item)path.Last!).Name) + 1 + by));
    }

    public void Copy(YamlPath path)
    {
        var title = TitleOf(path);
        Selected = FocusOn = Edits.Copy(path);
        Done(Document.Refusal is null, StudioTexts.Of("said_copied", title));
    }

    public void Add(YamlPath list, YamlNode.Map member, string? after)
    {
        Selected = Edits.Add(list, member, after);
        Column = "form";
        Done(Document.Refusal is null, StudioTexts.Of("said_added", member.Find("title") is YamlNode.Text title ? title.Value : string.Empty));
    }

    public void Remove(YamlPath path)
    {
        var (title, keys) = (TitleOf(path), Edits.Keys(path.Parent!));
        var at = keys.IndexOf(((YamlStep.Item)path.Last!).Name);
        if (Edits.Remove(path))
        {
            keys.RemoveAt(at);
            Selected = keys.Count == 0 ? path.Parent!.Parent! : path.Parent!.Item(keys[Math.Min(at, keys.Count - 1)]);
            FocusOn = Selected;
        }

        Done(Document.Refusal is null, StudioTexts.Of("said_removed", title));
    }

    /// <summary>Takes a member away that has no form of its own.</summary>
    public void Drop(YamlPath path) => Done(Edits.Remove(path), StudioTexts.Of("said_removed", TitleOf(path)));

    public void Undo() => Step(Document.Undo);

    public void Redo() => Step(Document.Redo);

    /// <summary>Takes a text that was typed.</summary>
    public void Type(string text)
    {
        Document.Write(text);
        Done(true, null);
    }

    /// <summary>After the session took something in by itself.</summary>
    public void Came(string? said)
    {
        Said = said ?? Said;
        changed();
    }

    /// <summary>Whether a value or something inside it is in the form.</summary>
    public bool IsIn(YamlPath path) => Selected.Steps.Length >= path.Steps.Length && Selected.Steps.AsSpan()[..path.Steps.Length].SequenceEqual(path.Steps.AsSpan());

    /// <summary>The member of a list that is in the form, or holds what is.</summary>
    public string? SelectedIn(YamlPath list) => Selected.Steps.Length > list.Steps.Length && IsIn(list) ? (Selected.Steps[list.Steps.Length] as YamlStep.Item)?.Name : null;

    public string TitleOf(YamlPath path) => Document.Word(path.Key("title")) ?? (path.Last as YamlStep.Item)?.Name ?? string.Empty;

    private void Step(Action step)
    {
        step();
        Done(true, null);
    }

    private void Done(bool done, string? said)
    {
        Said = done ? said : Document.Refusal;
        Idle = 0;
        if (Selected.Steps.Length > 0 && Document.Value(Selected) is null)
        {
            Selected = YamlPath.Top;
        }

        if (Document is { Faults.Count: 0, Plan: { } plan })
        {
            Check.GiveUp(plan);
        }

        session.Touched();
        changed();
    }
}
