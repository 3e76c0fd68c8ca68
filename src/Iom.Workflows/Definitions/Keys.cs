using System.Text.RegularExpressions;

namespace Iom.Workflows.Definitions;

/// <summary>What keys look like.</summary>
internal static partial class Keys
{
    public static bool IsDefinitionKey(string key) => DefinitionKey().IsMatch(key);

    public static bool IsKey(string key) => Key().IsMatch(key);

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,59}\z")]
    private static partial Regex DefinitionKey();

    [GeneratedRegex(@"\A[a-z][a-z0-9_]{0,59}\z")]
    private static partial Regex Key();
}
