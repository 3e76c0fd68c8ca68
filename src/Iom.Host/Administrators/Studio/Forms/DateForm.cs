using Iom.Workflows.Authoring;
using Iom.Workflows.Authoring.Editing;

namespace Iom.Host.Administrators.Studio.Forms;

/// <summary>A day as a person sets it: how much, of what, before or after what.</summary>
/// <param name="Kind"><c>none</c>, <c>after</c>, <c>before</c>, <c>day</c>, <c>month</c>, <c>at</c>; <c>other</c>: a rule beyond this form.</param>
/// <param name="Anchor">What it is counted from: <c>opened</c>, <c>started</c>, a point of the academic year, <c>stage:key</c>, <c>day:20.09</c>.</param>
/// <param name="Amount">How many.</param>
/// <param name="Unit">Of what: <c>working_days</c> …</param>
/// <param name="Day">For a day of the year: <c>20.09</c>; for a month: its number.</param>
/// <param name="Roll">What happens on a day off; null: as usual.</param>
/// <param name="AtLeast">Working days that the performer has in any case; 0: no such promise.</param>
public sealed record DateForm(string Kind, string Anchor, int Amount, string Unit, string Day, string? Roll, int AtLeast)
{
    public static DateForm None { get; } = new("none", "opened", 5, "working_days", "20.09", null, 0);

    private static readonly string[] Starts = ["after", "before", "day", "month", "at"];
    private static readonly string[] Units = ["working_days", "calendar_days", "weeks", "months", "years"];

    public static DateForm From(YamlNode? node)
    {
        if (node is not YamlNode.Map map)
        {
            return None with { Kind = node is null || node.Word() == "none" ? "none" : "other" };
        }

        // No days at all is not the same as the usual days; the form cannot say it.
        var known = map.HasOnly(["roll", "at_least", .. Starts, .. Units]) && map.Find("at_least").Amount()?.Amount != 0;
        var (starts, units) = (Starts.Where(start => map.Find(start) is not null).ToList(), Units.Where(unit => map.Find(unit) is not null).ToList());
        if (!known || starts is not [var kind] || units.Count > 1 || AnchorFrom(map.Find(kind)) is not { } anchor)
        {
            return None with { Kind = "other" };
        }

        var unit = units is [var single] ? single : "working_days";
        return new DateForm(
            kind,
            kind is "after" or "before" or "at" ? anchor : "opened",
            map.Find(unit).Number(5),
            unit,
            kind is "day" or "month" ? anchor : None.Day,
            map.Word("roll"),
            map.Find("at_least").Amount()?.Amount ?? 0);
    }

    /// <summary>The same for another kind, with something sensible chosen.</summary>
    public DateForm As(string kind) => this with
    {
        Kind = kind,
        Day = kind == "month" ? "9" : kind == "day" && !Day.Contains('.', StringComparison.Ordinal) ? "20.09" : Day,
        Anchor = kind switch
        {
            "at" or "before" when Anchor is "opened" or "started" || Anchor.Contains(':', StringComparison.Ordinal) => "year_end",
            "after" when Kind is not ("before" or "after") => "opened",
            _ => Anchor,
        },
    };

    /// <exception cref="InvalidOperationException">A rule beyond the form; it is not written back.</exception>
    public YamlNode ToYaml()
    {
        if (Kind is "none" or "other")
        {
            return Kind == "none" ? Yaml.Text("none") : throw new InvalidOperationException("Rules beyond the form stay as they are.");
        }

        var counted = Kind is "after" or "before";
        return Yaml.Map(
            (Kind, Kind is "day" or "month" ? Yaml.Text(Day) : AnchorToYaml()),
            (Unit, counted ? Yaml.Text(Nodes.Digits(Amount)) : null),
            ("roll", Roll is { Length: > 0 } ? Yaml.Text(Roll) : null),
            ("at_least", AtLeast > 0 ? Yaml.Text(Nodes.Amount(AtLeast, "working_days")) : null));
    }

    private static string? AnchorFrom(YamlNode? node) => node switch
    {
        YamlNode.Text text => text.Value,
        YamlNode.Map { Entries: [{ Key.Value: "stage" or "day" or "entered" or "field" or "row" or "sitting" or "each" or "date" } single] } when single.Value.Word() is { } value => $"{single.Key.Value}:{value}",
        _ => null,
    };

    private YamlNode AnchorToYaml() => Anchor.Split(':') is [var word, var value] ? Yaml.Map((word, Yaml.Text(value))) : Yaml.Text(Anchor);
}
