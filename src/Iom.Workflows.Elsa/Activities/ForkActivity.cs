using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.UIHints;

namespace Iom.Workflows.Elsa.Activities;

/// <summary>Where the lives of a pathway part: through each of its ports at once. Elsa's own fork needs expressions, which the core lacks.</summary>
[Activity("Iom", "Fork", 1, "Развилка: основная линия и треки рядом с ней.", "ИОМ", DisplayName = "Развилка")]
public sealed class ForkActivity : Activity
{
    public ForkActivity()
        : base("Iom.Fork", 1)
    {
    }

    /// <summary>The lives.</summary>
    [Input(UIHint = InputUIHints.DynamicOutcomes, AutoEvaluate = false)]
    public ICollection<string> Outcomes { get; set; } = [];

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => context.CompleteActivityWithOutcomesAsync([.. Outcomes]);
}
