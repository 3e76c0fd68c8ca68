using System.Collections.Immutable;

namespace Iom.Workflows.Authoring.Editing;

/// <summary>Puts members into the text of a list or map, moves them about and takes them out; what lies between members stays where it is.</summary>
internal sealed class MemberText(string text, YamlSpan owner)
{
    private readonly string lineBreak = TextLines.Break(text);
    private readonly bool flow = owner is YamlSpan.Map { Flow: true } or YamlSpan.Sequence { Flow: true };

    public ImmutableArray<Member> Members { get; } = Member.Of(text, owner);

    /// <returns>Null: there is no safe way.</returns>
    public string? Insert(YamlNode value, int place) =>
        Insert(flow ? YamlWriter.Flow(value, inFlow: true) : YamlWriter.Item(value, TextLines.Column(text, Members[0].Head), lineBreak), place);

    /// <param name="written">The member as it is to stand there.</param>
    /// <param name="place">How many members stand before it.</param>
    public string? Insert(string written, int place)
    {
        var gap = flow ? ", " : lineBreak;
        if (Members.Length > 1 && Gap(0) is var usual && (flow ? usual.Trim() == "," : string.IsNullOrWhiteSpace(usual)))
        {
            gap = usual;
        }

        if (place >= Members.Length)
        {
            return Splice(Members[^1].End, Members[^1].End, gap + written);
        }

        return flow || TextLines.BeginsLine(text, Members[place].Head) ? Splice(Members[place].Start, Members[place].Start, written + gap) : null;
    }

    /// <summary>A member without the comments above it, with one stretch of it written anew.</summary>
    public string Copied(int at, YamlSpan part, string written)
    {
        var head = Members[at].Head;
        var from = flow || !TextLines.BeginsLine(text, head) ? head : TextLines.LineStart(text, head);
        return string.Concat(text.AsSpan(from, part.Start - from), written, text.AsSpan(part.End, Members[at].End - part.End));
    }

    public string? Move(int at, int place)
    {
        if (!flow && !TextLines.BeginsLine(text, Members[0].Head))
        {
            return null;
        }

        var order = Enumerable.Range(0, Members.Length).ToList();
        order.RemoveAt(at);
        order.Insert(Math.Clamp(place, 0, order.Count), at);
        return text[..Members[0].Start]
            + string.Concat(order.Select((member, i) => text[Members[member].Start..Members[member].End] + (i < order.Count - 1 ? Gap(i) : string.Empty)))
            + text[Members[^1].End..];
    }

    /// <summary>Takes out one of several members.</summary>
    public string? Remove(int at)
    {
        var (own, first) = (Members[at], at == 0);
        var gap = Gap(first ? 0 : at - 1);
        if (flow)
        {
            return gap.Trim() != "," ? null : first ? Splice(own.Start, Members[1].Start, string.Empty) : Splice(Members[at - 1].End, own.End, string.Empty);
        }

        if (!TextLines.BeginsLine(text, own.Head))
        {
            // The first key stands behind the dash of its list: the second takes its place.
            return first && !text[own.End..Members[1].Head].Contains('#', StringComparison.Ordinal) ? Splice(own.Start, Members[1].Head, string.Empty) : null;
        }

        if (string.IsNullOrWhiteSpace(gap))
        {
            return first ? Splice(own.Start, Members[1].Start, string.Empty) : Splice(Members[at - 1].End, own.End, string.Empty);
        }

        var next = text.IndexOf('\n', own.End);
        return Splice(own.Start, next < 0 ? text.Length : next + 1, string.Empty);
    }

    private string Gap(int after) => text[Members[after].End..Members[after + 1].Start];

    private string Splice(int start, int end, string written) => string.Concat(text.AsSpan(0, start), written, text.AsSpan(end));
}
