using System.Globalization;
using System.Resources;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Execution;

/// <summary>Refusals that only execution can give, with their sentences from <c>ExecutionRefusals.resx</c>.</summary>
public static class ExecutionRefusals
{
    private static readonly ResourceManager Sentences = new("Iom.Workflows.Execution.ExecutionRefusals", typeof(ExecutionRefusals).Assembly);

    public static Refusal Of(string code, RefusalKind kind) => new(
        code, kind, Sentences.GetString(code, CultureInfo.GetCultureInfo("ru-RU")) ?? throw new MissingManifestResourceException(code));
}
