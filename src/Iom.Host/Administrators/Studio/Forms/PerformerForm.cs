using System.Collections.Immutable;
using System.Globalization;
using Iom.Workflows.Authoring;
using Iom.Workflows.Authoring.Editing;

namespace Iom.Host.Administrators.Studio.Forms;

/// <summary>Who does the work, as a person chooses it: who, at which level, and who if there is nobody.</summary>
/// <param name="Kind"><c>subject</c>, <c>role</c>, <c>relative</c>, <c>body</c>, <c>person</c>; <c>other</c>: a rule beyond this form.</param>
/// <param name="Key">The role, relation, body or number of the person.</param>
/// <param name="Level">Level of the org tree; null: where the educator works.</param>
/// <param name="Fallbacks">What is tried when nobody is found, in turn.</param>
public sealed record PerformerForm(string Kind, string? Key, string? Level, ImmutableArray<PerformerForm.Fallback> Fallbacks)
{
    private static readonly string[] Kinds = ["role", "relative", "body", "person"];

    /// <summary>One try when nobody was found.</summary>
    /// <param name="Kind"><c>up</c>, <c>skip</c>, <c>role</c>; <c>other</c>: a rule beyond this form, kept as it is.</param>
    /// <param name="Role">For a role: which.</param>
    /// <param name="Level">For a role: at which level.</param>
    /// <param name="Written">What stands in the text.</param>
    public sealed record Fallback(string Kind, string? Role = null, string? Level = null, YamlNode? Written = null)
    {
        public YamlNode ToYaml() => Kind switch
        {
            "up" or "skip" => Yaml.Text(Kind),
            "role" => Yaml.Map(("role", Yaml.Text(Role ?? "head")), ("level", Level is null ? null : Yaml.Text(Level))),
            _ => Written!,
        };
    }

    public static PerformerForm From(YamlNode? node)
    {
        if (node is null || node.Word() == "subject")
        {
            return new PerformerForm("subject", null, null, []);
        }

        var fallbacks = node.Find("if_nobody").Items().Select(FallbackFrom).ToImmutableArray();
        return node is YamlNode.Map map && map.HasOnly("role", "relative", "body", "person", "level", "if_nobody")
            && Kinds.Where(kind => map.Find(kind) is YamlNode.Text).ToList() is [var only]
                ? new PerformerForm(only, map.Word(only), map.Word("level"), fallbacks)
                : new PerformerForm("other", null, null, fallbacks);
    }

    /// <summary>The same for another kind, with something sensible chosen.</summary>
    public PerformerForm As(string kind) => kind switch
    {
        "role" => this with { Kind = kind, Key = "head", Level = null },
        "relative" => this with { Kind = kind, Key = "association_lead", Level = null },
        "body" => this with { Kind = kind, Key = "trade_union", Level = null },
        "person" => this with { Kind = kind, Key = "1", Level = null },
        _ => new PerformerForm("subject", null, null, []),
    };

    /// <exception cref="InvalidOperationException">A rule beyond the form; it is not written back.</exception>
    public YamlNode ToYaml() => Kind switch
    {
        "subject" => Yaml.Text("subject"),
        "other" => throw new InvalidOperationException("Rules beyond the form stay as they are."),
        _ => Yaml.Map(
            (Kind, Yaml.Text(Kind == "person" && !int.TryParse(Key, CultureInfo.InvariantCulture, out _) ? "1" : Key!)),
            ("level", Level is { Length: > 0 } && Kind is "role" or "body" ? Yaml.Text(Level) : null),
            ("if_nobody", Fallbacks switch
            {
                [] => null,
                [var single] => single.ToYaml(),
                _ => Yaml.List([.. Fallbacks.Select(fallback => fallback.ToYaml())]),
            })),
    };

    private static Fallback FallbackFrom(YamlNode node) => node switch
    {
        YamlNode.Text { Value: "up" or "skip" } word => new Fallback(word.Value, Written: node),
        YamlNode.Map map when map.HasOnly("role", "level") && map.Word("role") is { } role => new Fallback("role", role, map.Word("level"), node),
        _ => new Fallback("other", Written: node),
    };
}
