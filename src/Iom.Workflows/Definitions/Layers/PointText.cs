namespace Iom.Workflows.Definitions.Layers;

/// <summary>Points of a definition as people read them: «этап «Согласование» → срок» and «5 рабочих дней после открытия».</summary>
internal static class PointText
{
    /// <summary>Where a point stands, in words.</summary>
    public static string Label(ResolvedDefinition definition, string path) =>
        PointLabel.Of(path, item => Title(definition, item), keys => Outcome(definition.Plan, keys));

    /// <summary>What is written there, in words where the plan is sound, else as it is written.</summary>
    public static string Value(ResolvedDefinition definition, Point point)
    {
        if (point.IsItem)
        {
            return $"«{Title(definition, point.Path) ?? Last(point.Path)}»";
        }

        return Explained(definition.Plan, point.Path.Split('.'), point.Value) is { Length: > 0 } words ? words : Written(point.Value);
    }

    /// <summary>Where an item stands among its neighbours.</summary>
    public static string Position(ResolvedDefinition definition, string path)
    {
        var siblings = definition.Siblings(path);
        var at = siblings.IndexOf(path);
        return at <= 0 ? LayerTexts.Of("position_first") : LayerTexts.Of("position_after", Title(definition, siblings[at - 1]) ?? Last(siblings[at - 1]));
    }

    /// <summary>YAML in one line.</summary>
    private static string Written(Node node) => node switch
    {
        Node.Text { Value: "true" } => LayerTexts.Of("yes"),
        Node.Text { Value: "false" } => LayerTexts.Of("no"),
        Node.Text { Value: "" } => LayerTexts.Of("empty"),
        Node.Text text => text.Value,
        Node.List list => string.Join(", ", list.Items.Select(Written)),
        Node.Map map => "{ " + string.Join(", ", map.Entries.Select(entry => $"{entry.Key}: {Written(entry.Value)}")) + " }",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string? Explained(ProcessPlan? plan, string[] keys, Node value)
    {
        if (keys[0] == "points")
        {
            return (value as Node.Text)?.Value is { } word && Words.Locks.TryGetValue(word, out var allowed) ? PlanText.Lock(allowed) : null;
        }

        if (plan is null)
        {
            return null;
        }

        return keys switch
        {
            ["cap"] => PlanTexts.Count(plan.CapYears, "unit_years"),
            ["applies"] => PlanText.Condition(plan.AppliesTo),
            ["stages", var stage, ..] when plan.Stages.FirstOrDefault(one => one.Key == stage) is { } found => Explained(plan, found, keys[2..]),
            ["tracks", _, "stages", var stage, ..] when plan.FindStage(stage) is { } found => Explained(plan, found, keys[4..]),
            _ => null,
        };
    }

    private static string? Explained(ProcessPlan plan, StagePlan stage, string[] keys) => keys switch
    {
        ["when"] => PlanText.Condition(stage.When),
        ["policy"] => PlanText.Policy(stage),
        ["on", var outcome] when stage.Transitions.FirstOrDefault(one => one.Outcome == outcome) is { } leads => PlanText.Transition(plan, leads),
        ["slots", var slot, var key] when stage.Slots.FirstOrDefault(one => one.Key == slot) is { } found => key switch
        {
            "performer" => PlanText.Performer(found.Performer),
            "deadline" => PlanText.Deadline(plan, found.Deadline),
            "opens" => PlanText.Opening(plan, found.Opens),
            "when" => PlanText.Condition(found.When),
            "reminders" => PlanText.Reminders(found),
            "escalation" => string.Join("; ", PlanText.Escalations(found)),
            "kind" or "verdict" => PlanText.Kind(found),
            _ => null,
        },
        _ => null,
    };

    private static string? Title(ResolvedDefinition definition, string path) =>
        definition.TitleOf(path) is { Length: > 0 } title ? title : null;

    private static string Outcome(ProcessPlan? plan, string[] keys) =>
        plan?.Stages.FirstOrDefault(stage => stage.Key == keys[1])?.Slots.Select(slot => slot.Outcome(keys[^1])?.Title).FirstOrDefault(title => title is not null) ?? keys[^1];

    private static string Last(string path) => path[(path.LastIndexOf('.') + 1)..];
}
