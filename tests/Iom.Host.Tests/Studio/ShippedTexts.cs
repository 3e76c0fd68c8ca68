using Iom.Host.Administrators.Studio;
using Iom.Tests.Support;
using Iom.Workflows.Authoring;
using Iom.Workflows.Definitions;

namespace Iom.Host.Tests.Studio;

/// <summary>The shipped definitions, as the studio finds them when they are published.</summary>
internal static class ShippedTexts
{
    private static readonly IReadOnlyList<SourceFile> Files = DefinitionFolder.Read(Path.Combine(Repository.Root, "definitions"));

    public static IReadOnlyDictionary<string, ProcessPlan> Plans { get; } = DefinitionLoader.Load(Files).Plans.ToDictionary(plan => plan.Key);

    public static IEnumerable<string> Keys => Plans.Keys;

    public static StudioLibrary Library { get; } = new(Plans.Values.ToDictionary(
        plan => plan.Key, plan => (IReadOnlyList<SourceFile>)[.. plan.Files.Select(name => Files.First(file => file.Name == name))]));

    public static string Of(string key) => Files.First(file => file.Name == key + ".yaml").Text;
}
