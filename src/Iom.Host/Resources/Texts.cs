using System.Globalization;
using System.Resources;

namespace Iom.Host.Resources;

/// <summary>Texts that people see, from <c>Texts.resx</c>, with the plural forms of Russian.</summary>
public static class Texts
{
    private static readonly ResourceManager Source = new("Iom.Host.Resources.Texts", typeof(Texts).Assembly);

    public static CultureInfo Russian { get; } = CultureInfo.GetCultureInfo("ru-RU");

    /// <exception cref="MissingManifestResourceException">No such text; a bug.</exception>
    public static string Of(string key) => Source.GetString(key, Russian) ?? throw new MissingManifestResourceException(key);

    public static string Of(string key, params object?[] values) => string.Format(Russian, Of(key), values);

    /// <summary>The text, or the key itself where definitions may use words of their own (roles, categories).</summary>
    public static string OrKey(string prefix, string key) => Source.GetString($"{prefix}_{key}", Russian) ?? key;

    /// <summary>«1 рабочий день», «2 рабочих дня», «5 рабочих дней»: the text holds the three forms, separated by a bar.</summary>
    public static string Count(string key, int number) => $"{Math.Abs(number)} {Form(key, number)}";

    /// <summary>The form of a word that goes with a number, without the number.</summary>
    public static string Form(string key, int number)
    {
        var (tens, ones) = (Math.Abs(number) % 100, Math.Abs(number) % 10);
        var form = tens is > 10 and < 20 ? 2 : ones == 1 ? 0 : ones is > 1 and < 5 ? 1 : 2;
        return Of(key).Split('|')[form];
    }

    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", Russian);
}
