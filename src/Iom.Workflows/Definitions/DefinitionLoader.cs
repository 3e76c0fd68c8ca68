using System.Collections.Frozen;
using System.Collections.Immutable;
using Iom.Workflows.Authoring;
using Iom.Workflows.Definitions.Checks;
using Iom.Workflows.Definitions.Layers;
using Iom.Workflows.Definitions.Reading;

namespace Iom.Workflows.Definitions;

/// <summary>
/// From text to plans the engine trusts: YAML is read, overlays are laid over what they extend, every name is checked. All faults
/// come at once, each with its place; whatever the text is, nothing is thrown.
/// </summary>
public static class DefinitionLoader
{
    /// <param name="sources">All files together: what one extends must be among the others.</param>
    public static DefinitionSet Load(IReadOnlyList<SourceFile> sources)
    {
        var faults = new DefinitionFaults();
        var files = sources.Select(source => DefinitionFile.Read(source, faults)).OfType<DefinitionFile>().ToList();
        Twice(files, faults);
        var chains = new Chains(files);
        var plans = new List<ProcessPlan>();
        var faulty = new HashSet<DefinitionFile>(ReferenceEqualityComparer.Instance);
        foreach (var file in files)
        {
            // A file that did not say its key, version or language well is read on, but never gives a plan.
            if (faults.All.Any(fault => fault.File == file.Source.Name))
            {
                faulty.Add(file);
            }
        }

        foreach (var (file, layer, found) in files.Select(file => Resolve(chains, file)).OrderBy(one => one.Layer.Above.Length).ToList())
        {
            if (Build(file, layer, found, faulty) is { } plan)
            {
                plans.Add(plan);
            }

            faults.AddAll(found.All.Select(fault => Told(fault, file, layer, faulty)));
        }

        return new DefinitionSet(
            [.. plans.OrderBy(plan => plan.Key, StringComparer.Ordinal).ThenBy(plan => plan.Version)],
            FaultPlaces.InsideFiles(faults.All, sources));
    }

    /// <summary>
    /// What an overlay makes wrong in a definition that is sound by itself (a shorter cap over more years) is told to the overlay's
    /// author, not to that of the definition above.
    /// </summary>
    private static SourceFault Told(SourceFault fault, DefinitionFile file, Layer layer, HashSet<DefinitionFile> faulty)
    {
        if (fault.File == file.Source.Name || layer.Above.Any(faulty.Contains) || file.Tree.Find("extends") is not { Place: var at })
        {
            return fault;
        }

        var where = $" Это стало ошибкой из-за того, что меняет эта надстройка; само значение стоит в {fault.File}, строка {fault.Line}.";
        return fault with { File = at.File, Line = at.Line, Column = at.Column, Sentence = fault.Sentence + where };
    }

    private static (DefinitionFile File, Layer Layer, DefinitionFaults Faults) Resolve(Chains chains, DefinitionFile file)
    {
        var faults = new DefinitionFaults();
        return (file, chains.Resolve(file, faults), faults);
    }

    private static ProcessPlan? Build(DefinitionFile file, Layer layer, DefinitionFaults faults, HashSet<DefinitionFile> faulty)
    {
        var faultyAbove = layer.Above.FirstOrDefault(faulty.Contains);
        if (faultyAbove is not null)
        {
            faults.Add(
                file.Tree.Find("extends")!.Place, "faulty_parent", $"В определении «{faultyAbove.Title}» ({faultyAbove.Source.Name}), которое здесь расширяется, есть ошибки: сначала исправьте их.");
        }

        var sound = layer.Complete && faultyAbove is null;
        var context = new ReadingContext(faults, file.Tree.Place, partial: !sound);
        var plan = DefinitionReader.Read(context, layer.Tree, file);
        if (sound)
        {
            PlanChecks.Check(plan, context);
            PointChecks.Check(file, plan, context);
        }

        if (faults.Total > 0 || faulty.Contains(file))
        {
            faulty.Add(file);
            return null;
        }

        var resolved = plan with
        {
            Extends = [.. layer.Above.Select(above => above.Key)],
            Files = [file.Source.Name, .. layer.Above.Select(above => above.Source.Name)],
            Locks = layer.Locks.ToLocks(),
            Origins = Origins(context, file, layer.Above),
        };
        return resolved with { Hash = CanonicalPlan.Hash(resolved) };
    }

    private static FrozenDictionary<string, Origin> Origins(ReadingContext context, DefinitionFile file, ImmutableArray<DefinitionFile> above)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal) { [file.Source.Name] = file.Key };
        foreach (var upper in above)
        {
            keys.TryAdd(upper.Source.Name, upper.Key);
        }

        return context.Places.ToFrozenDictionary(
            place => place.Key,
            place => new Origin(keys.GetValueOrDefault(place.Value.File, file.Key), place.Value.File, place.Value.Line, place.Value.Column),
            StringComparer.Ordinal);
    }

    private static void Twice(List<DefinitionFile> files, DefinitionFaults faults)
    {
        foreach (var same in files.GroupBy(file => (file.Key, file.Version)).Where(group => group.Count() > 1))
        {
            foreach (var file in same.Skip(1))
            {
                faults.Add(
                    file.Tree.FindEntry("key")!.Place, "duplicate_definition", $"Определение «{same.Key.Key}» редакции {same.Key.Version} уже есть в файле {same.First().Source.Name}. Измените «key» или «version».");
            }
        }
    }
}
