using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Iom.Workflows.Definitions;
using Iom.Workflows.Documents;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Verification.Exploration;

/// <summary>
/// What of a state decides about the future: everything but numbers, days and names; of the document what is asked about it. It is the
/// state's own JSON, so whatever is added to the state counts from the first day on. Rounds are counted as far as the plan looks at them.
/// </summary>
internal sealed class StateKey
{
    /// <summary>Rounds told apart where no rule looks at them.</summary>
    private const int Unlimited = 1;

    /// <summary>The number of all runs that are over.</summary>
    private const int Over = -1;

    private readonly FrozenDictionary<string, int> bounds;
    private readonly FrozenSet<string> askedOutcomes;
    private readonly RoundsAhead ahead;
    private readonly FrozenSet<string> restarted;
    private readonly DocumentLook look;
    private readonly Dictionary<PathwayDocument, string> looks = new(ReferenceEqualityComparer.Instance);

    public StateKey(ProcessPlan plan, Mentions mentions, DateOnly today)
    {
        var asked = mentions.Atoms.OfType<Condition.RoundAtLeast>().Select(atom => atom.Round).Append(Unlimited).Max();
        bounds = plan.AllStages.ToFrozenDictionary(stage => stage.Key, stage => Bound(stage, asked), StringComparer.Ordinal);
        askedOutcomes = mentions.Atoms.OfType<Condition.StageOutcome>().Select(atom => atom.Stage).ToFrozenSet(StringComparer.Ordinal);
        ahead = new RoundsAhead(plan);
        restarted = plan.Tracks.Where(track => track is { Starts: TrackStart.OnTrigger, Rows: null }).Select(track => track.Key).ToFrozenSet(StringComparer.Ordinal);
        look = new DocumentLook(mentions, today);
    }

    public string Of(StateGraph.Cast cast, PathwayState state)
    {
        var runs = Numbers(state);
        var bare = state with
        {
            SubjectId = 0,
            StartOn = default,
            AcademicYear = 0,
            NextItem = 0,
            Revisions = 0,
            Runs = 0,
            CapRung = 0,
            Attention = null,
            Round = Bounded(state.Stage, state.Round),
            Tracks = [.. state.Tracks.Where(Matters).Select(track => Bare(track, runs)).Distinct().OrderBy(track => track.Number).ThenBy(track => track.Track, StringComparer.Ordinal)
                .ThenBy(track => track.Part?.Row)],
            // Items of one slot that stand alike are alike.
            Items = [.. state.Items.Select(item => Bare(item, runs)).Where(item => item.Run != Over).OrderBy(item => item.Run).ThenBy(item => item.Slot, StringComparer.Ordinal)
                .ThenBy(item => item.Status).ThenBy(item => item.Outcome, StringComparer.Ordinal).ThenBy(item => item.Part?.Row)],
            Stages = [.. state.Stages.Select(record => Bare(state, record, runs)).Where(record => record is not { Rounds: 0, Outcome: null }).Distinct().OrderBy(record => record.Run).ThenBy(record => record.Key, StringComparer.Ordinal)],
            Counted = [.. state.Counted.Select(counted => counted with { Run = Number(runs, counted.Run) })],
            Answers = state.Answers is { } answers
                ? [.. answers.OrderBy(answer => answer.Stage, StringComparer.Ordinal).ThenBy(answer => answer.Slot, StringComparer.Ordinal)] : null,
        };
        return $"{cast.Number.ToString(CultureInfo.InvariantCulture)}{Look(state)}{JsonSerializer.Serialize(bare, StateJson.Default.PathwayState)}";
    }

    private static int Bound(StagePlan stage, int asked)
    {
        var limit = stage.Transitions.Max(transition => transition.MaxRounds) ?? Unlimited;
        var ballots = stage.Slots.Any(slot => slot.Vote is { RepeatsWithoutQuorum: true }) ? VotePlan.MostBallots : Unlimited;
        return Math.Max(asked, Math.Max(limit, ballots));
    }

    /// <summary>What of the document decides about the future.</summary>
    public string Look(PathwayState state)
    {
        if (!looks.TryGetValue(state.Document, out var seen))
        {
            seen = look.Of(state.Document);
            looks.Add(state.Document, seen);
        }

        return seen;
    }

    /// <summary>Runs in an order that does not depend on when they began: those that stand alike are alike.</summary>
    private Dictionary<int, int> Numbers(PathwayState state)
    {
        if (state.Tracks.IsEmpty)
        {
            return [];
        }

        return state.Tracks.Where(track => track.Status == TrackStatus.Running)
            .OrderBy(track => track.Track, StringComparer.Ordinal).ThenBy(track => Bare(track.Part)?.Row).ThenBy(track => track.Stage, StringComparer.Ordinal)
            .ThenBy(track => track.Round).ThenBy(track => Standing(state, track.Number), StringComparer.Ordinal)
            .Select((track, at) => (track.Number, At: at + 1)).ToDictionary(run => run.Number, run => run.At);
    }

    private static string Standing(PathwayState state, int run) =>
        string.Join(';', state.Items.Where(item => item.Run == run).Select(item => $"{item.Slot}{item.Status}{item.Outcome}").Order(StringComparer.Ordinal));

    private static int Number(Dictionary<int, int> runs, int run) => run == 0 ? 0 : runs.GetValueOrDefault(run, Over);

    private TrackState Bare(TrackState track, Dictionary<int, int> runs) => track with
    {
        Number = Number(runs, track.Number),
        Part = Bare(track.Part),
        Round = Bounded(track.Stage, track.Round),
        Status = track.Status == TrackStatus.Running ? TrackStatus.Running : TrackStatus.Completed,
    };

    private ItemState Bare(ItemState item, Dictionary<int, int> runs) => item with
    {
        Number = 0,
        Run = Number(runs, item.Run),
        Part = Bare(item.Part),
        Assignees = item.Assignees.IsEmpty ? [] : [0],
        ClaimedBy = null,
        OpensOn = default,
        DueOn = null,
        NextRung = 0,
        NextRungAt = null,
        DecidedBy = null,
        ReturnDueOn = null,
    };

    /// <summary>Only rows that may fare differently are told apart.</summary>
    private ItemPart? Bare(ItemPart? part) => part is { Row: { } row } && look.TellsRowsApart ? new ItemPart(part.Table, row) : null;

    /// <summary>A track that can be set off again at any time need not be remembered when it is over.</summary>
    private bool Matters(TrackState track) => track.Status == TrackStatus.Running || !restarted.Contains(track.Track);

    private StageRecord Bare(PathwayState state, StageRecord record, Dictionary<int, int> runs)
    {
        var run = Number(runs, record.Run);
        return record with
        {
            Run = run,
            Rounds = run == Over || !ahead.Count(state.StageOf(record.Run), record.Key) ? 0 : Bounded(record.Key, record.Rounds),
            Outcome = askedOutcomes.Contains(record.Key) ? record.Outcome : null,
            DoneOn = null,
            FirstEnteredOn = null,
            ReturnedOn = null,
            ReturnDueOn = null,
        };
    }

    private int Bounded(string? stage, int rounds) => Math.Min(rounds, stage is null ? Unlimited : bounds.GetValueOrDefault(stage, Unlimited));
}

/// <summary>JSON of states for comparing them.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(PathwayState))]
internal sealed partial class StateJson : JsonSerializerContext;
