using System.Globalization;
using System.Resources;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Verification;

/// <summary>Sentences of findings and words of witnesses, from <c>VerificationTexts.resx</c>.</summary>
internal static class VerificationTexts
{
    private static readonly ResourceManager Texts = new("Iom.Workflows.Verification.VerificationTexts", typeof(VerificationTexts).Assembly);
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru-RU");

    /// <exception cref="MissingManifestResourceException">No such text; a bug.</exception>
    public static string Of(string name, params object?[] facts) =>
        string.Format(Russian, Texts.GetString(name, Russian) ?? throw new MissingManifestResourceException(name), facts);

    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", Russian);

    /// <summary>«Директор»: who is asked to do a slot, at the beginning of a phrase.</summary>
    public static string Performer(ProcessPlan plan, SlotPlan slot)
    {
        var who = PlanText.Performer(slot.Performer.Rule, plan);
        return string.Concat(char.ToUpper(who[0], Russian).ToString(), who.AsSpan(1));
    }
}
