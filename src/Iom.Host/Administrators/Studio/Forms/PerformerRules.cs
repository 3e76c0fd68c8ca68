using Iom.Workflows.Authoring;

namespace Iom.Host.Administrators.Studio.Forms;

/// <summary>Reads rules for performers as far as the form can show them; of what it cannot nothing is lost.</summary>
internal static class PerformerRules
{
    private static readonly string[] Several = ["one_of", "all_of", "first_of"];
    private static readonly string[] Kinds = ["role", "relative", "body", "person", "field", "row", "same_as", "educators", "pool", .. Several];

    /// <summary>What a new rule of a kind names at first.</summary>
    public static string? Usual(string kind) => kind switch
    {
        "role" => "head",
        "relative" => "association_lead",
        "body" => "trade_union",
        "person" => "1",
        "pool" => "mentor",
        "several" => "one_of",
        _ => string.Empty,
    };

    public static PerformerForm Read(YamlNode? node)
    {
        if (node is null || node.Word() == "subject")
        {
            return new PerformerForm("subject", null, null, []);
        }

        var other = new PerformerForm("other", null, null, [.. node.Find("if_nobody").Items().Select(ReadFallback)]);
        if (node is not YamlNode.Map map || Kinds.Where(kind => map.Find(kind) is not null).ToList() is not [var kind])
        {
            return other;
        }

        var subject = map.Find("except");
        var except = subject.Items() is [var only] && only.Word() == "subject";
        return (subject is not null && !except ? null : OfKind(map, kind)) is { } form ? form with { Fallbacks = other.Fallbacks, NotSubject = except } : other;
    }

    /// <returns>Null: beyond the form.</returns>
    private static PerformerForm? OfKind(YamlNode.Map map, string kind)
    {
        var inner = map.Find(kind);
        switch (kind)
        {
            case "role" when map.HasOnly("role", "level", "org_type", "unit", "except", "if_nobody") && Place(map) is { } place:
                return Named(kind, inner, place);
            case "body" when map.HasOnly("body", "level", "members", "except", "if_nobody"):
                return Named(kind, inner, map.Word("level"))! with { Members = map.Word("members") == "true" };
            case "educators" when map.HasOnly("educators", "level", "except", "if_nobody") && inner is YamlNode.Map of && of.HasOnly("where"):
                return new PerformerForm(kind, null, map.Word("level"), []) { Where = of.Find("where") };
            case "pool" when map.HasOnly("pool", "where", "max_load", "except", "if_nobody") && inner is YamlNode.Map from && from.HasOnly("role", "level") && from.Word("role") is { } role
                && (map.Find("max_load") is not { } load || load.Word("role") == role):
                return new PerformerForm(kind, role, from.Word("level"), []) { Where = map.Find("where"), Load = map.Find("max_load").Find("below").Number(0) };
            case "one_of" or "all_of" or "first_of" when map.HasOnly(kind, "except", "if_nobody"):
                var rules = inner.Items().Select(Read).ToList();
                return rules.Exists(rule => rule.Kind is "other" or "several" || !rule.Fallbacks.IsEmpty) ? null : new PerformerForm("several", kind, null, []) { Rules = [.. rules] };
            case "relative" or "person" or "field" or "row" or "same_as" when map.HasOnly(kind, "except", "if_nobody"):
                return Named(kind, inner, null);
            default:
                return null;
        }
    }

    private static PerformerForm? Named(string kind, YamlNode? name, string? place) =>
        name.Word() is { } key ? new PerformerForm(kind, key, place is { Length: > 0 } ? place : null, []) : null;

    /// <returns>Null: two at once, which is a fault that the text shows best.</returns>
    private static string? Place(YamlNode.Map map) =>
        new[] { "level", "org_type", "unit" }.Where(key => map.Find(key) is not null).ToList() switch
        {
            [] => string.Empty,
            ["level"] => map.Word("level"),
            [var single] => $"{single}:{map.Word(single)}",
            _ => null,
        };

    private static PerformerForm.Fallback ReadFallback(YamlNode node) => node switch
    {
        YamlNode.Text { Value: "up" or "skip" } word => new PerformerForm.Fallback(word.Value, Written: node),
        YamlNode.Map map when map.HasOnly("role", "level") && map.Word("role") is { } role => new PerformerForm.Fallback("role", role, map.Word("level"), node),
        _ => new PerformerForm.Fallback("other", Written: node),
    };
}
