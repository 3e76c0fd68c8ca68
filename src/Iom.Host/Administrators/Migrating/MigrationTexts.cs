using System.Resources;
using Iom.Host.Resources;

namespace Iom.Host.Administrators.Migrating;

/// <summary>Words of the migration wizard, from <c>MigrationTexts.resx</c>.</summary>
public static class MigrationTexts
{
    private static readonly ResourceManager Source = new("Iom.Host.Administrators.Migrating.MigrationTexts", typeof(MigrationTexts).Assembly);

    /// <exception cref="MissingManifestResourceException">No such text; a bug.</exception>
    public static string Of(string key, params object?[] values)
    {
        var text = Source.GetString(key, Texts.Russian) ?? throw new MissingManifestResourceException(key);
        return values.Length == 0 ? text : string.Format(Texts.Russian, text, values);
    }
}
