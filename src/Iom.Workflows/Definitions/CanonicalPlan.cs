using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Iom.Workflows.Definitions;

/// <summary>
/// The one spelling of a plan: two files that mean the same give the same bytes, whatever their white space, comments and names.
/// What has its usual value is left out, so that a later version of the program that knows more does not change old hashes.
/// </summary>
internal static class CanonicalPlan
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>SHA-256 in lower-case hex.</summary>
    public static string Hash(ProcessPlan plan) => Convert.ToHexStringLower(SHA256.HashData(Write(plan).Span));

    public static ReadOnlyMemory<byte> Write(ProcessPlan plan)
    {
        var bytes = new ArrayBufferWriter<byte>(16 * 1024);
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            WritePlan(json, plan);
        }

        return bytes.WrittenMemory;
    }

    private static void WritePlan(Utf8JsonWriter json, ProcessPlan plan)
    {
        json.WriteStartObject();
        json.WriteString("key", plan.Key);
        json.WriteNumber("version", plan.Version);
        json.WriteString("title", plan.Title);
        Text(json, "summary", plan.Summary);
        json.WriteString("kind", plan.Kind);
        json.WriteString("runtime", plan.Runtime ?? RuntimeNames.Native);
        // No name is spelled as it was before it meant something else than the native one, so that hashes hold.
        Flag(json, "runtime_named", plan.Runtime == RuntimeNames.Native);
        Text(json, "scope", plan.Scope);
        Condition(json, "applies", plan.AppliesTo);
        json.WriteNumber("cap", plan.CapYears);
        json.WriteNumber("years", plan.DefaultYears);
        Text(json, "begins_at", plan.YearBeginsAt);
        json.WriteString("send_window", string.Create(CultureInfo.InvariantCulture, $"{plan.SendWindow.From:HH\\:mm}-{plan.SendWindow.To:HH\\:mm}"));
        List(json, "extends", plan.Extends, json.WriteStringValue);
        List(json, "basis", plan.Basis, basis => WriteBasis(json, basis));
        List(json, "points", [.. plan.Locks.OrderBy(point => point.Key, StringComparer.Ordinal)], point => json.WriteStringValue($"{point.Key}={Words.For(Words.Locks, point.Value)}"));
        Flag(json, "by_hand", plan.ByHand);
        Flag(json, "suspension_free", !plan.SuspensionCounts);
        Text(json, "subject", plan.Subject is { } subject ? $"{Words.For(Words.Subjects, subject.Who)}/{subject.Title}" : null);
        List(json, "requires", plan.Requires, requirement => json.WriteStringValue(CanonicalRules.Requirement(requirement)));
        List(json, "stages", plan.Stages, stage => WriteStage(json, stage));
        List(json, "budgets", plan.Budgets, budget => json.WriteStringValue(
            $"{budget.Key}>{budget.From}:{budget.Through}:{CanonicalRules.Distance(budget.Within)}:{budget.Title}"));
        List(json, "sittings", plan.Sittings, sitting => json.WriteStringValue(
            $"{sitting.Body}>{string.Join(';', sitting.On.Select(CanonicalRules.Date))}"));
        List(json, "tracks", plan.Tracks, track => WriteTrack(json, track));
        List(json, "triggers", plan.Triggers, trigger => WriteTrigger(json, trigger));
        List(json, "campaigns", plan.Campaigns, campaign => json.WriteStringValue(
            $"{campaign.Key}/{campaign.Title}/{CanonicalRules.Condition(campaign.When)}/{CanonicalRules.Date(campaign.On)}/{campaign.Years}"));
        json.WriteEndObject();
    }

    private static void WriteBasis(Utf8JsonWriter json, LegalBasis basis)
    {
        json.WriteStartObject();
        json.WriteString("title", basis.Title);
        Text(json, "number", basis.Number);
        Text(json, "date", basis.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Text(json, "issuer", basis.Issuer);
        json.WriteEndObject();
    }

    private static void WriteTrack(Utf8JsonWriter json, TrackPlan track)
    {
        json.WriteStartObject();
        json.WriteString("key", track.Key);
        json.WriteString("title", track.Title);
        Condition(json, "when", track.When);
        json.WriteString("starts", CanonicalRules.Start(track.Starts));
        Text(json, "rows", track.Rows);
        List(json, "stages", track.Stages, stage => WriteStage(json, stage));
        json.WriteEndObject();
    }

    private static void WriteTrigger(Utf8JsonWriter json, TriggerPlan trigger)
    {
        json.WriteStartObject();
        json.WriteString("key", trigger.Key);
        json.WriteString("title", trigger.Title);
        json.WriteString("by", CanonicalRules.Performer(trigger.By));
        Condition(json, "when", trigger.When);
        List(json, "fields", trigger.Fields, field => WriteField(json, field));
        Text(json, "stage", trigger.Stage);
        Text(json, "track", trigger.Track);
        json.WriteEndObject();
    }

    private static void WriteStage(Utf8JsonWriter json, StagePlan stage)
    {
        json.WriteStartObject();
        json.WriteString("key", stage.Key);
        json.WriteString("title", stage.Title);
        Text(json, "summary", stage.Summary);
        Condition(json, "when", stage.When);
        json.WriteString("policy", $"{stage.Policy.Kind}/{stage.Policy.Count}/{stage.Policy.Negative}");
        Flag(json, "seals", stage.SealsRevision);
        List(json, "on", [.. stage.Transitions.OrderBy(transition => transition.Outcome, StringComparer.Ordinal)], transition =>
            json.WriteStringValue($"{transition.Outcome}>{transition.Target}:{string.Join(',', transition.Stages)}:{transition.MaxRounds}{Due(transition.Due)}"));
        List(json, "slots", stage.Slots, slot => WriteSlot(json, slot));
        List(json, "awaits", [.. stage.Awaits.Order(StringComparer.Ordinal)], json.WriteStringValue);
        List(json, "ends", [.. stage.Ends.Order(StringComparer.Ordinal)], json.WriteStringValue);
        json.WriteEndObject();
    }

    private static void WriteSlot(Utf8JsonWriter json, SlotPlan slot)
    {
        json.WriteStartObject();
        json.WriteString("key", slot.Key);
        json.WriteString("title", slot.Title);
        Text(json, "instruction", slot.Instruction);
        json.WriteString("kind", Words.For(Words.Kinds, slot.Kind));
        Text(json, "verdict", slot.Verdict is { } verdict ? Words.For(Words.Verdicts, verdict) : null);
        json.WriteString("performer", CanonicalRules.Performer(slot.Performer));
        Condition(json, "when", slot.When);
        List(json, "outcomes", slot.Outcomes, outcome => json.WriteStringValue($"{outcome.Key}/{outcome.Sense}/{outcome.CommentRequired}/{outcome.Title}"));
        List(json, "fields", slot.Fields, field => WriteField(json, field));
        List(json, "shows", slot.Shows, json.WriteStringValue);
        Text(json, "opens", slot.Opens is null ? null : CanonicalRules.Date(slot.Opens));
        Text(json, "deadline", slot.Deadline is null ? null : CanonicalRules.Deadline(slot.Deadline));
        List(json, "reminders", slot.Reminders, rung => json.WriteStringValue($"{rung.OffsetDays} {rung.Unit} {rung.RepeatEvery} {rung.Times}"));
        List(json, "escalation", slot.Escalations, rung => json.WriteStringValue($"{rung.AfterDays} {rung.Unit} {rung.Mode} {CanonicalRules.Performer(rung.To)}"));
        Flag(json, "skips_same_person", slot.SkipsSamePerson);
        Text(json, "timeout", slot.Timeout is { } silence ? $"{silence.AfterDays} {silence.Unit} {silence.Outcome}" : null);
        List(json, "requires", slot.Requires, requirement => json.WriteStringValue(CanonicalRules.Requirement(requirement)));
        Text(json, "each", slot.Each is null ? null : CanonicalRules.Each(slot.Each));
        Text(json, "enough", slot.Enough == Enough.All ? null : CanonicalRules.Enough(slot.Enough));
        Text(json, "into", slot.Into);
        Text(json, "vote", slot.Vote is null ? null : CanonicalRules.Vote(slot.Vote));
        Text(json, "batch", slot.Batch is { } batch ? Words.For(Words.Batches, batch) : null);
        json.WriteEndObject();
    }

    private static string Due(ReturnDuePlan? due) => due is null
        ? string.Empty
        : $":{CanonicalRules.Distance(due.Least)},{CanonicalRules.Distance(due.Most)},{CanonicalRules.Distance(due.Default)}";

    private static void WriteField(Utf8JsonWriter json, FieldPlan field)
    {
        json.WriteStartObject();
        json.WriteString("key", field.Key);
        json.WriteString("title", field.Title);
        json.WriteString("type", Words.For(Words.FieldTypes, field.Type));
        Flag(json, "required", field.Required);
        Text(json, "hint", field.Hint);
        json.WriteString("limits", $"{field.MaxLength}/{field.Min}/{field.Max}");
        List(json, "options", field.Options, option => json.WriteStringValue($"{option.Key}={option.Title}"));
        Text(json, "from", field.From is null ? null : CanonicalRules.Performer(field.From));
        Text(json, "prefill", field.Prefill is null ? null : CanonicalRules.Prefill(field.Prefill));
        List(json, "columns", field.Columns, column => WriteField(json, column));
        json.WriteEndObject();
    }

    private static void Condition(Utf8JsonWriter json, string name, Condition condition)
    {
        var text = CanonicalRules.Condition(condition);
        Text(json, name, text == CanonicalRules.Always ? null : text);
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void Flag(Utf8JsonWriter json, string name, bool value)
    {
        if (value)
        {
            json.WriteBoolean(name, value);
        }
    }

    private static void List<T>(Utf8JsonWriter json, string name, ImmutableArray<T> items, Action<T> write)
    {
        if (items.IsEmpty)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(item);
        }

        json.WriteEndArray();
    }
}
