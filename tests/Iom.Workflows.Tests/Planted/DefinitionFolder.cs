namespace Iom.Workflows.Tests.Planted.Definitions;

// No offender: the edge of a pure folder reads files.
internal static class DefinitionFolder
{
    public static bool Has(string path) => File.Exists(path);
}
