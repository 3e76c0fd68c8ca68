using System.Text.RegularExpressions;

namespace Iom.Workflows.Definitions;

/// <summary>What keys look like.</summary>
internal static partial class Keys
{
    public static bool IsDefinitionKey(string key) => DefinitionKey().IsMatch(key);

    public static bool IsKey(string key) => Key().IsMatch(key);

    /// <summary>A role, or a place in a collegial body: <c>head</c>, <c>chair:methodical_council</c>.</summary>
    public static bool IsRole(string key) => Role().IsMatch(key);

    [GeneratedRegex(@"\A((chair|secretary|member):)?[a-z][a-z0-9_]{0,59}\z")]
    private static partial Regex Role();

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,59}\z")]
    private static partial Regex DefinitionKey();

    [GeneratedRegex(@"\A[a-z][a-z0-9_]{0,59}\z")]
    private static partial Regex Key();
}
