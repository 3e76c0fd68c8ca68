using System.Collections.Frozen;
using System.Collections.Immutable;
using Iom.Workflows.Authoring;

namespace Iom.Workflows.Definitions.Layers;

/// <summary>
/// A definition with everything above it laid under it, sound or not: what can be told about its values and where each comes from.
/// </summary>
public sealed class ResolvedDefinition
{
    private readonly DefinitionFile file;
    private readonly Layer layer;

    private ResolvedDefinition(Chains chains, DefinitionFile file, DefinitionSet set)
    {
        this.file = file;
        layer = chains.Resolve(file, new DefinitionFaults());
        Plan = set.Plans.FirstOrDefault(plan => plan.Key == file.Key && plan.Version == file.Version);
        Faults = [.. set.Faults.Where(fault => fault.File == file.Source.Name)];
        Above = layer.Above.IsEmpty ? null : new ResolvedDefinition(chains, layer.Above[0], set);
        Points = [.. Point.Of(layer.Tree).DistinctBy(point => point.Path)];
        ByPath = Points.ToFrozenDictionary(point => point.Path, StringComparer.Ordinal);
    }

    public string Key => file.Key;

    public int Version => file.Version;

    public string Title => file.Title;

    /// <summary>Null: it has faults.</summary>
    public ProcessPlan? Plan { get; }

    /// <summary>Faults of its own file, by line.</summary>
    public IReadOnlyList<SourceFault> Faults { get; }

    /// <summary>The definition it extends; null: it extends none that is there.</summary>
    public ResolvedDefinition? Above { get; }

    internal ImmutableArray<Point> Points { get; }

    internal FrozenDictionary<string, Point> ByPath { get; }

    internal LockTable Locks => layer.Locks;

    internal string FileName => file.Source.Name;

    /// <summary>What its own text says, nothing laid under it.</summary>
    internal Node.Map Own => file.Tree;

    /// <summary>The title of a stage, slot or field; null: it has none.</summary>
    internal string? TitleOf(string path) => (ByPath.GetValueOrDefault(path + ".title")?.Value as Node.Text)?.Value;

    /// <summary>The items of the list in which an item stands, itself among them, in their order.</summary>
    internal List<string> Siblings(string path)
    {
        var list = path[..path.LastIndexOf('.')];
        return [.. Points.Where(point => point.IsItem && point.Path[..point.Path.LastIndexOf('.')] == list).Select(point => point.Path)];
    }

    /// <summary>The definition that wrote something.</summary>
    internal DefinitionFile Author(Place place) => layer.Above.FirstOrDefault(above => above.Source.Name == place.File) ?? file;

    /// <param name="files">The definition and what it extends.</param>
    /// <param name="key">Which of them; the newest version.</param>
    /// <returns>Null: no readable file says that it is that definition.</returns>
    public static ResolvedDefinition? Of(IReadOnlyList<SourceFile> files, string key)
    {
        var read = files.Select(source => DefinitionFile.Read(source, new DefinitionFaults())).OfType<DefinitionFile>().ToList();
        return read.Where(one => one.Key == key).MaxBy(one => one.Version) is { } file
            ? new ResolvedDefinition(new Chains(read), file, DefinitionLoader.Load(files))
            : null;
    }
}
