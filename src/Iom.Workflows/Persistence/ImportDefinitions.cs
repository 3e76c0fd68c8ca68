using System.Collections.Immutable;
using Iom.Workflows.Authoring;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Persistence;

/// <summary>Brings files into the database, only when asked to and never over something that reads otherwise there.</summary>
public sealed class ImportDefinitions(PlanStore plans, DraftStore drafts)
{
    /// <summary>What would become of a file.</summary>
    public enum Fate
    {
        /// <summary>The database does not have that version.</summary>
        New,

        /// <summary>It has it, with the same meaning.</summary>
        Same,

        /// <summary>It has it, and reads otherwise.</summary>
        Differs,
    }

    /// <summary>One file beside the database.</summary>
    public sealed record Line(ProcessPlan Plan, SourceFile File, Fate Fate);

    /// <summary>Files beside the database.</summary>
    /// <param name="Lines">The sound ones.</param>
    /// <param name="Faults">Of those that are not.</param>
    public sealed record Comparison(ImmutableArray<Line> Lines, ImmutableArray<SourceFault> Faults)
    {
        /// <summary>Whether nothing stands in the way of publishing.</summary>
        public bool IsClear => Faults.IsEmpty && Lines.All(line => line.Fate != Fate.Differs);
    }

    public async Task<Comparison> CompareAsync(IReadOnlyList<SourceFile> files, CancellationToken cancellationToken)
    {
        var set = DefinitionLoader.Load(files);
        var lines = ImmutableArray.CreateBuilder<Line>();
        foreach (var plan in set.Plans)
        {
            var there = await plans.FindAsync(plan.Key, plan.Version, cancellationToken);
            lines.Add(new Line(
                plan, files.First(file => file.Name == plan.Files[0]), there is null ? Fate.New : there.Hash == plan.Hash ? Fate.Same : Fate.Differs));
        }

        return new Comparison(lines.ToImmutable(), [.. set.Faults]);
    }

    /// <summary>Publishes what is new, all or nothing.</summary>
    /// <returns>What was published; nothing when something differs or is faulty.</returns>
    public async Task<ImmutableArray<ProcessPlan>> PublishAsync(IReadOnlyList<SourceFile> files, CancellationToken cancellationToken) =>
        (await CompareAsync(files, cancellationToken)).IsClear ? (await plans.PublishAsync(files, cancellationToken)).Published : [];

    /// <summary>Makes a draft of everything that is new or differs, for people to look at.</summary>
    /// <param name="lines">Files.</param>
    /// <param name="personId">In whose name; 0: the program's.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Each with whether it was begun; there may be a draft already, and it stays.</returns>
    public async Task<IReadOnlyList<(Line Line, bool Begun)>> AsDraftsAsync(IEnumerable<Line> lines, int personId, CancellationToken cancellationToken)
    {
        var done = new List<(Line, bool)>();
        foreach (var line in lines.Where(line => line.Fate != Fate.Same))
        {
            int? newest = await plans.VersionsAsync(line.Plan.Key, cancellationToken) is [var last, ..] ? last.Version : null;
            var text = line.Fate == Fate.Differs ? DefinitionHead.WithVersion(line.File.Text, newest!.Value + 1) : line.File.Text;
            done.Add((line, await drafts.CreateAsync(line.Plan.Key, text, newest, line.Plan.Scope, personId, cancellationToken) is DraftSave.Saved));
        }

        return done;
    }
}
