using System.Collections.Immutable;
using Iom.Workflows.Authoring;
using Iom.Workflows.Authoring.Editing;

namespace Iom.Host.Administrators.Studio.Forms;

/// <summary>Where an answer leads.</summary>
/// <param name="Target"><c>next</c>, <c>end</c>, <c>rejected</c>, <c>next_year</c>, or <c>stage</c>.</param>
/// <param name="Stages">For <c>stage</c>: the stages to choose from, the usual one first.</param>
/// <param name="Rounds">How many rounds at most; 0: no limit.</param>
/// <param name="Written">What stands in the text; null: nothing.</param>
public sealed record TransitionForm(string Target, ImmutableArray<string> Stages, int Rounds, YamlNode? Written)
{
    private static readonly string[] Words = ["next", "end", "rejected", "next_year"];

    public static TransitionForm From(YamlNode? node)
    {
        var to = node is YamlNode.Map ? node.Find("to") : node;
        return to.Word() is { } word && Words.Contains(word)
            ? new TransitionForm(word, [], node.Find("rounds").Number(0), node)
            : to is null ? new TransitionForm("next", [], 0, node)
            : new TransitionForm("stage", [.. to.Items().Select(item => item.Word()).OfType<string>()], node.Find("rounds").Number(0), node);
    }

    /// <returns>Null: on to the next stage, which need not be written.</returns>
    public YamlNode? ToYaml()
    {
        YamlNode to = Target != "stage" ? Yaml.Text(Target) : Stages is [var single] ? Yaml.Text(single) : Yaml.List([.. Stages.Select(Yaml.Text)]);
        var others = (Written as YamlNode.Map)?.Entries.Where(entry => entry.Key.Value is not ("to" or "rounds")) ?? [];
        return Target == "next" ? null
            : Rounds < 2 && !others.Any() ? to
            : Yaml.Map([("to", to), ("rounds", Rounds >= 2 ? Yaml.Text(Nodes.Digits(Rounds)) : null), .. others.Select(entry => (entry.Key.Value, (YamlNode?)entry.Value))]);
    }
}
