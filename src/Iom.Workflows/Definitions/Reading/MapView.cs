using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Iom.Workflows.Authoring;

namespace Iom.Workflows.Definitions.Reading;

/// <summary>Reads the values of one map; keys outside the vocabulary are reported at once.</summary>
internal sealed class MapView
{
    public const int TitleLength = 200;
    public const int ProseLength = 1000;
    private readonly Node.Map map;

    /// <param name="context">Shared by all readers of the definition.</param>
    /// <param name="map">The map.</param>
    /// <param name="path">Path of the map in the plan; null: its values have no paths of their own.</param>
    /// <param name="where">What the map is to a person: «Этап «Согласование»»; begins the sentences.</param>
    /// <param name="vocabulary">The keys that may stand here.</param>
    public MapView(ReadingContext context, Node.Map map, string? path, string where, ImmutableArray<string> vocabulary)
    {
        Context = context;
        this.map = map;
        Path = path;
        Where = where;
        foreach (var entry in map.Entries)
        {
            if (!vocabulary.Contains(entry.Key))
            {
                var name = entry.Key.Length > 40 ? string.Concat(entry.Key.AsSpan(0, 40), "…") : entry.Key;
                context.Fault(entry.Place, "unknown_key", where, $"неизвестный ключ «{name}».{Suggestion.For(entry.Key, vocabulary)}");
            }
            else if (Vocabulary.Placing.Contains(entry.Key) && vocabulary.Contains("key") && !context.Partial)
            {
                context.Fault(entry.Place, "misplaced_placing", where, $"«{entry.Key}» бывает только там, где меняют вышестоящее определение (extends).");
            }
            else if (path is not null)
            {
                context.Wrote(PathOf(entry.Key), entry.Place);
            }
        }
    }

    public ReadingContext Context { get; }

    public string? Path { get; }

    public string Where { get; }

    public Place Place => map.Place;

    public ImmutableArray<Node.Entry> Entries => map.Entries;

    public string PathOf(string key) => string.IsNullOrEmpty(Path) ? key : $"{Path}.{key}";

    public Node? Find(string key) => map.Find(key);

    public bool Has(string key) => map.Find(key) is not null;

    public void Fault(Node at, string code, string sentence) => Context.Fault(at.Place, code, Where, sentence);

    public void Missing(string key, string sentence)
    {
        if (!Context.Partial)
        {
            Context.Fault(map.Place, "missing_" + key, Where, sentence);
        }
    }

    /// <summary>A text; null when absent or faulty.</summary>
    public string? Text(string key, int most = TitleLength)
    {
        if (Find(key) is not { } node)
        {
            return null;
        }

        if (node is not Node.Text text)
        {
            Fault(node, "text_expected", $"значение «{key}» должно быть текстом. Если в тексте есть двоеточие или скобки, возьмите его в кавычки.");
        }
        else if (text.Value.Length == 0)
        {
            Fault(node, "empty_value", $"значение «{key}» не заполнено.");
        }
        else if (text.Value.Length > most)
        {
            Fault(node, "too_long", $"значение «{key}» длиннее {most} знаков: сейчас {text.Value.Length}.");
        }
        else
        {
            return text.Value;
        }

        return null;
    }

    /// <summary>A text that must be there; a stand-in when it is not.</summary>
    public string RequiredText(string key, string sentence, string standIn)
    {
        if (!Has(key))
        {
            Missing(key, sentence);
        }

        return Text(key) ?? standIn;
    }

    public int? Number(string key, int least, int most)
    {
        if (Find(key) is not { } node)
        {
            return null;
        }

        if (node is Node.Text text && int.TryParse(text.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
        {
            return number;
        }

        Fault(node, "number_expected", $"значение «{key}» должно быть целым числом от {least} до {most}.");
        return null;
    }

    public bool? Flag(string key)
    {
        if (Find(key) is not { } node)
        {
            return null;
        }

        switch ((node as Node.Text)?.Value)
        {
            case "true":
                return true;
            case "false":
                return false;
            default:
                Fault(node, "flag_expected", $"значение «{key}» должно быть true (да) или false (нет).");
                return null;
        }
    }

    /// <summary>One of the words of a table; null when absent or faulty.</summary>
    public T? Word<T>(string key, FrozenDictionary<string, T> words)
        where T : struct
    {
        if (Find(key) is not { } node)
        {
            return null;
        }

        if (node is Node.Text text && words.TryGetValue(text.Value, out var value))
        {
            return value;
        }

        var known = words.Keys.Order(StringComparer.Ordinal);
        Fault(node, "unknown_word", $"значение «{key}» должно быть одним из: {string.Join(", ", known)}.{Suggestion.For((node as Node.Text)?.Value, words.Keys)}");
        return null;
    }

    /// <summary>A list; empty when absent or faulty.</summary>
    public ImmutableArray<Node> List(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case Node.List list:
                return list.Items;
            case { } other:
                Fault(other, "list_expected", $"значение «{key}» должно быть списком: каждая строка начинается с дефиса.");
                return [];
        }
    }

    /// <summary>Words in a list, or one word standing alone.</summary>
    public ImmutableArray<string> WordList(string key)
    {
        var nodes = Find(key) is Node.Text single ? [single] : List(key);
        var words = ImmutableArray.CreateBuilder<string>(nodes.Length);
        foreach (var node in nodes)
        {
            if (node is Node.Text { Value: var word } && Keys.IsKey(word))
            {
                words.Add(word);
            }
            else
            {
                Fault(node, "bad_key", $"в «{key}» ожидаются ключи: латинские строчные буквы, цифры и подчёркивание.");
            }
        }

        return words.DrainToImmutable();
    }

    /// <summary>A view of an inner map; null when the value is no map.</summary>
    public MapView? Map(Node node, string? path, string where, ImmutableArray<string> vocabulary)
    {
        if (node is Node.Map inner)
        {
            return new MapView(Context, inner, path, where, vocabulary);
        }

        Context.Fault(node.Place, "map_expected", where, $"здесь ожидаются ключи со значениями: {string.Join(", ", vocabulary.Except(Vocabulary.Placing))}.");
        return null;
    }
}
