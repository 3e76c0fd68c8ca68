using System.Globalization;
using System.Resources;

namespace Iom.Workflows.Definitions;

/// <summary>Words and phrases about plans, from <c>PlanTexts.resx</c>.</summary>
internal static class PlanTexts
{
    private static readonly ResourceManager Texts = new("Iom.Workflows.Definitions.PlanTexts", typeof(PlanTexts).Assembly);
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru-RU");

    /// <exception cref="MissingManifestResourceException">No such text; a bug.</exception>
    public static string Of(string name, params object?[] facts) =>
        Find(name) is { } text ? string.Format(Russian, text, facts) : throw new MissingManifestResourceException(name);

    /// <summary>Null: there is no such text.</summary>
    public static string? Find(string name) => Texts.GetString(name, Russian);
}
