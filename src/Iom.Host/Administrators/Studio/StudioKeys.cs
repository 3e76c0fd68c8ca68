using System.Text;

namespace Iom.Host.Administrators.Studio;

/// <summary>Makes the stable key of something from its Russian title, so that nobody has to invent one.</summary>
public static class StudioKeys
{
    private const string Russian = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя";
    private static readonly string[] Latin =
        ["a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "h", "ts", "ch", "sh", "sch", "", "y", "", "e", "yu", "ya"];

    public static string Of(string title)
    {
        var key = new StringBuilder();
        foreach (var letter in title)
        {
            var c = char.ToLowerInvariant(letter);
            _ = Russian.IndexOf(c, StringComparison.Ordinal) is var at and >= 0 ? key.Append(Latin[at])
                : char.IsAsciiLetterOrDigit(c) ? key.Append(c)
                : key.Length > 0 && key[^1] != '_' ? key.Append('_') : key;
        }

        var made = key.ToString().Trim('_');
        made = made.Length == 0 || !char.IsAsciiLetter(made[0]) ? "n_" + made : made;
        return made[..Math.Min(made.Length, 40)].TrimEnd('_');
    }
}
