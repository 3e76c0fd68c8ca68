namespace Iom.Workflows.Authoring.Editing;

/// <summary>Questions about the lines of a text.</summary>
internal static class TextLines
{
    /// <summary>Where the line of a character begins.</summary>
    public static int LineStart(string text, int at) => at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;

    /// <summary>Where the line of a character ends, before its line break.</summary>
    public static int LineEnd(string text, int at)
    {
        var end = text.IndexOf('\n', at);
        return end < 0 ? text.Length : end > at && text[end - 1] == '\r' ? end - 1 : end;
    }

    /// <summary>How far a character stands from the beginning of its line.</summary>
    public static int Column(string text, int at) => at - LineStart(text, at);

    /// <summary>Whether only spaces stand before a character in its line.</summary>
    public static bool BeginsLine(string text, int at) => text.AsSpan(LineStart(text, at), at - LineStart(text, at)).Trim(' ').IsEmpty;

    /// <summary>The column of the <c>#</c> of a line that is a comment; -1: it is something else.</summary>
    public static int CommentColumn(string text, int lineStart)
    {
        var at = lineStart;
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }

        return at < text.Length && text[at] == '#' ? at - lineStart : -1;
    }

    /// <summary>The line break the text uses.</summary>
    public static string Break(string text) => text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
}
