using System.Collections.Immutable;

namespace Iom.Workflows.Definitions.Reading;

/// <summary>Reads what several stages may take together.</summary>
internal static class BudgetReader
{
    public static ImmutableArray<BudgetPlan> Read(MapView map)
    {
        var budgets = ImmutableArray.CreateBuilder<BudgetPlan>();
        foreach (var node in map.List("budgets"))
        {
            if (ReadBudget(map, node) is not { } budget)
            {
                continue;
            }

            if (budgets.Any(other => other.Key == budget.Key))
            {
                map.Fault(node, "duplicate_key", $"общий срок «{budget.Key}» записан дважды.");
            }
            else
            {
                budgets.Add(budget);
            }
        }

        return budgets.DrainToImmutable();
    }

    private static BudgetPlan? ReadBudget(MapView definition, Node node)
    {
        var key = (node as Node.Map)?.Word("key");
        var where = $"Общий срок «{(node as Node.Map)?.Word("title") ?? key ?? "без названия"}»";
        if (key is null || !Keys.IsKey(key))
        {
            definition.Context.Fault((node as Node.Map)?.Find("key")?.Place ?? node.Place, "bad_key", where, "нужен ключ «key»: латинские строчные буквы, цифры и подчёркивание, например «approval_term».");
            return null;
        }

        if (definition.Map(node, $"budgets.{key}", where, Vocabulary.Budget) is not { } map)
        {
            return null;
        }

        definition.Context.Wrote($"budgets.{key}", node.Place);
        var title = map.RequiredText("title", "нет названия «title».", key);
        var from = Stage(map, "from", "не сказано, с какого этапа считать: «from: drafting».");
        var through = Stage(map, "through", "не сказано, по какой этап считать: «through: approval».");
        var within = DistanceReader.Required(map, "within", "не сказано, сколько времени на это есть: «within: 60 calendar_days».");
        return from is null || through is null || within is null ? null : new BudgetPlan(key, title, from, through, within);
    }

    private static string? Stage(MapView map, string key, string sentence)
    {
        if (map.Find(key) is not { } node)
        {
            map.Missing(key, sentence);
            return null;
        }

        if (node is Node.Text name)
        {
            map.Context.StageNamed(name, map.Where);
            return name.Value;
        }

        map.Fault(node, "text_expected", $"«{key}» — ключ этапа.");
        return null;
    }
}
