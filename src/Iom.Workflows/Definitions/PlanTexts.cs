using System.Globalization;
using System.Resources;

namespace Iom.Workflows.Definitions;

/// <summary>Words and phrases about plans, from <c>PlanTexts.resx</c>.</summary>
internal static class PlanTexts
{
    private static readonly ResourceManager Texts = new("Iom.Workflows.Definitions.PlanTexts", typeof(PlanTexts).Assembly);
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru-RU");

    /// <exception cref="MissingManifestResourceException">No such text; a bug.</exception>
    public static string Of(string name, params object?[] facts) => string.Format(Russian, Get(name), facts);

    /// <summary>Null: there is no such text.</summary>
    public static string? Find(string name) => Texts.GetString(name, Russian);

    /// <summary>The label of a key that definitions may use freely; a key nobody translated speaks for itself.</summary>
    public static string Label(string kind, string key) => Find($"{kind}_{key}") ?? key;

    /// <summary>«3 рабочих дня».</summary>
    public static string Count(int amount, string unit) => string.Create(Russian, $"{amount} {Form(amount, unit)}");

    /// <summary>The form of a word that goes with a number; the resource holds the three of them («день|дня|дней»).</summary>
    public static string Form(int amount, string name)
    {
        var forms = Get(name).Split('|');
        var (tens, ones) = (amount / 10 % 10, amount % 10);
        return tens != 1 && ones == 1 ? forms[0] : tens != 1 && ones is >= 2 and <= 4 ? forms[1] : forms[2];
    }

    /// <summary>A day of any year: «20 сентября»; of a month that has no such day the last one, as the calendar takes it.</summary>
    public static string Day(int month, int day) =>
        new DateOnly(2024, month, Math.Min(day, DateTime.DaysInMonth(2024, month))).ToString("d MMMM", Russian);

    /// <summary>A day of one year: «15 ноября 2026 года».</summary>
    public static string Date(DateOnly day) => string.Create(Russian, $"{day:d MMMM yyyy} года");

    private static string Get(string name) => Find(name) ?? throw new MissingManifestResourceException(name);
}
