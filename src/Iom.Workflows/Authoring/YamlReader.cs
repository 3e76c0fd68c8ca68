using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Iom.Workflows.Authoring;

/// <summary>
/// Turns YAML text into nodes, strictly: one document, no anchors, aliases or tags (so no alias bombs), no duplicate keys,
/// bounded size and depth. Never throws for bad input: every fault becomes a sentence with a place.
/// </summary>
public sealed class YamlReader
{
    /// <summary>The largest file, in characters.</summary>
    public const int MaxLength = 256 * 1024;

    private const int MaxDepth = 24;
    private readonly FaultList faults;
    private readonly Parser parser;

    private YamlReader(string text, FaultList faults)
    {
        this.faults = faults;
        parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
    }

    /// <returns>The top node; null when the text is not YAML that we read (the faults say why).</returns>
    public static YamlNode? Read(SourceFile source, FaultList faults)
    {
        if (source.Text.Length > MaxLength)
        {
            faults.Add(0, 0, "too_large", $"Файл слишком большой: {source.Text.Length / 1024} КБ при пределе {MaxLength / 1024} КБ. Разделите его.");
            return null;
        }

        if (BadCharacter(source.Text) is var (line, column) && line > 0)
        {
            faults.Add(line, column, "bad_character", "Недопустимый символ. Сохраните файл как обычный текст в кодировке UTF-8.");
            return null;
        }

        var reader = new YamlReader(source.Text, faults);
        try
        {
            return reader.ReadDocument();
        }
        catch (YamlException fault)
        {
            faults.Add((int)fault.Start.Line, (int)fault.Start.Column, "not_yaml", "Здесь нарушена запись YAML: проверьте отступы, кавычки, скобки и двоеточия рядом с этим местом.");
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            // The parser answers some malformed texts with plain exceptions; the place is where it stood.
            var at = reader.parser.Current?.End ?? Mark.Empty;
            faults.Add(Math.Max(1, (int)at.Line), Math.Max(1, (int)at.Column), "not_yaml", "Здесь нарушена запись YAML: проверьте отступы, кавычки, скобки и двоеточия рядом с этим местом.");
        }

        return null;
    }

    private YamlNode? ReadDocument()
    {
        parser.MoveNext();
        parser.MoveNext();
        if (parser.Current is not DocumentStart)
        {
            faults.Add(1, 1, "empty", "Файл пуст.");
            return null;
        }

        parser.MoveNext();
        var node = ReadNode(0);
        parser.MoveNext();
        if (parser.MoveNext() && parser.Current is DocumentStart second)
        {
            faults.Add((int)second.Start.Line, (int)second.Start.Column, "several_documents", "В файле должен быть один документ: уберите строку «---» посередине.");
        }

        return node;
    }

    /// <summary>Reads the node the parser stands at and leaves the parser at its last event.</summary>
    private YamlNode? ReadNode(int depth)
    {
        var at = parser.Current!;
        var (line, column) = ((int)at.Start.Line, (int)at.Start.Column);
        if (depth > MaxDepth)
        {
            throw new SemanticErrorException(at.Start, at.End, "Too deep.");
        }

        if (at is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
        {
            faults.Add(line, column, "anchor", "Ссылки YAML (& и *) не поддерживаются: повторите значение.");
            throw new SemanticErrorException(at.Start, at.End, "No anchors.");
        }

        if (at is NodeEvent { Tag.IsEmpty: false, Tag.IsNonSpecific: false })
        {
            faults.Add(line, column, "tag", "Типы YAML (!) не поддерживаются: уберите восклицательный знак.");
        }

        return at switch
        {
            Scalar scalar => new YamlNode.Text(line, column, scalar.Value),
            SequenceStart => ReadSequence(line, column, depth),
            MappingStart => ReadMap(line, column, depth),
            _ => throw new SemanticErrorException(at.Start, at.End, "Unexpected event."),
        };
    }

    private YamlNode.Sequence ReadSequence(int line, int column, int depth)
    {
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (parser.MoveNext() && parser.Current is not SequenceEnd)
        {
            if (ReadNode(depth + 1) is { } item)
            {
                items.Add(item);
            }
        }

        return new YamlNode.Sequence(line, column, items.ToImmutable());
    }

    private YamlNode.Map ReadMap(int line, int column, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<YamlNode.Entry>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (parser.MoveNext() && parser.Current is not MappingEnd)
        {
            var key = ReadNode(depth + 1);
            parser.MoveNext();
            var value = ReadNode(depth + 1);
            if (key is not YamlNode.Text name)
            {
                faults.Add(key ?? new YamlNode.Text(line, column, string.Empty), "bad_key", "Ключ должен быть простым словом.");
            }
            else if (!seen.Add(name.Value))
            {
                faults.Add(name, "duplicate_key", $"Ключ «{name.Value}» записан дважды.");
            }
            else if (value is not null)
            {
                entries.Add(new YamlNode.Entry(name, value));
            }
        }

        return new YamlNode.Map(line, column, entries.ToImmutable());
    }

    private static (int Line, int Column) BadCharacter(string text)
    {
        var (line, column) = (1, 1);
        for (var i = 0; i < text.Length; i++, column++)
        {
            var c = text[i];
            if (c == '\n')
            {
                (line, column) = (line + 1, 0);
            }
            else if ((char.IsControl(c) && c is not ('\t' or '\r' or '\u0085')) || c == '\uFFFE' || c == '\uFFFF')
            {
                return (line, column);
            }
            else if (char.IsSurrogate(c))
            {
                if (!char.IsSurrogatePair(text, i))
                {
                    return (line, column);
                }

                i++;
            }
        }

        return (0, 0);
    }
}
