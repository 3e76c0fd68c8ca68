using Iom.Workflows.Authoring;
using Iom.Workflows.Authoring.Editing;

namespace Iom.Host.Administrators.Studio.Forms;

/// <summary>One reminder.</summary>
/// <param name="When"><c>before</c>, <c>on</c> or <c>after</c> the due day.</param>
/// <param name="Amount">How many days.</param>
/// <param name="Unit"><c>working_days</c> or <c>calendar_days</c>.</param>
/// <param name="Every">Repeated every so many days; 0: once.</param>
/// <param name="Times">How often in all.</param>
public sealed record ReminderForm(string When, int Amount, string Unit, int Every, int Times)
{
    public static ReminderForm From(YamlNode node)
    {
        var when = node.Find("before") is not null ? "before" : node.Find("after") is not null ? "after" : "on";
        var (amount, unit) = node.Find(when).Amount() ?? (1, "working_days");
        return new ReminderForm(when, amount, unit, node.Find("every").Number(0), node.Find("times").Number(0));
    }

    public YamlNode ToYaml() => Yaml.Map(
        (When, Yaml.Text(When == "on" ? "true" : Nodes.Amount(Amount, Unit))),
        ("every", Every > 0 ? Yaml.Text(Nodes.Digits(Every)) : null),
        ("times", Every > 0 ? Yaml.Text(Nodes.Digits(Math.Max(2, Times))) : null));
}

/// <summary>One step by which somebody else is brought in when the due day has passed.</summary>
/// <param name="Amount">After how many days.</param>
/// <param name="Unit"><c>working_days</c> or <c>calendar_days</c>.</param>
/// <param name="To">Whom.</param>
/// <param name="Mode"><c>inform</c>, <c>join</c> or <c>replace</c>.</param>
/// <param name="Written">What stands in the text.</param>
public sealed record EscalationForm(int Amount, string Unit, PerformerForm To, string Mode, YamlNode? Written)
{
    public static EscalationForm From(YamlNode node)
    {
        var (amount, unit) = node.Find("after").Amount() ?? (3, "working_days");
        return new EscalationForm(amount, unit, PerformerForm.From(node.Find("to")), node.Word("mode") ?? "inform", node);
    }

    public YamlNode ToYaml() => Yaml.Map(
        ("after", Yaml.Text(Nodes.Amount(Amount, Unit))),
        ("to", To.Kind == "other" ? Written.Find("to") : To.ToYaml()),
        ("mode", Yaml.Text(Mode)));
}
