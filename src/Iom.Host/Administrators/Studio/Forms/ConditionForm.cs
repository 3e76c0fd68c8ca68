using System.Collections.Immutable;
using Iom.Workflows.Authoring;
using Iom.Workflows.Authoring.Editing;

namespace Iom.Host.Administrators.Studio.Forms;

/// <summary>A condition as a person ticks it; everything that is chosen must hold at once.</summary>
/// <param name="Categories">Categories of educators; empty: any.</param>
/// <param name="OrgTypes">Types of organisations; empty: any.</param>
/// <param name="Year">Which year of the route; null: any.</param>
/// <param name="Leader">Heads and deputies only (<c>true</c>), all but them (<c>false</c>); null: all.</param>
/// <param name="Association">Whether the educator has a methodical association; null: no matter.</param>
/// <param name="TenureBelow">Full years of service below this; 0: no matter.</param>
/// <param name="Beyond">The condition says more than this form can show.</param>
public sealed record ConditionForm(
    ImmutableArray<string> Categories, ImmutableArray<string> OrgTypes, string? Year, string? Leader, string? Association, int TenureBelow, bool Beyond)
{
    private static readonly string[] Known =
        ["category", "org_type", "year", "leader", "has_association", "tenure_below", "qualification", "age_below", "attribute", "field", "round", "has"];

    /// <summary>Qualification categories; empty: any.</summary>
    public ImmutableArray<string> Qualifications { get; init; } = [];

    /// <summary>Full years of age below this; 0: no matter.</summary>
    public int AgeBelow { get; init; }

    /// <summary>From this round of the stage on; 0: in every round.</summary>
    public int Round { get; init; }

    /// <summary>Something known about the educator or his organisation.</summary>
    public FactForm? Attribute { get; init; }

    /// <summary>Something written in the route.</summary>
    public FactForm? Field { get; init; }

    /// <summary>Somebody whom the educator has: <c>relative:mentor</c>; null: no matter.</summary>
    public string? Has { get; init; }

    public bool IsAlways => ToYaml() is null && !Beyond;

    public static ConditionForm From(YamlNode? node)
    {
        var form = new ConditionForm(
            Words(node.Find("category")),
            Words(node.Find("org_type")),
            node.Word("year"),
            node.Word("leader"),
            node.Word("has_association"),
            node.Find("tenure_below").Amount()?.Amount ?? node.Find("tenure_below").Number(0),
            Beyond: false)
        {
            Qualifications = Words(node.Find("qualification")),
            AgeBelow = node.Find("age_below").Number(0),
            Round = node.Find("round").Find("from").Number(0),
            Attribute = FactForm.From(node.Find("attribute")),
            Field = FactForm.From(node.Find("field")),
            Has = node.Find("has") is YamlNode.Map { Entries: [{ Key.Value: "relative" or "role" or "body" } only] } && only.Value.Word() is { } who ? $"{only.Key.Value}:{who}" : null,
        };
        var shown = node is null || (node is YamlNode.Map map && map.HasOnly(Known) && Yaml.Same(Plain(map), Plain(form.ToYaml())));
        return form with { Beyond = !shown };
    }

    /// <returns>Null: it always holds.</returns>
    public YamlNode? ToYaml()
    {
        var made = Yaml.Map(
            ("category", List(Categories)),
            ("org_type", List(OrgTypes)),
            ("qualification", List(Qualifications)),
            ("year", One(Year)),
            ("leader", One(Leader)),
            ("has_association", One(Association)),
            ("tenure_below", TenureBelow > 0 ? Yaml.Text(Nodes.Amount(TenureBelow, "years")) : null),
            ("age_below", AgeBelow > 0 ? Yaml.Text(Nodes.Digits(AgeBelow)) : null),
            ("attribute", Attribute?.ToYaml()),
            ("field", Field?.ToYaml()),
            ("round", Round > 1 ? Yaml.Map(("from", Yaml.Text(Nodes.Digits(Round)))) : null),
            ("has", Has?.Split(':') is [var kind, var who] ? Yaml.Map((kind, Yaml.Text(who))) : null));
        return made.Entries.IsEmpty ? null : made;
    }

    /// <summary>The same with one manner for what may be written in two: single words as lists, years without their unit.</summary>
    private static YamlNode? Plain(YamlNode? node) => node is not YamlNode.Map map ? node : Yaml.Map([.. map.Entries.Select(entry => (entry.Key.Value, (YamlNode?)(entry.Key.Value switch
    {
        "category" or "org_type" or "qualification" => Yaml.List([.. entry.Value.Items()]),
        "tenure_below" => Yaml.Text(Nodes.Digits(entry.Value.Amount()?.Amount ?? entry.Value.Number(-1))),
        _ => entry.Value,
    })))]);

    private static ImmutableArray<string> Words(YamlNode? node) => [.. node.Items().Select(item => item.Word()).OfType<string>()];

    private static YamlNode.Sequence? List(ImmutableArray<string> words) => words.IsEmpty ? null : Yaml.List([.. words.Select(Yaml.Text)]);

    private static YamlNode.Text? One(string? word) => string.IsNullOrEmpty(word) ? null : Yaml.Text(word);
}
