namespace Iom.Workflows.Definitions.Reading;

/// <summary>Reads how long a pathway may last: <c>3 years</c> or <c>{ years: 3, suspension_counts: false }</c>.</summary>
internal static class CapReader
{
    private const int Usual = 3;
    private const int MostYears = 10;

    public static (int Years, bool SuspensionCounts) Read(MapView map)
    {
        if (map.Find("cap") is not { } node)
        {
            map.Missing("cap", "не сказано, сколько лет самое большее длится маршрут: «cap: 3 years».");
            return (Usual, true);
        }

        if (node is Node.Map)
        {
            var inner = map.Map(node, "cap", "Предел маршрута «cap»", Vocabulary.Cap)!;
            if (!inner.Has("years"))
            {
                inner.Fault(node, "missing_years", "не сказано, сколько лет: «cap: { years: 3 }».");
            }

            return (inner.Number("years", 1, MostYears) ?? Usual, inner.Flag("suspension_counts") ?? true);
        }

        if (Years(node) is >= 1 and <= MostYears and var years)
        {
            return (years, true);
        }

        map.Fault(node, "amount_expected", $"предел маршрута «cap» — от 1 до {MostYears} лет, например «3 years».");
        return (Usual, true);
    }

    /// <summary>The years of a cap however it is written; null when it cannot be read.</summary>
    public static int? Years(Node node) => node switch
    {
        Node.Map map => int.TryParse(map.Word("years"), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null,
        _ => Amounts.Parse(node) is (var amount, DateUnit.Years) ? amount : null,
    };

    /// <summary>Whether suspensions count, however the cap is written.</summary>
    public static bool SuspensionCounts(Node node) => (node as Node.Map)?.Word("suspension_counts") != "false";
}
