using Iom.Workflows.Authoring;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Tests.Definitions;

/// <summary>The definitions that are shipped, from the folder of the repository.</summary>
internal static class Shipped
{
    public static string Folder { get; } = Find(AppContext.BaseDirectory);

    public static IReadOnlyList<SourceFile> Sources { get; } = DefinitionFolder.Read(Folder);

    public static IReadOnlyList<ProcessPlan> Plans { get; } = DefinitionLoader.Load(Sources).Plans;

    private static string Find(string start)
    {
        for (var at = new DirectoryInfo(start); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Iom.sln")))
            {
                return Path.Combine(at.FullName, "definitions");
            }
        }

        throw new DirectoryNotFoundException("Iom.sln is nowhere above the tests.");
    }
}
