using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Verification.Exploration;

/// <summary>
/// What of a state decides about the future: everything but numbers, days, names and the document. It is the state's own JSON, so
/// whatever is added to the state counts from the first day on. Rounds are counted as far as the plan limits them.
/// </summary>
internal sealed class StateKey(ProcessPlan plan)
{
    /// <summary>Rounds told apart where the plan limits none: no rule looks at them.</summary>
    private const int Unlimited = 1;

    private readonly FrozenDictionary<string, int> bounds = plan.Stages.ToFrozenDictionary(
        stage => stage.Key,
        stage => stage.Transitions.Max(transition => transition.MaxRounds) is { } limit ? Math.Max(limit, Unlimited) : Unlimited,
        StringComparer.Ordinal);

    public string Of(StateGraph.Cast cast, PathwayState state) => cast.Number.ToString(CultureInfo.InvariantCulture) + JsonSerializer.Serialize(
        state with
        {
            SubjectId = 0,
            StartOn = default,
            AcademicYear = 0,
            NextItem = 0,
            Revisions = 0,
            CapRung = 0,
            Attention = null,
            Round = Bounded(state.Stage, state.Round),
            // Items of one slot that stand alike are alike.
            Items = [.. state.Items.Select(Bare).OrderBy(item => item.Slot, StringComparer.Ordinal).ThenBy(item => item.Status).ThenBy(item => item.Outcome, StringComparer.Ordinal)],
            Stages = [.. state.Stages.OrderBy(record => record.Key, StringComparer.Ordinal).Select(record => record with { DoneOn = null, Rounds = Bounded(record.Key, record.Rounds) })],
        },
        StateJson.Default.PathwayState);

    private static ItemState Bare(ItemState item) => item with
    {
        Number = 0,
        Assignees = item.Assignees.IsEmpty ? [] : [0],
        ClaimedBy = null,
        OpensOn = default,
        DueOn = null,
        NextRung = 0,
        NextRungAt = null,
        DecidedBy = null,
    };

    private int Bounded(string? stage, int rounds) => Math.Min(rounds, stage is null ? Unlimited : bounds.GetValueOrDefault(stage, Unlimited));
}

/// <summary>JSON of states for comparing them.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(PathwayState))]
internal sealed partial class StateJson : JsonSerializerContext;
