using System.Collections.Immutable;

namespace Iom.Workflows.Authoring.Editing;

/// <summary>One change of a YAML text that leaves everything else as its author wrote it. A closed union; see <see cref="YamlEditor"/>.</summary>
public abstract record YamlEdit
{
    private YamlEdit()
    {
    }

    /// <summary>Writes a value. What is missing on the way is made: keys, and members of lists with their <c>key</c>.</summary>
    /// <param name="Path">Where.</param>
    /// <param name="Value">What; places in it are not looked at.</param>
    /// <param name="Order">The usual order of keys, so that a new one finds its place among those that are there; empty: at the end.</param>
    public sealed record Set(YamlPath Path, YamlNode Value, ImmutableArray<string> Order = default) : YamlEdit;

    /// <summary>Takes a key or a member of a list away; the list or map that held nothing else goes with it.</summary>
    public sealed record Remove(YamlPath Path) : YamlEdit;

    /// <summary>Puts a new member into a list.</summary>
    /// <param name="List">Where the list is; one that is missing is made.</param>
    /// <param name="Value">The member.</param>
    /// <param name="Place">How many members stand before it; beyond the end: at the end.</param>
    public sealed record Insert(YamlPath List, YamlNode Value, int Place = int.MaxValue) : YamlEdit;

    /// <summary>Moves a member inside its list, with the comments above it.</summary>
    /// <param name="Path">The member.</param>
    /// <param name="Place">How many members stand before it afterwards.</param>
    public sealed record Move(YamlPath Path, int Place) : YamlEdit;

    /// <summary>Copies a member of a list, with the comments inside it, and puts the copy behind it.</summary>
    public sealed record Copy(YamlPath Path, string NewKey) : YamlEdit;

    /// <summary>Gives a key another name, or a member of a list another <c>key</c>.</summary>
    public sealed record Rename(YamlPath Path, string NewName) : YamlEdit;
}

/// <summary>What came of an edit. A closed union.</summary>
public abstract record YamlEditResult
{
    private YamlEditResult()
    {
    }

    /// <summary>The text after it.</summary>
    public sealed record Done(string Text) : YamlEditResult;

    /// <summary>Nothing was changed.</summary>
    /// <param name="Code">Stable: <c>unreadable</c>, <c>not_found</c>, <c>by_hand</c>.</param>
    /// <param name="Sentence">Why, in Russian, and what to do.</param>
    public sealed record Refused(string Code, string Sentence) : YamlEditResult;
}
