using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Iom.Workflows.Authoring;

namespace Iom.Workflows.Definitions;

/// <summary>What a text says of itself before anything is resolved; a text that is half written still has a head.</summary>
/// <param name="Key">Of the definition.</param>
/// <param name="Version">Its number.</param>
/// <param name="Title">What people read; the key when there is no title.</param>
/// <param name="Scope">Code of the org unit it is for; null: none is named.</param>
/// <param name="Extends">Key of the definition above; null: it stands alone.</param>
public sealed partial record DefinitionHead(string Key, int Version, string Title, string? Scope, string? Extends)
{
    /// <returns>Null: the text is not YAML or does not say which definition it is.</returns>
    public static DefinitionHead? Read(string text) =>
        DefinitionFile.Read(new SourceFile("head.yaml", text), new DefinitionFaults()) is { } file
            ? new DefinitionHead(file.Key, file.Version, file.Title, file.Tree.Word("scope"), file.Tree.Word("extends"))
            : null;

    public static bool IsKey(string key) => Keys.IsDefinitionKey(key);

    /// <summary>The text with another version number; everything else stays, comments too. A text without one stays as it is.</summary>
    public static string WithVersion(string text, int version) =>
        VersionLine().Replace(text, match => match.Groups[1].Value + version.ToString(CultureInfo.InvariantCulture), 1);

    /// <summary>Whether a text can be kept at all, sound or not.</summary>
    /// <returns>Null: it can.</returns>
    public static SourceFault? Unkeepable(string key, string text)
    {
        if (text.Length > YamlReader.MaxLength || Encoding.UTF8.GetByteCount(text) > YamlReader.MaxLength)
        {
            return new SourceFault($"{key}.yaml", 0, 0, "too_large", $"Текст слишком большой: предел {YamlReader.MaxLength / 1024} КБ. Разделите положение на части с помощью extends.");
        }

        for (int i = 0, line = 1, column = 1; i < text.Length; i++, column++)
        {
            if (text[i] == '\n')
            {
                (line, column) = (line + 1, 0);
            }
            else if ((char.IsControl(text[i]) && text[i] is not ('\t' or '\r')) || LoneSurrogate(text, i))
            {
                return new SourceFault($"{key}.yaml", line, column, "bad_character", "Здесь стоит служебный символ, которого не видно. Удалите его.");
            }
        }

        return null;
    }

    private static bool LoneSurrogate(string text, int at) =>
        (char.IsHighSurrogate(text[at]) && (at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1])))
        || (char.IsLowSurrogate(text[at]) && (at == 0 || !char.IsHighSurrogate(text[at - 1])));

    [GeneratedRegex(@"^(version:[ \t]*)\d+", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex VersionLine();
}
