using System.Collections.Immutable;
using Iom.Workflows.Authoring;
using Iom.Workflows.Authoring.Editing;

namespace Iom.Host.Administrators.Studio.Forms;

/// <summary>Something ready to add: a new slot that is already whole, to be changed afterwards.</summary>
/// <param name="Name">Key of its texts: <c>opinion</c>, <c>concur</c> …</param>
/// <param name="Kind">Kind of the slot.</param>
/// <param name="Verdict">Force of the verdict.</param>
/// <param name="Performer">Who does it at first.</param>
public sealed record SlotPreset(string Name, string Kind, string? Verdict, PerformerForm Performer)
{
    public static ImmutableArray<SlotPreset> All { get; } =
    [
        new("opinion", "verdict", "opinion_noted", new PerformerForm("body", "trade_union", null, [])),
        new("concur", "verdict", "concurred", new PerformerForm("role", "deputy_academic", null, [new PerformerForm.Fallback("role", "head")])),
        new("approve", "verdict", "approved", new PerformerForm("role", "head", null, [new PerformerForm.Fallback("up")])),
        new("form", "form", null, new PerformerForm("subject", null, null, [])),
        new("report", "report", null, new PerformerForm("subject", null, null, [])),
        new("control", "control", null, new PerformerForm("role", "deputy_academic", null, [new PerformerForm.Fallback("role", "head")])),
        new("acknowledge", "acknowledgement", null, new PerformerForm("subject", null, null, [])),
    ];

    public YamlNode.Map ToYaml(string title) => Yaml.Map(
        ("key", Yaml.Text(StudioKeys.Of(title))),
        ("title", Yaml.Text(title)),
        ("kind", Yaml.Text(Kind)),
        ("verdict", Verdict is null ? null : Yaml.Text(Verdict)),
        ("performer", Performer.ToYaml()),
        ("deadline", (DateForm.None with { Kind = "after" }).ToYaml()));
}
