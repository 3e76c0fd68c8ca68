using Iom.Workflows.Authoring;
using Iom.Workflows.Authoring.Editing;

namespace Iom.Host.Administrators.Studio.Forms;

/// <summary>A comparison of something known about the educator or written in the route.</summary>
/// <param name="Of"><c>educator</c>, <c>organisation</c>; null for a field.</param>
/// <param name="Key">Key of the attribute or field.</param>
/// <param name="Compare">How: <c>is</c>, <c>below</c>, <c>filled</c> …</param>
/// <param name="Value">With what; several values behind commas.</param>
public sealed record FactForm(string? Of, string Key, string Compare, string Value)
{
    private static readonly string[] Comparisons = ["is", "below", "at_least", "filled", "years_below", "years_at_least", "before", "since"];

    /// <returns>Null: nothing is written, or more than the form can show.</returns>
    public static FactForm? From(YamlNode? node) =>
        node is YamlNode.Map map && map.HasOnly(["of", "key", .. Comparisons]) && map.Word("key") is { } key
        && Comparisons.Where(compare => map.Find(compare) is not null).ToList() is [var compare]
        && map.Find(compare).Items() is var values && values.All(value => value is YamlNode.Text)
            ? new FactForm(map.Word("of"), key, compare, string.Join(", ", values.Select(value => value.Word())))
            : null;

    /// <summary>Another comparison, with something that fits it.</summary>
    public FactForm As(string compare) => this with
    {
        Compare = compare,
        Value = compare switch
        {
            "filled" => "true",
            "is" => Value is "true" ? string.Empty : Value,
            "before" or "since" => "2026-09-01",
            _ => int.TryParse(Value, System.Globalization.CultureInfo.InvariantCulture, out _) ? Value : "3",
        },
    };

    public YamlNode ToYaml()
    {
        var values = Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return Yaml.Map(
            ("of", Of is null ? null : Yaml.Text(Of)),
            ("key", Yaml.Text(Key)),
            (Compare, Compare == "is" && values.Length > 1 ? Yaml.List([.. values.Select(Yaml.Text)]) : Yaml.Text(Value)));
    }
}
