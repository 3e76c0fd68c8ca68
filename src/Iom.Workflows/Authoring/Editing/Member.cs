using System.Collections.Immutable;

namespace Iom.Workflows.Authoring.Editing;

/// <summary>
/// The whole lines of one member of a list or one key of a map, with the comments that belong to it: those right above it, and
/// those below that are indented deeper. Between braces or brackets: just its characters.
/// </summary>
/// <param name="Head">Where its dash, key or value stands.</param>
internal readonly record struct Member(int Start, int Head, int End)
{
    public static ImmutableArray<Member> Of(string text, YamlSpan container)
    {
        var members = ImmutableArray.CreateBuilder<Member>();
        switch (container)
        {
            case YamlSpan.Sequence { Flow: true } list:
                members.AddRange(list.Items.Select(item => new Member(item.Start, item.Start, item.End)));
                break;
            case YamlSpan.Map { Flow: true } map:
                members.AddRange(map.Entries.Select(entry => new Member(entry.Key.Start, entry.Key.Start, entry.Value.End)));
                break;
            case YamlSpan.Sequence list:
                var column = TextLines.Column(text, list.Start);
                foreach (var item in list.Items)
                {
                    members.Add(Lines(text, Dash(text, item.Start, column), item.End, members.Count == 0 ? 0 : members[^1].End));
                }

                break;
            case YamlSpan.Map map:
                foreach (var entry in map.Entries)
                {
                    members.Add(Lines(text, entry.Key.Start, entry.Value.End, members.Count == 0 ? 0 : members[^1].End));
                }

                break;
        }

        return members.ToImmutable();
    }

    /// <summary>The dash of a member may stand some lines above its first word.</summary>
    private static int Dash(string text, int at, int column)
    {
        var line = TextLines.LineStart(text, at);
        while (line + column >= text.Length || text[line + column] != '-' || line + column > at)
        {
            line = TextLines.LineStart(text, line - 1);
        }

        return line + column;
    }

    private static Member Lines(string text, int head, int end, int after)
    {
        end = TextLines.LineEnd(text, end);
        var column = TextLines.Column(text, head);
        for (var next = NextLine(text, end); next >= 0 && TextLines.CommentColumn(text, next) > column; next = NextLine(text, end))
        {
            end = TextLines.LineEnd(text, next);
        }

        if (!TextLines.BeginsLine(text, head))
        {
            return new Member(head, head, end);
        }

        var start = TextLines.LineStart(text, head);
        while (start > after)
        {
            var above = TextLines.LineStart(text, start - 1);
            if (above < after || TextLines.CommentColumn(text, above) is var comment && (comment < 0 || comment > column))
            {
                break;
            }

            start = above;
        }

        return new Member(start, head, end);
    }

    private static int NextLine(string text, int lineEnd)
    {
        var next = text.IndexOf('\n', lineEnd);
        return next < 0 || next + 1 >= text.Length ? -1 : next + 1;
    }
}
