namespace Iom.Workflows.Definitions.Reading;

/// <summary>Reads lengths of time: <c>60 calendar_days</c>.</summary>
internal static class DistanceReader
{
    /// <returns>Null when it cannot be read; the fault says why.</returns>
    public static Distance? Read(MapView map, string key, Node node)
    {
        if (Amounts.Parse(node) is ( >= 1, _) parsed)
        {
            return new Distance(parsed.Amount, parsed.Unit);
        }

        map.Fault(node, "amount_expected", $"«{key}» — {Amounts.Form}.");
        return null;
    }

    /// <summary>The same for a key that must be there.</summary>
    public static Distance? Required(MapView map, string key, string sentence)
    {
        if (map.Find(key) is { } node)
        {
            return Read(map, key, node);
        }

        map.Missing(key, sentence);
        return null;
    }
}
