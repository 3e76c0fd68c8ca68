using System.Buffers;
using System.Text;
using YamlDotNet.Core;

namespace Iom.Workflows.Authoring.Editing;

/// <summary>Writes values as a person would: short ones on one line, long ones below each other; quotes only where they are needed.</summary>
internal static class YamlWriter
{
    private const int Longest = 110;
    private static readonly SearchValues<char> ForFlow = SearchValues.Create(",[]{}:");

    /// <summary>What stands behind <c>key:</c>, with the space or line break before it.</summary>
    /// <param name="indent">Column of the key.</param>
    public static string AfterKey(YamlNode value, int indent, string lineBreak)
    {
        var flow = Flow(value, inFlow: false);
        if (value is YamlNode.Text || IsEmpty(value) || (indent + flow.Length <= Longest && !HoldsMembers(value)))
        {
            return " " + flow;
        }

        return lineBreak + Block(value, indent + 2, lineBreak);
    }

    /// <summary>Lines of a member of a list, from its indent to its last character.</summary>
    public static string Item(YamlNode value, int indent, string lineBreak)
    {
        var flow = Flow(value, inFlow: false);
        var head = new string(' ', indent) + "- ";
        return value is not YamlNode.Map || (indent + flow.Length <= Longest && ((YamlNode.Map)value).Find("key") is null) || IsEmpty(value)
            ? head + flow
            : head + Block(value, indent + 2, lineBreak).TrimStart(' ');
    }

    /// <summary>A value that stands alone, from the left edge.</summary>
    public static string Whole(YamlNode value) => value is YamlNode.Text || IsEmpty(value) ? Flow(value, inFlow: false) : Block(value, 0, "\n");

    public static string Flow(YamlNode value, bool inFlow) => value switch
    {
        YamlNode.Text text => Plain(text.Value, inFlow) ?? Quoted(text.Value),
        YamlNode.Sequence list => "[" + string.Join(", ", list.Items.Select(item => Flow(item, inFlow: true))) + "]",
        YamlNode.Map { Entries.IsEmpty: true } => "{}",
        YamlNode.Map map => "{ " + string.Join(", ", map.Entries.Select(entry => $"{Flow(entry.Key, true)}: {Flow(entry.Value, true)}")) + " }",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>A text in the place and manner of an older one.</summary>
    public static string Like(YamlSpan.Text old, string value, bool inFlow, string text, string lineBreak)
    {
        if (old.Style is ScalarStyle.Folded or ScalarStyle.Literal && value.Length > 0 && value == value.Trim() && !value.Contains("  ", StringComparison.Ordinal))
        {
            var first = text.IndexOf('\n', old.Start) + 1;
            var indent = text.AsSpan(first).IndexOfAnyExcept(' ', '\r', '\n');
            return value.Contains('\n', StringComparison.Ordinal)
                ? "|-" + string.Concat(value.Split('\n').Select(line => lineBreak + new string(' ', indent) + line))
                : ">-" + Folded(value, indent, lineBreak);
        }

        return old.Style switch
        {
            ScalarStyle.SingleQuoted when !value.Any(char.IsControl) => "'" + value.Replace("'", "''", StringComparison.Ordinal) + "'",
            ScalarStyle.DoubleQuoted => Quoted(value),
            _ => Plain(value, inFlow) ?? Quoted(value),
        };
    }

    private static string Block(YamlNode value, int indent, string lineBreak) => value switch
    {
        YamlNode.Map map => string.Join(lineBreak, map.Entries.Select(entry =>
            new string(' ', indent) + Flow(entry.Key, inFlow: false) + ":" + AfterKey(entry.Value, indent, lineBreak))),
        YamlNode.Sequence list => string.Join(lineBreak, list.Items.Select(item => Item(item, indent, lineBreak))),
        _ => new string(' ', indent) + Flow(value, inFlow: false),
    };

    /// <summary>Stages, slots and fields have keys; they read better one below the other.</summary>
    private static bool HoldsMembers(YamlNode value) =>
        value is YamlNode.Sequence list && list.Items.Any(item => item is YamlNode.Map map && map.Find("key") is not null);

    private static bool IsEmpty(YamlNode value) => value is YamlNode.Sequence { Items.IsEmpty: true } or YamlNode.Map { Entries.IsEmpty: true };

    private static string Folded(string value, int indent, string lineBreak)
    {
        var (lines, line) = (new StringBuilder(), new StringBuilder());
        foreach (var word in value.Split(' '))
        {
            if (line.Length > 0 && indent + line.Length + word.Length + 1 > Longest + 10)
            {
                lines.Append(lineBreak).Append(' ', indent).Append(line);
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : string.Empty).Append(word);
        }

        return lines.Append(lineBreak).Append(' ', indent).Append(line).ToString();
    }

    /// <returns>Null: it needs quotes.</returns>
    private static string? Plain(string value, bool inFlow)
    {
        const string indicators = "-?:,[]{}#&*!|>'\"%@`";
        var plain = value.Length > 0 && value == value.Trim() && !value.Any(char.IsControl)
            && (!indicators.Contains(value[0], StringComparison.Ordinal) || (value[0] == '-' && value.Length > 1 && char.IsDigit(value[1])))
            && !value.Contains(": ", StringComparison.Ordinal) && !value.EndsWith(':') && !value.Contains(" #", StringComparison.Ordinal)
            && value is not ("---" or "...")
            && !(inFlow && value.AsSpan().ContainsAny(ForFlow) && !IsTime(value));
        return plain ? value : null;
    }

    private static bool IsTime(string value) => value.All(c => char.IsDigit(c) || c is ':' or '-');

    private static string Quoted(string value)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\t' => quoted.Append("\\t"),
                '\r' => quoted,
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }
}
