using System.Collections.Immutable;
using System.Globalization;
using Iom.Workflows.Authoring;

namespace Iom.Host.Administrators.Studio.Forms;

/// <summary>Short ways to read the pieces that forms are made of.</summary>
internal static class Nodes
{
    public static string? Word(this YamlNode? node) => (node as YamlNode.Text)?.Value;

    public static string? Word(this YamlNode? node, string key) => (node as YamlNode.Map)?.Find(key).Word();

    public static YamlNode? Find(this YamlNode? node, string key) => (node as YamlNode.Map)?.Find(key);

    public static ImmutableArray<YamlNode> Items(this YamlNode? node) => node switch
    {
        YamlNode.Sequence list => list.Items,
        null => [],
        _ => [node],
    };

    /// <summary>Whether a map has these keys and no others, each with one value.</summary>
    public static bool HasOnly(this YamlNode.Map map, params ReadOnlySpan<string> keys)
    {
        foreach (var entry in map.Entries)
        {
            if (!keys.Contains(entry.Key.Value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>«3 working_days».</summary>
    public static (int Amount, string Unit)? Amount(this YamlNode? node) =>
        node.Word()?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var digits, var unit] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var amount)
            ? (amount, unit.EndsWith('s') ? unit : unit + "s") : null;

    public static string Amount(int amount, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{amount} {(amount == 1 ? unit.TrimEnd('s') : unit)}");

    public static int Number(this YamlNode? node, int otherwise) =>
        int.TryParse(node.Word(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    public static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);
}
