using System.Collections.Immutable;
using Iom.Workflows.Authoring.Editing;
using Iom.Workflows.Persistence;

namespace Iom.Host.Administrators.Studio;

/// <summary>
/// One administrator at one draft: what is typed is saved a moment later; what others saved comes in; where both changed the same
/// lines, both versions wait for a choice and nothing is written over.
/// </summary>
public sealed class StudioSession(DraftStore drafts, Draft draft, int personId, StudioLibrary library)
{
    private string savedText = draft.Text;
    private int revision = draft.Revision;

    public StudioDocument Document { get; } = new(draft.Key, draft.Text, library);

    public SaveState State { get; private set; } = SaveState.Saved;

    /// <summary>Both versions of what two people changed at once; empty: nothing to choose.</summary>
    public ImmutableArray<MergePart> Parts { get; private set; } = [];

    public string Key => draft.Key;

    public bool Unsaved => Document.Text != savedText;

    private Draft? Theirs { get; set; }

    private int? BroughtInBy { get; set; }

    /// <summary>Saves what is not saved yet.</summary>
    /// <returns>Whether anything changed that the page shows.</returns>
    public async Task<bool> SaveAsync(CancellationToken cancellationToken)
    {
        if (!Unsaved || State is SaveState.Conflict or SaveState.Gone)
        {
            return false;
        }

        var text = Document.Text;
        switch (await drafts.SaveAsync(Key, text, revision, personId, cancellationToken))
        {
            case DraftSave.Saved saved:
                (savedText, revision) = (text, saved.Draft.Revision);
                State = Unsaved ? SaveState.Unsaved : SaveState.Saved;
                break;
            case DraftSave.Conflict conflict:
                Meet(conflict.Current);
                break;
        }

        return true;
    }

    /// <summary>Looks whether somebody else saved.</summary>
    /// <returns>Whether anything changed that the page shows.</returns>
    public async Task<bool> RefreshAsync(CancellationToken cancellationToken)
    {
        if (State is SaveState.Conflict or SaveState.Gone)
        {
            return false;
        }

        var current = await drafts.FindAsync(Key, cancellationToken);
        if (current?.Revision == revision)
        {
            return false;
        }

        Meet(current);
        return true;
    }

    /// <summary>After a change of the document.</summary>
    public void Touched() => State = State is SaveState.Conflict or SaveState.Gone ? State : Unsaved ? SaveState.Unsaved : SaveState.Saved;

    public void Failed() => State = SaveState.Failed;

    /// <summary>Who saved what came in since this was asked last; null: nobody else.</summary>
    public int? BroughtIn()
    {
        var by = BroughtInBy;
        BroughtInBy = null;
        return by;
    }

    /// <summary>Ends a conflict: for each place what was chosen.</summary>
    public void Choose(IReadOnlyList<MergeChoice> choices)
    {
        var next = 0;
        var text = LineMerge.Join(Parts, conflict => choices[next++] switch
        {
            MergeChoice.Mine => conflict.Mine,
            MergeChoice.Theirs => conflict.Theirs,
            _ => conflict.Theirs.AddRange(conflict.Mine),
        });
        Parts = [];
        State = SaveState.Saved;
        Take(text, Theirs!);
    }

    private void Meet(Draft? current)
    {
        if (current is null)
        {
            State = SaveState.Gone;
            return;
        }

        BroughtInBy = current.EditedBy == personId ? null : current.EditedBy;
        var parts = LineMerge.Merge(savedText, Document.Text, current.Text);
        if (parts.Any(part => part is MergePart.Conflict))
        {
            (Parts, Theirs, State) = (parts, current, SaveState.Conflict);
            return;
        }

        Take(LineMerge.Join(parts, _ => []), current);
    }

    private void Take(string text, Draft current)
    {
        (savedText, revision) = (current.Text, current.Revision);
        Document.Write(text);
        Touched();
    }
}

/// <summary>Whether the draft in the database is what the editor sees.</summary>
public enum SaveState
{
    Saved,
    Unsaved,

    /// <summary>The last save did not come through; it is tried again.</summary>
    Failed,

    /// <summary>Two people changed the same lines.</summary>
    Conflict,

    /// <summary>The draft was published or thrown away meanwhile.</summary>
    Gone,
}

/// <summary>Whose version of a place stays.</summary>
public enum MergeChoice
{
    Mine,
    Theirs,

    /// <summary>Theirs, and behind it mine.</summary>
    Both,
}
