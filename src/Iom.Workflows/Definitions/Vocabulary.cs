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
        "send_window", "basis", "defaults", "points", "stages", "tracks", "triggers", "campaigns",
    ];

    public static readonly ImmutableArray<string> Years = ["default", "begins_at"];

    public static readonly ImmutableArray<string> Basis = ["title", "number", "date", "issuer"];

    public static readonly ImmutableArray<string> Defaults = ["reminders", "escalation"];

    public static readonly ImmutableArray<string> Stage =
        ["key", "title", "summary", "when", "policy", "on_negative", "seals_revision", "slots", "on", "awaits", "ends", .. Placing];

    public static readonly ImmutableArray<string> Policy = ["at_least"];

    public static readonly ImmutableArray<string> Transition = ["to", "rounds"];

    public static readonly ImmutableArray<string> Slot =
    [
        "key", "title", "instruction", "kind", "verdict", "performer", "when", "opens", "deadline", "reminders", "escalation",
        "fields", "shows", "outcomes", "each", "enough", "into", "vote", "batch", .. Placing,
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

    public static readonly ImmutableArray<string> Performer = ["role", "level", "relative", "one_of", "body", "person", "if_nobody"];

    public static readonly ImmutableArray<string> Condition =
        ["all", "any", "not", "category", "org_type", "track", "leader", "tenure_below", "has_association", "year"];

    public static readonly ImmutableArray<string> DateRule =
    [
        "day", "month", "at", "after", "before", "earliest", "latest", "working_days", "calendar_days", "weeks", "months", "years",
        "roll", "at_least",
    ];

    public static readonly ImmutableArray<string> Anchor = ["stage", "day", "each"];

    public static readonly ImmutableArray<string> Reminder = ["before", "on", "after", "every", "times"];

    public static readonly ImmutableArray<string> Escalation = ["after", "to", "mode"];

    public static readonly ImmutableArray<string> Field =
        ["key", "title", "type", "required", "hint", "options", "columns", "min", "max", .. Placing];

    public static readonly ImmutableArray<string> Option = ["key", "title"];

    public static readonly ImmutableArray<string> Outcome = ["key", "title", "sense", "comment"];
}
