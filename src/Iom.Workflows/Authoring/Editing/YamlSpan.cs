using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Iom.Workflows.Authoring.Editing;

/// <summary>A piece of YAML with the characters it takes in its text: from <see cref="Start"/> up to, not including, <see cref="End"/>. A closed union.</summary>
internal abstract record YamlSpan(int Start, int End)
{
    /// <summary>A single value.</summary>
    internal sealed record Text(int Start, int End, string Value, ScalarStyle Style) : YamlSpan(Start, End);

    /// <summary>A list, between brackets (flow) or with a dash before each member.</summary>
    internal sealed record Sequence(int Start, int End, bool Flow, ImmutableArray<YamlSpan> Items) : YamlSpan(Start, End);

    /// <summary>Keys with values, between braces (flow) or one below the other.</summary>
    internal sealed record Map(int Start, int End, bool Flow, ImmutableArray<Entry> Entries) : YamlSpan(Start, End)
    {
        public int PlaceOf(string key)
        {
            for (var i = 0; i < Entries.Length; i++)
            {
                if (Entries[i].Key.Value == key)
                {
                    return i;
                }
            }

            return -1;
        }
    }

    /// <summary>One key with its value.</summary>
    internal sealed record Entry(Text Key, YamlSpan Value);

    /// <param name="text">A text that <see cref="YamlReader"/> reads without a fault.</param>
    public static YamlSpan Read(string text)
    {
        var parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
        while (parser.Current is not DocumentStart)
        {
            parser.MoveNext();
        }

        parser.MoveNext();
        return Read(parser, text);
    }

    private static YamlSpan Read(Parser parser, string text)
    {
        var at = parser.Current!;
        var start = (int)at.Start.Index;
        switch (at)
        {
            case Scalar scalar:
                // The mark behind a block of text lies on the next line that says something.
                var end = scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded or ScalarStyle.Plain
                    ? start + text.AsSpan(start, (int)scalar.End.Index - start).TrimEnd().Length
                    : (int)scalar.End.Index;
                return new Text(start, end, scalar.Value, scalar.Style);
            case SequenceStart list:
                var items = ImmutableArray.CreateBuilder<YamlSpan>();
                while (parser.MoveNext() && parser.Current is not SequenceEnd)
                {
                    items.Add(Read(parser, text));
                }

                var listFlow = list.Style == SequenceStyle.Flow;
                return new Sequence(start, listFlow || items.Count == 0 ? Behind(parser, text) : items[^1].End, listFlow, items.ToImmutable());
            case MappingStart map:
                var entries = ImmutableArray.CreateBuilder<Entry>();
                while (parser.MoveNext() && parser.Current is not MappingEnd)
                {
                    var key = (Text)Read(parser, text);
                    parser.MoveNext();
                    entries.Add(new Entry(key, Read(parser, text)));
                }

                var mapFlow = map.Style == MappingStyle.Flow;
                return new Map(start, mapFlow || entries.Count == 0 ? Behind(parser, text) : entries[^1].Value.End, mapFlow, entries.ToImmutable());
            default:
                throw new System.Diagnostics.UnreachableException($"No span for {at.GetType().Name}.");
        }
    }

    /// <summary>Behind the bracket or brace at which the parser stands; its own mark lies before it.</summary>
    private static int Behind(Parser parser, string text)
    {
        var at = (int)parser.Current!.Start.Index;
        return at < text.Length && text[at] is ']' or '}' ? at + 1 : at;
    }
}
