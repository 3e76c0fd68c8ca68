using System.Globalization;
using System.Resources;

namespace Iom.Workflows.Definitions.Layers;

/// <summary>Words about points and what changed in them, from <c>LayerTexts.resx</c>.</summary>
internal static class LayerTexts
{
    private static readonly ResourceManager Texts = new("Iom.Workflows.Definitions.Layers.LayerTexts", typeof(LayerTexts).Assembly);
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru-RU");

    /// <exception cref="MissingManifestResourceException">No such text; a bug.</exception>
    public static string Of(string name, params object?[] facts) =>
        string.Format(Russian, Find(name) ?? throw new MissingManifestResourceException(name), facts);

    /// <summary>Null: there is no such text.</summary>
    public static string? Find(string name) => Texts.GetString(name, Russian);
}
