using System.Resources;
using Iom.Host.Resources;

namespace Iom.Host.Administrators.Definitions;

/// <summary>Texts of the pages about drafts and versions, from <c>Resources/DefinitionTexts.resx</c>.</summary>
public static class DefinitionTexts
{
    private static readonly ResourceManager Source = new("Iom.Host.Resources.DefinitionTexts", typeof(DefinitionTexts).Assembly);

    /// <exception cref="MissingManifestResourceException">No such text; a bug.</exception>
    public static string Of(string key, params object?[] values)
    {
        var text = Source.GetString(key, Texts.Russian) ?? throw new MissingManifestResourceException(key);
        return values.Length == 0 ? text : string.Format(Texts.Russian, text, values);
    }
}
