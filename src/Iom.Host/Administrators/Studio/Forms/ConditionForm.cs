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
    public bool IsAlways => Categories.IsEmpty && OrgTypes.IsEmpty && Year is null && Leader is null && Association is null && TenureBelow == 0 && !Beyond;

    public static ConditionForm From(YamlNode? node) => new(
        Words(node.Find("category")),
        Words(node.Find("org_type")),
        node.Word("year"),
        node.Word("leader"),
        node.Word("has_association"),
        node.Find("tenure_below").Amount()?.Amount ?? node.Find("tenure_below").Number(0),
        Beyond: node is not null && !(node is YamlNode.Map map && map.HasOnly("category", "org_type", "year", "leader", "has_association", "tenure_below")));

    /// <returns>Null: it always holds.</returns>
    public YamlNode? ToYaml() => IsAlways ? null : Yaml.Map(
        ("category", List(Categories)),
        ("org_type", List(OrgTypes)),
        ("year", One(Year)),
        ("leader", One(Leader)),
        ("has_association", One(Association)),
        ("tenure_below", TenureBelow > 0 ? Yaml.Text(Nodes.Amount(TenureBelow, "years")) : null));

    private static ImmutableArray<string> Words(YamlNode? node) => [.. node.Items().Select(item => item.Word()).OfType<string>()];

    private static YamlNode.Sequence? List(ImmutableArray<string> words) => words.IsEmpty ? null : Yaml.List([.. words.Select(Yaml.Text)]);

    private static YamlNode.Text? One(string? word) => string.IsNullOrEmpty(word) ? null : Yaml.Text(word);
}
