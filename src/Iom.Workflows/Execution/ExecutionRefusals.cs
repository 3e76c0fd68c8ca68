using System.Globalization;
using System.Resources;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Execution;

/// <summary>Refusals that only execution can give, with their sentences from <c>ExecutionRefusals.resx</c>.</summary>
public static class ExecutionRefusals
{
    private static readonly ResourceManager Sentences = new("Iom.Workflows.Execution.ExecutionRefusals", typeof(ExecutionRefusals).Assembly);

    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru-RU");

    public static Refusal Of(string code, RefusalKind kind) => new(code, kind, Sentence(code));

    /// <summary>A migration cannot be taken back: something happened since.</summary>
    /// <param name="day">When, local to the organisation.</param>
    /// <param name="deed">Stored name of the event.</param>
    public static Refusal Settled(DateOnly day, string deed) => new(
        "migration_settled", RefusalKind.Conflict, Sentence("migration_settled_by", day.ToString("d MMMM yyyy", Russian), Sentence($"since_{deed}")));

    private static string Sentence(string name, params object[] facts)
    {
        var text = Sentences.GetString(name, Russian) ?? throw new MissingManifestResourceException(name);
        return facts.Length == 0 ? text : string.Format(Russian, text, facts);
    }
}
