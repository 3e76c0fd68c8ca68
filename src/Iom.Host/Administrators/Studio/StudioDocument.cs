using System.Collections.Immutable;
using Iom.Workflows.Authoring;
using Iom.Workflows.Authoring.Editing;
using Iom.Workflows.Definitions;

namespace Iom.Host.Administrators.Studio;

/// <summary>
/// One draft under the hands of its editor: the text is the truth, and tree, plan and problems are read from it after every
/// change. While the text cannot be read, the last tree and plan stay to be seen.
/// </summary>
public sealed class StudioDocument
{
    private const int MostSteps = 200;
    private readonly string key;
    private readonly StudioLibrary library;
    private readonly List<string> undo = [];
    private readonly List<string> redo = [];

    public StudioDocument(string key, string text, StudioLibrary library)
    {
        this.key = key;
        this.library = library;
        Text = text;
        Read();
    }

    public string Text { get; private set; }

    /// <summary>What the draft itself says; of the last text that could be read.</summary>
    public YamlNode.Map? Own { get; private set; }

    /// <summary>Everything, own and inherited; of the last text that could be read.</summary>
    public DefinitionOutline? Outline { get; private set; }

    /// <summary>The definition it extends, with all above that; null: it extends nothing.</summary>
    public DefinitionOutline? Upper { get; private set; }

    /// <summary>The last text without a fault as a plan; null: there was none yet.</summary>
    public ProcessPlan? Plan { get; private set; }

    public IReadOnlyList<SourceFault> Faults { get; private set; } = [];

    /// <summary>Whether the text as it stands can be read, so that forms can change it.</summary>
    public bool Readable { get; private set; }

    /// <summary>Why the last change was not made; null: it was.</summary>
    public string? Refusal { get; private set; }

    /// <summary>The draft and what it extends, nearest first.</summary>
    public ImmutableArray<SourceFile> Files { get; private set; } = [];

    public bool CanUndo => undo.Count > 0;

    public bool CanRedo => redo.Count > 0;

    private string FileName => key + ".yaml";

    /// <summary>Takes a text that a person wrote.</summary>
    public void Write(string text)
    {
        if (text != Text)
        {
            Remember(undo);
            redo.Clear();
            Text = text;
            Refusal = null;
            Read();
        }
    }

    /// <summary>Changes the text by edits, all or none.</summary>
    public bool Apply(params IEnumerable<YamlEdit> edits)
    {
        var result = YamlEditor.Apply(Text, edits);
        Refusal = (result as YamlEditResult.Refused)?.Sentence;
        if (result is YamlEditResult.Done done)
        {
            Write(done.Text);
        }

        return Refusal is null;
    }

    public void Undo() => Step(undo, redo);

    public void Redo() => Step(redo, undo);

    /// <summary>The value at a path, own or inherited.</summary>
    public YamlNode? Value(YamlPath path) => Yaml.Find(Outline?.Tree, path);

    public string? Word(YamlPath path) => (Value(path) as YamlNode.Text)?.Value;

    /// <summary>The value the definitions above give.</summary>
    public YamlNode? Inherited(YamlPath path) => Upper is null ? null : Yaml.Find(Upper.Tree, path);

    /// <summary>Faults inside a value that is written here.</summary>
    public IEnumerable<SourceFault> FaultsIn(YamlPath path) => path.Steps.Length > 0 && Readable && Yaml.Find(Own, path) is { } node
        ? Faults.Where(fault => (fault.Line, fault.Column).CompareTo((node.Line, node.Column)) >= 0 && (fault.Line, fault.Column).CompareTo(StudioPlaces.End(node)) <= 0)
        : [];

    /// <summary>Fields of the last sound plan, each once.</summary>
    /// <param name="type">Of this type only; null: all.</param>
    public IEnumerable<(string Key, string Title)> Fields(FieldType? type = null) => (Plan?.AllStages ?? [])
        .SelectMany(stage => stage.Slots).SelectMany(slot => slot.Fields).Where(one => type is null || one.Type == type).DistinctBy(one => one.Key).Select(one => (one.Key, one.Title));

    /// <summary>Where a value comes from.</summary>
    public ValueOrigin OriginOf(YamlPath path) =>
        Upper is null ? ValueOrigin.Plain
        : Inherited(path) is not { } above ? ValueOrigin.Own
        : Yaml.Find(Own, path) is { } own && !Yaml.Same(own, above) ? ValueOrigin.Changed
        : ValueOrigin.Inherited;

    /// <summary>What the definitions above allow at a path.</summary>
    public PointLock LockOf(YamlPath path)
    {
        for (var at = path; at is { Steps.Length: > 0 }; at = at.Parent)
        {
            if (Upper?.Locks.TryGetValue(at.Dotted, out var point) == true)
            {
                return point;
            }
        }

        return PointLock.Free;
    }

    private void Step(List<string> from, List<string> to)
    {
        if (from.Count > 0)
        {
            Remember(to);
            Text = from[^1];
            from.RemoveAt(from.Count - 1);
            Refusal = null;
            Read();
        }
    }

    private void Remember(List<string> steps)
    {
        steps.Add(Text);
        if (steps.Count > MostSteps)
        {
            steps.RemoveAt(0);
        }
    }

    private void Read()
    {
        var extends = (Yaml.Read(Text) as YamlNode.Map)?.Find("extends") is YamlNode.Text { Value: var upper } ? upper : null;
        var above = library.Above(extends, key);
        Files = [new SourceFile(FileName, Text), .. above];
        var set = DefinitionLoader.Load(Files);
        Faults = [.. set.Faults.Where(fault => fault.File == FileName)];
        var outline = DefinitionOutline.Read(Files, FileName);
        Readable = outline is not null && Yaml.Read(Text) is YamlNode.Map;
        if (Readable)
        {
            Outline = outline;
            Own = (YamlNode.Map)Yaml.Read(Text)!;
            Upper = above.IsEmpty ? null : DefinitionOutline.Read(above, above[0].Name);
        }

        Plan = set.Plans.FirstOrDefault(plan => plan.Files[0] == FileName) ?? Plan;
    }
}

/// <summary>Where a value of a draft comes from.</summary>
public enum ValueOrigin
{
    /// <summary>The draft extends nothing.</summary>
    Plain,

    /// <summary>Written here; nothing above.</summary>
    Own,

    /// <summary>As above.</summary>
    Inherited,

    /// <summary>Another value than above.</summary>
    Changed,
}
