using System.Globalization;
using Iom.Workflows.Definitions.Reading;

namespace Iom.Workflows.Definitions.Layers;

/// <summary>Whether a new value is stricter than the old one: fewer years, an earlier day, fewer rounds. What cannot be compared is not stricter.</summary>
internal static class Tightening
{
    private const string NotComparable = "здесь нечего сравнивать по строгости, поэтому менять это нельзя.";

    /// <returns>Why the change is refused; null: it tightens.</returns>
    public static string? Refuse(string path, Node? old, Node value)
    {
        if (old is null)
        {
            // One more common term only tightens.
            return path.StartsWith("budgets", StringComparison.Ordinal) ? null : "добавлять здесь ничего нельзя.";
        }

        return path[(path.LastIndexOf('.') + 1)..] switch
        {
            "cap" => RefuseCap(old, value),
            "within" => Shorter(old, value),
            "default" or "rounds" => Fewer(Number(old), Number(value)),
            "deadline" => RefuseDeadline(old, value),
            _ when path.Contains(".on.", StringComparison.Ordinal) => RefuseTransition(old, value),
            _ => NotComparable,
        };
    }

    private static string? RefuseCap(Node old, Node value)
    {
        if (CapReader.Years(old) is { } before && CapReader.Years(value) is { } after && after > before)
        {
            return $"было {before} г., стало {after} г.";
        }

        return CapReader.SuspensionCounts(old) && !CapReader.SuspensionCounts(value) ? "приостановка раньше входила в срок, а теперь нет." : null;
    }

    private static string? Fewer(int? before, int? after) =>
        after is null ? NotComparable : before is null || after <= before ? null : $"было {before}, стало {after}.";

    private static int? Number(Node? node) =>
        int.TryParse((node as Node.Text)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? RefuseTransition(Node old, Node value)
    {
        if (old is not Node.Map before || value is not Node.Map after || !Node.Same(before.Find("to"), after.Find("to")))
        {
            return "исход должен вести туда же, меняется только «rounds» и «most» в «due».";
        }

        return RefuseDue(before.Find("due"), after.Find("due")) ?? (Node.Same(before.Find("rounds"), after.Find("rounds"))
            ? null : Fewer(Number(before.Find("rounds")), Number(after.Find("rounds"))));
    }

    /// <summary>Less time may be given for rework, and nothing else.</summary>
    private static string? RefuseDue(Node? old, Node? value)
    {
        if (Node.Same(old, value))
        {
            return null;
        }

        return old is Node.Map before && value is Node.Map after
            && before.Find("most") is { } most && after.Find("most") is { } other
            && Node.Same(before.Find("least"), after.Find("least")) && Node.Same(before.Find("default"), after.Find("default"))
                ? Shorter(most, other)
                : "в «due» можно только уменьшить «most».";
    }

    private static string? Shorter(Node old, Node value) =>
        Amounts.Parse(old) is (var before, var unit) && Amounts.Parse(value) is (var after, var other)
            ? unit == other && after <= before ? null : $"было «{((Node.Text)old).Value}», стало «{((Node.Text)value).Value}»; новый срок должен быть не длиннее и в тех же единицах."
            : null;

    private static string? RefuseDeadline(Node old, Node value)
    {
        if (Read(old) is not { } before || Read(value) is not { } after)
        {
            // An unreadable deadline has a fault of its own; «none» is looser than any day.
            return value is Node.Text { Value: "none" } ? "срок нельзя отменить." : null;
        }

        if (after.AtLeastWorkingDays > before.AtLeastWorkingDays)
        {
            return $"«at_least» было {before.AtLeastWorkingDays}, стало {after.AtLeastWorkingDays}.";
        }

        if (after.SetByReturn && !before.SetByReturn)
        {
            return "срок, который можно назначить при возврате («set_by_return»), не строже прежнего.";
        }

        return NotLater(before.Rule, after.Rule) ? null : "новый срок не раньше прежнего или записан так, что их нельзя сравнить; запишите его в тех же единицах.";
    }

    private static bool NotLater(DateRule before, DateRule after) => (before, after) switch
    {
        (_, DateRule.Earliest several) when several.Rules.Any(rule => NotLater(before, rule)) => true,
        (DateRule.Latest several, _) when several.Rules.Any(rule => NotLater(rule, after)) => true,
        (DateRule.Cases one, DateRule.Cases other) when SameConditions(one, other) =>
            one.Each.Zip(other.Each).All(pair => NotLater(pair.First.Rule, pair.Second.Rule)),
        (_, DateRule.Cases other) => other.Each.All(each => NotLater(before, each.Rule)),
        (DateRule.Cases one, _) => one.Each.All(each => NotLater(each.Rule, after)),
        (DateRule.Offset { Amount: 0, Anchor: DateAnchor.Fixed old } one, DateRule.Offset { Amount: 0, Anchor: DateAnchor.Fixed now } other) =>
            now.Day < old.Day || (now.Day == old.Day && Rolls(one, other)),
        (DateRule.Offset { Amount: 0, Anchor: DateAnchor.DayOfYear old } one, DateRule.Offset { Amount: 0, Anchor: DateAnchor.DayOfYear now } other) =>
            OfAcademicYear(now) < OfAcademicYear(old) || (OfAcademicYear(now) == OfAcademicYear(old) && Rolls(one, other)),
        (DateRule.Offset one, DateRule.Offset other) =>
            one.Anchor == other.Anchor && one.Unit == other.Unit && other.Amount <= one.Amount && Rolls(one, other)
            && (one.SameDay == other.SameDay || (other.SameDay ? other.Amount > 0 : other.Amount < 0)),
        _ => before.Equals(after),
    };

    private static bool SameConditions(DateRule.Cases one, DateRule.Cases other) =>
        one.Each.Select(each => CanonicalRules.Condition(each.When)).SequenceEqual(other.Each.Select(each => CanonicalRules.Condition(each.When)));

    private static bool Rolls(DateRule.Offset one, DateRule.Offset other) =>
        one.Roll == other.Roll || other.Roll == Calendars.RollRule.Previous;

    /// <summary>Academic years begin in July for planning: from then on a start belongs to the coming year.</summary>
    private static int OfAcademicYear(DateAnchor.DayOfYear day) => ((day.Month + 5) % 12 * 31) + day.Day;

    private static DeadlinePlan? Read(Node node)
    {
        var context = new ReadingContext(new DefinitionFaults(), node.Place, partial: true);
        var shell = new Node.Map(node.Place, [new Node.Entry("deadline", node.Place, node)]);
        return node is Node.Map ? DateRuleReader.ReadDeadline(new MapView(context, shell, null, string.Empty, Vocabulary.Slot), node) : null;
    }
}
