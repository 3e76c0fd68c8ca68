using System.Text;
using Iom.Workflows.Authoring;

namespace Iom.Workflows.Definitions;

/// <summary>Refuses texts that are not worth parsing: too large, not UTF-8, with characters no editor shows.</summary>
internal static class TextGuard
{
    /// <returns>Whether the text was refused.</returns>
    public static bool Refuse(SourceFile source, DefinitionFaults faults)
    {
        var text = source.Text;
        if (text.Length > YamlReader.MaxLength || Encoding.UTF8.GetByteCount(text) > YamlReader.MaxLength)
        {
            faults.Add(new Place(source.Name, 0, 0), "too_large", $"Файл слишком большой: предел {YamlReader.MaxLength / 1024} КБ. Разделите определение на части с помощью extends.");
            return true;
        }

        if (string.IsNullOrWhiteSpace(text.TrimStart('\uFEFF')))
        {
            faults.Add(new Place(source.Name, 1, 1), "empty", "Файл пуст.");
            return true;
        }

        var (line, column) = (1, 1);
        var indent = true;
        for (var i = 0; i < text.Length; i++, column++)
        {
            if (text[i] == '\n')
            {
                (line, column, indent) = (line + 1, 0, true);
            }
            else if (text[i] == '\t' && indent)
            {
                faults.Add(new Place(source.Name, line, column), "tab", "Отступ сделан табуляцией. В этом файле отступы делают пробелами: замените её двумя пробелами.");
                return true;
            }
            else if (text[i] == '\uFFFD')
            {
                faults.Add(new Place(source.Name, line, column), "not_utf8", "Файл сохранён не в кодировке UTF-8. Откройте его в редакторе и сохраните как UTF-8.");
                return true;
            }
            else if (Invisible(text, i))
            {
                faults.Add(new Place(source.Name, line, column), "bad_character", "Здесь стоит служебный символ, которого не видно. Удалите его.");
                return true;
            }

            indent &= text[i] is ' ' or '\n';
        }

        return false;
    }

    private static bool Invisible(string text, int at) => text[at] switch
    {
        '\t' or '\r' => false,
        // YAML takes these for line breaks and no editor does, so every place after them would be wrong.
        '\u0085' or '\u2028' or '\u2029' => true,
        // Text that runs backwards hides what a file says.
        >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' => true,
        '\uFEFF' => at > 0,
        '\uFFFE' or '\uFFFF' => true,
        var c => char.IsControl(c)
            || (char.IsHighSurrogate(c) && (at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1])))
            || (char.IsLowSurrogate(c) && (at == 0 || !char.IsHighSurrogate(text[at - 1]))),
    };
}
