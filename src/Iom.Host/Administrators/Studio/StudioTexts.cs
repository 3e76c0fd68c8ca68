using System.Globalization;
using System.Resources;
using Iom.Host.Resources;

namespace Iom.Host.Administrators.Studio;

/// <summary>Words of the studio, from <c>StudioTexts.resx</c>.</summary>
public static class StudioTexts
{
    private static readonly ResourceManager Source = new("Iom.Host.Administrators.Studio.StudioTexts", typeof(StudioTexts).Assembly);

    /// <exception cref="MissingManifestResourceException">No such text; a bug.</exception>
    public static string Of(string key) => Source.GetString(key, Texts.Russian) ?? throw new MissingManifestResourceException(key);

    public static string Of(string key, params object?[] values) => string.Format(CultureInfo.CurrentCulture, Of(key), values);

    /// <summary>Choices of one list, each a word of the language with its label.</summary>
    public static IEnumerable<(string Word, string Label)> Choices(string list, params IEnumerable<string> words) =>
        words.Select(word => (word, Source.GetString($"{list}_{word}", Texts.Russian) ?? word));
}
