using System.Globalization;
using Iom.Host.Administrators.Definitions;
using Iom.Workflows.Authoring;
using Iom.Workflows.Definitions;
using Iom.Workflows.Persistence;

namespace Iom.Host.Administrators.Simulation;

/// <summary>The texts that can be simulated: what is published, and what somebody only thinks of publishing.</summary>
public sealed class SimulatedPlans(PlanStore plans, KeptTexts texts, DefinitionAccess access, DefinitionLife life)
{
    /// <summary>The draft, as a version.</summary>
    public const string Draft = "draft";

    private const string PostedName = "input.yaml";

    /// <summary>A plan, or what is wrong with its text.</summary>
    /// <param name="Plan">Null: the text has faults.</param>
    public sealed record Reading(ProcessPlan? Plan, IReadOnlyList<SourceFault> Faults);

    /// <summary>What there is of a definition.</summary>
    /// <param name="Usual">What is simulated when nobody chooses.</param>
    /// <param name="InForce">Number of the version in force; null: none yet.</param>
    /// <param name="HasDraft">A draft without faults that the reader may read.</param>
    public sealed record Offer(ProcessPlan Usual, int? InForce, bool HasDraft);

    /// <summary>A version of a definition.</summary>
    /// <param name="key">Key of the definition.</param>
    /// <param name="version">Null or empty: the one in force; a number: that version; <see cref="Draft"/>; otherwise the id of a kept text.</param>
    /// <param name="owner">Who asks: kept texts are of one person.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null: there is none.</returns>
    public async ValueTask<ProcessPlan?> FindAsync(string key, string? version, int owner, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(version))
        {
            return (await plans.CurrentAsync(cancellationToken)).FirstOrDefault(plan => plan.Key == key);
        }

        if (version == Draft)
        {
            return await access.ReadableAsync(key, cancellationToken) is { } draft ? (await life.ResolveAsync(draft, cancellationToken))?.Plan : null;
        }

        return int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? await plans.FindAsync(key, number, cancellationToken)
            : texts.Find(version, owner) is { } text ? (await ReadAsync(text, cancellationToken)).Plan : null;
    }

    /// <summary>What the pages offer to simulate; null: nothing of that key is in force and the reader sees no draft of it.</summary>
    /// <param name="key">Key of the definition.</param>
    /// <param name="owner">Who asks.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<Offer?> OfferAsync(string key, int owner, CancellationToken cancellationToken)
    {
        var inForce = await FindAsync(key, null, owner, cancellationToken);
        var draft = await FindAsync(key, Draft, owner, cancellationToken);
        return inForce is not null ? new Offer(inForce, inForce.Version, draft is not null)
            : draft is not null ? new Offer(draft, null, true)
            : null;
    }

    /// <summary>Reads a text that somebody sent over what is in force above it, as its publication would.</summary>
    public async Task<Reading> ReadAsync(string yaml, CancellationToken cancellationToken)
    {
        var head = DefinitionHead.Read(yaml);
        return Of(new SourceFile(PostedName, yaml), await plans.AboveAsync(head, await plans.TodayAsync(head?.Scope, cancellationToken), cancellationToken));
    }

    /// <summary>Reads a text beside a folder of definitions. It goes before a file of the same name, key or version there.</summary>
    public static Reading Read(SourceFile text, string folder) => Of(text, DefinitionFolder.Read(folder).Where(file => file.Name != text.Name));

    private static Reading Of(SourceFile text, IEnumerable<SourceFile> beside)
    {
        var set = DefinitionLoader.Load([text, .. beside]);
        return new Reading(set.Plans.FirstOrDefault(plan => plan.Files[0] == text.Name), [.. set.Faults.Where(fault => fault.File == text.Name)]);
    }
}
