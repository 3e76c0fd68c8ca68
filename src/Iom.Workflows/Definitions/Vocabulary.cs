using System.Collections.Immutable;

namespace Iom.Workflows.Definitions;

/// <summary>Every key of the language, by the place where it may stand. <c>definitions/schema.json</c> holds the same lists, and a test compares them.</summary>
public static class Vocabulary
{
    /// <summary>Where an overlay puts a new stage, slot or field, or takes one away.</summary>
    public static readonly ImmutableArray<string> Placing = ["after", "before", "remove"];

    public static readonly ImmutableArray<string> Definition =
    [
        "apiVersion", "key", "version", "title", "summary", "kind", "extends", "scope", "applies", "runtime", "cap", "years",
        "send_window", "basis", "defaults", "points", "stages", "budgets", "sittings", "subject", "requires", "tracks", "triggers", "campaigns",
    ];

    public static readonly ImmutableArray<string> Years = ["default", "begins_at"];

    public static readonly ImmutableArray<string> Basis = ["title", "number", "date", "issuer"];

    public static readonly ImmutableArray<string> Defaults = ["reminders", "escalation"];

    public static readonly ImmutableArray<string> Stage =
        ["key", "title", "summary", "when", "policy", "on_negative", "seals_revision", "slots", "on", "awaits", "ends", .. Placing];

    public static readonly ImmutableArray<string> Policy = ["at_least"];

    public static readonly ImmutableArray<string> Transition = ["to", "rounds", "due"];

    public static readonly ImmutableArray<string> ReturnDue = ["least", "most", "default"];

    public static readonly ImmutableArray<string> Budget = ["key", "title", "from", "through", "within", .. Placing];

    public static readonly ImmutableArray<string> Sitting = ["body", "on"];

    public static readonly ImmutableArray<string> Slot =
    [
        "key", "title", "instruction", "kind", "verdict", "performer", "when", "opens", "deadline", "reminders", "escalation",
        "fields", "shows", "outcomes", "same_person", "timeout", "requires", "each", "enough", "into", "vote", "batch", .. Placing,
    ];

    public static readonly ImmutableArray<string> Each = ["rows", "dates"];

    public static readonly ImmutableArray<string> Every = ["every", "of"];

    public static readonly ImmutableArray<string> Vote = ["quorum", "majority", "of", "tie", "secret", "interested", "no_quorum"];

    public static readonly ImmutableArray<string> Track = ["key", "title", "when", "starts", "each", "stages", .. Placing];

    public static readonly ImmutableArray<string> Start = ["with", "entering", "on", "trigger"];

    public static readonly ImmutableArray<string> StartOn = ["stage", "outcome"];

    public static readonly ImmutableArray<string> Trigger = ["key", "title", "by", "when", "fields", "to", .. Placing];

    public static readonly ImmutableArray<string> TriggerTarget = ["stage", "track"];

    public static readonly ImmutableArray<string> Campaign = ["key", "title", "when", "on", "years", .. Placing];

    public static readonly ImmutableArray<string> Performer =
    [
        "role", "level", "org_type", "unit", "relative", "one_of", "all_of", "first_of", "body", "members", "person", "field", "row",
        "same_as", "educators", "pool", "where", "max_load", "except", "if_nobody",
    ];

    public static readonly ImmutableArray<string> Educators = ["where"];

    public static readonly ImmutableArray<string> MaxLoad = ["role", "below"];

    public static readonly ImmutableArray<string> Condition =
    [
        "all", "any", "not", "category", "org_type", "track", "leader", "tenure_below", "has_association", "year",
        "attribute", "field", "row", "age_below", "qualification", "has", "round", "outcome", "between",
    ];

    public static readonly ImmutableArray<string> Comparison =
        ["is", "below", "at_least", "filled", "years_below", "years_at_least", "before", "since"];

    /// <summary>A fact of the directory.</summary>
    public static readonly ImmutableArray<string> Attribute = ["of", "key", .. Comparison];

    /// <summary>A fact of the document or of a row.</summary>
    public static readonly ImmutableArray<string> Fact = ["key", .. Comparison];

    public static readonly ImmutableArray<string> Round = ["from"];

    public static readonly ImmutableArray<string> StageOutcome = ["stage", "is"];

    public static readonly ImmutableArray<string> Requirement = ["that", "message", "soft"];

    public static readonly ImmutableArray<string> Timeout = ["after", "outcome"];

    public static readonly ImmutableArray<string> Cap = ["years", "suspension_counts"];

    public static readonly ImmutableArray<string> Subject = ["title", "who"];

    public static readonly ImmutableArray<string> Prefill = ["from", "attribute"];

    public static readonly ImmutableArray<string> DateRule =
    [
        "day", "month", "date", "at", "after", "before", "earliest", "latest", "cases", "when", "working_days", "calendar_days",
        "weeks", "months", "years", "count_from", "roll", "at_least", "set_by_return",
    ];

    public static readonly ImmutableArray<string> Anchor =
        ["stage", "day", "date", "each", "field", "row", "entered", "sitting", "level", "notice"];

    public static readonly ImmutableArray<string> Reminder = ["before", "on", "after", "every", "times"];

    public static readonly ImmutableArray<string> Escalation = ["after", "to", "mode"];

    public static readonly ImmutableArray<string> Field =
        ["key", "title", "type", "required", "hint", "options", "columns", "min", "max", "from", "prefill", .. Placing];

    public static readonly ImmutableArray<string> Option = ["key", "title"];

    public static readonly ImmutableArray<string> Outcome = ["key", "title", "sense", "comment"];
}
