using System.Text.Json.Serialization;

namespace Iom.Workflows.Engine;

/// <summary>What is remembered of a stage.</summary>
/// <param name="Rounds">Rounds in the current year.</param>
/// <param name="DoneOn">Local day on which it was last completed.</param>
/// <param name="Outcome">With which it was last left.</param>
/// <param name="FirstEnteredOn">Local day on which it was first entered this year; null unless a rule of the plan asks about it.</param>
/// <param name="ReturnedOn">Local day of the return that led into the present round; null: none did, or no rule asks about it.</param>
/// <param name="ReturnDueOn">The last day named with that return.</param>
/// <param name="Run">Number of the life; 0: the main one.</param>
public sealed record StageRecord(
    string Key,
    int Rounds,
    DateOnly? DoneOn,
    string? Outcome = null,
    DateOnly? FirstEnteredOn = null,
    DateOnly? ReturnedOn = null,
    DateOnly? ReturnDueOn = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Run = 0);

/// <summary>The last answer to a slot.</summary>
/// <param name="By">Who answered.</param>
/// <param name="Outcome">Key of the outcome.</param>
/// <param name="Force">Its legal force.</param>
/// <param name="Current">Nothing was returned in its life since, and no new year began.</param>
/// <param name="Run">Number of the life; 0: the main one.</param>
public sealed record SlotAnswer(
    string Stage,
    string Slot,
    int By,
    string Outcome,
    OutcomeForce Force,
    bool Current,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Run = 0);
