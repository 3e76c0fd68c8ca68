namespace Iom.Workflows.Authoring;

/// <summary>Reads the keys of one map, each asked for by name; <see cref="Close"/> then reports what nobody asked for.</summary>
public sealed class MapReader
{
    private readonly YamlNode.Map map;
    private readonly FaultList faults;
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    public MapReader(YamlNode.Map map, FaultList faults)
    {
        this.map = map;
        this.faults = faults;
    }

    public YamlNode.Map Node => map;

    public YamlNode? Find(string key)
    {
        asked.Add(key);
        return map.Find(key);
    }

    public bool Has(string key) => Find(key) is not null;

    /// <summary>A text; null when absent. An empty text is a fault.</summary>
    public string? Text(string key, int maxLength = 400)
    {
        if (Find(key) is not { } node)
        {
            return null;
        }

        if (node is not YamlNode.Text text)
        {
            faults.Add(node, "text_expected", $"Значение «{key}» должно быть текстом в одну строку или в кавычках.");
            return null;
        }

        if (string.IsNullOrWhiteSpace(text.Value))
        {
            faults.Add(node, "empty_value", $"Значение «{key}» не заполнено.");
            return null;
        }

        if (text.Value.Length > maxLength)
        {
            faults.Add(node, "too_long", $"Значение «{key}» длиннее {maxLength} знаков: сейчас {text.Value.Length}.");
            return null;
        }

        return text.Value;
    }

    /// <summary>A text that must be there; an empty string stands for a faulty one.</summary>
    public string RequiredText(string key, int maxLength = 400)
    {
        if (!Has(key))
        {
            faults.Add(map, "missing_key", $"Не хватает ключа «{key}».");
            return string.Empty;
        }

        return Text(key, maxLength) ?? string.Empty;
    }

    public int? Number(string key, int least, int most)
    {
        if (Find(key) is not { } node)
        {
            return null;
        }

        if (node is YamlNode.Text text
            && int.TryParse(text.Value, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
        {
            return number;
        }

        faults.Add(node, "number_expected", $"Значение «{key}» должно быть целым числом от {least} до {most}.");
        return null;
    }

    public bool? Flag(string key)
    {
        if (Find(key) is not { } node)
        {
            return null;
        }

        switch ((node as YamlNode.Text)?.Value)
        {
            case "true" or "yes" or "да":
                return true;
            case "false" or "no" or "нет":
                return false;
            default:
                faults.Add(node, "flag_expected", $"Значение «{key}» должно быть true или false.");
                return null;
        }
    }

    /// <summary>One of several words; null when absent or unknown.</summary>
    public T? Choice<T>(string key, IReadOnlyDictionary<string, T> words)
        where T : struct
    {
        if (Find(key) is not { } node)
        {
            return null;
        }

        if (node is YamlNode.Text text && words.TryGetValue(text.Value, out var value))
        {
            return value;
        }

        var written = (node as YamlNode.Text)?.Value;
        faults.Add(node, "unknown_word", $"Значение «{key}» должно быть одним из: {string.Join(", ", words.Keys)}.{Suggestion.For(written, words.Keys)}");
        return null;
    }

    /// <summary>A list; empty when absent.</summary>
    public IReadOnlyList<YamlNode> List(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case YamlNode.Sequence list:
                return list.Items;
            case { } other:
                faults.Add(other, "list_expected", $"Значение «{key}» должно быть списком: каждая строка начинается с дефиса.");
                return [];
        }
    }

    /// <summary>A list of words, or one word standing alone.</summary>
    public IReadOnlyList<string> Words(string key)
    {
        var nodes = Find(key) is YamlNode.Text single ? [single] : List(key);
        var words = new List<string>();
        foreach (var node in nodes)
        {
            if (node is YamlNode.Text { Value.Length: > 0 and <= 100 } word)
            {
                words.Add(word.Value);
            }
            else
            {
                faults.Add(node, "text_expected", $"В списке «{key}» ожидается слово.");
            }
        }

        return words;
    }

    public MapReader? Map(string key) => Find(key) is { } node ? Of(node, key, faults) : null;

    /// <summary>A reader over a node that must be a map.</summary>
    public static MapReader? Of(YamlNode node, string what, FaultList faults)
    {
        if (node is YamlNode.Map inner)
        {
            return new MapReader(inner, faults);
        }

        faults.Add(node, "map_expected", $"Здесь («{what}») ожидаются ключи со значениями.");
        return null;
    }

    /// <summary>Reports keys that nobody asked for, with the nearest known one.</summary>
    public void Close()
    {
        foreach (var entry in map.Entries)
        {
            if (!asked.Contains(entry.Key.Value))
            {
                var name = entry.Key.Value.Length > 40 ? string.Concat(entry.Key.Value.AsSpan(0, 40), "…") : entry.Key.Value;
                faults.Add(entry.Key, "unknown_key", $"Неизвестный ключ «{name}».{Suggestion.For(name, asked)}");
            }
        }
    }
}
