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
            return "добавлять здесь ничего нельзя.";
        }

        return path[(path.LastIndexOf('.') + 1)..] switch
        {
            "cap" => RefuseCap(old, value),
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
            return "исход должен вести туда же, меняется только «rounds».";
        }

        return Fewer(Number(before.Find("rounds")), Number(after.Find("rounds")));
    }

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

        return NotLater(before.Rule, after.Rule) ? null : "новый срок не раньше прежнего или записан так, что их нельзя сравнить; запишите его в тех же единицах.";
    }

    private static bool NotLater(DateRule before, DateRule after) => (before, after) switch
    {
        (_, DateRule.Earliest several) when several.Rules.Any(rule => NotLater(before, rule)) => true,
        (DateRule.Latest several, _) when several.Rules.Any(rule => NotLater(rule, after)) => true,
        (DateRule.Offset { Amount: 0, Anchor: DateAnchor.DayOfYear old } one, DateRule.Offset { Amount: 0, Anchor: DateAnchor.DayOfYear now } other) =>
            OfAcademicYear(now) < OfAcademicYear(old) || (OfAcademicYear(now) == OfAcademicYear(old) && Rolls(one, other)),
        (DateRule.Offset one, DateRule.Offset other) =>
            one.Anchor == other.Anchor && one.Unit == other.Unit && other.Amount <= one.Amount && Rolls(one, other),
        _ => before.Equals(after),
    };

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
