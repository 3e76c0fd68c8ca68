using System.Globalization;
using Iom.Workflows.Authoring;
using Iom.Workflows.Definitions;
using Iom.Workflows.Execution;

namespace Iom.Host.Administrators.Simulation;

/// <summary>The texts that can be simulated: what is published, and what somebody only thinks of publishing.</summary>
public sealed class SimulatedPlans(IPlanSource plans, KeptTexts texts, IomOptions options)
{
    private const string PostedName = "input.yaml";

    /// <summary>A plan, or what is wrong with its text.</summary>
    /// <param name="Plan">Null: the text has faults.</param>
    public sealed record Reading(ProcessPlan? Plan, IReadOnlyList<SourceFault> Faults);

    /// <summary>A version of a definition.</summary>
    /// <param name="key">Key of the definition.</param>
    /// <param name="version">Null or empty: the newest published; a number: that version; otherwise the id of a kept text.</param>
    /// <param name="owner">Who asks: kept texts are of one person.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null: there is none.</returns>
    public async ValueTask<ProcessPlan?> FindAsync(string key, string? version, int owner, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(version))
        {
            return (await plans.CurrentAsync(cancellationToken)).FirstOrDefault(plan => plan.Key == key);
        }

        return int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? await plans.FindAsync(key, number, cancellationToken)
            : texts.Find(version, owner) is { } text ? Read(text).Plan : null;
    }

    /// <summary>Reads a text that somebody sent, beside the shipped definitions that it may extend.</summary>
    public Reading Read(string yaml) => Read(new SourceFile(PostedName, yaml), options.Definitions);

    /// <summary>Reads a text beside a folder of definitions. It goes before a file of the same name, key or version there.</summary>
    public static Reading Read(SourceFile text, string folder)
    {
        var set = DefinitionLoader.Load([text, .. DefinitionFolder.Read(folder).Where(file => file.Name != text.Name)]);
        return new Reading(set.Plans.FirstOrDefault(plan => plan.Files[0] == text.Name), [.. set.Faults.Where(fault => fault.File == text.Name)]);
    }
}
