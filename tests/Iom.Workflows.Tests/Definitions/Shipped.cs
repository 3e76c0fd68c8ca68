using Iom.Tests.Support;
using Iom.Workflows.Authoring;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Tests.Definitions;

/// <summary>The definitions that are shipped, from the folder of the repository.</summary>
internal static class Shipped
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "definitions");

    public static IReadOnlyList<SourceFile> Sources { get; } = DefinitionFolder.Read(Folder);

    public static IReadOnlyList<ProcessPlan> Plans { get; } = DefinitionLoader.Load(Sources).Plans;
}
