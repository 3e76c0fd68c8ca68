using System.Collections.Immutable;
using System.Diagnostics;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Documents;

namespace Iom.Workflows.Engine;

/// <summary>Whether a <see cref="Condition"/> holds.</summary>
public static class Conditions
{
    /// <summary>What conditions may look at.</summary>
    /// <param name="Educator">The subject's facts; null: somebody who is no educator.</param>
    /// <param name="Unit">The subject's organisation.</param>
    /// <param name="HasAssociation">The subject belongs to an association that has a lead.</param>
    /// <param name="Year">The n-th year of the pathway.</param>
    /// <param name="PlannedYears">Years planned.</param>
    /// <param name="Today">Local day, for lengths of service.</param>
    public sealed record Facts(Educator? Educator, OrgUnit Unit, bool HasAssociation, int Year, int PlannedYears, DateOnly Today)
    {
        /// <summary>The subject, for rules that look for people.</summary>
        public int SubjectId { get; init; } = Educator?.PersonId ?? 0;

        /// <summary>Who may do what; null: nobody is found.</summary>
        public Roster? Roster { get; init; }

        public PathwayDocument Document { get; init; } = PathwayDocument.Empty;

        /// <summary>The row a track or an item is about, by column; null: none.</summary>
        public ImmutableSortedDictionary<string, string>? Row { get; init; }

        /// <summary>Number of the life in which it is asked; 0: the main one.</summary>
        public int Run { get; init; }

        /// <summary>The n-th pass through the stage this year.</summary>
        public int Round { get; init; } = 1;

        /// <summary>What is remembered about stages.</summary>
        public ImmutableArray<StageRecord> Stages { get; init; } = [];

        /// <summary>Who answered which slot last.</summary>
        public ImmutableArray<SlotAnswer>? Answers { get; init; }

        public static Facts Of(Roster roster, Educator? educator, OrgUnit unit, int year, int plannedYears, DateOnly today) =>
            new(educator, unit, HasLead(roster, educator, today), year, plannedYears, today) { Roster = roster };

        internal static bool HasLead(Roster roster, Educator? educator, DateOnly today)
        {
            if (educator?.AssociationId is not { } association)
            {
                return false;
            }

            foreach (var lead in roster.AtAssociation(association, Roles.AssociationLead))
            {
                if (lead.HoldsOn(today))
                {
                    return true;
                }
            }

            return false;
        }
    }

    public static bool Holds(Condition condition, Facts facts) => condition switch
    {
        Condition.AllOf all => All(all, facts),
        Condition.AnyOf any => any.Conditions.Any(inner => Holds(inner, facts)),
        Condition.Not not => !Holds(not.Inner, facts),
        Condition.Category category => facts.Educator is { } educator && category.Keys.Contains(educator.Category),
        Condition.OrgType type => type.Keys.Contains(facts.Unit.Type),
        Condition.Track track => facts.Educator?.Track is { } own && track.Keys.Contains(own),
        Condition.Leader leader => (facts.Educator?.Leader ?? false) == leader.Value,
        Condition.TenureBelow tenure => facts.Educator?.TenureSince.AddYears(tenure.Years) > facts.Today,
        Condition.HasAssociation has => facts.HasAssociation == has.Value,
        Condition.Year year => HoldsYear(year.Position, facts),
        Condition.Fact fact => Comparisons.Holds(fact.Comparison, ValuesOf(fact, facts), facts.Today),
        Condition.Has has => facts.Roster?.PeopleOf(has.Rule, Context(facts)).IsEmpty == false,
        Condition.RoundAtLeast round => facts.Round >= round.Round,
        Condition.StageOutcome left => WasLeft(left, facts),
        Condition.Season season => InSeason(season, facts.Today),
        _ => throw new UnreachableException($"No rule for the condition {condition.GetType().Name}."),
    };

    /// <param name="turn">The decision being made.</param>
    /// <param name="condition">What is asked.</param>
    /// <param name="round">The round it is asked about; null: the current one.</param>
    /// <param name="document">The document as it would be; null: as it is.</param>
    internal static bool Holds(this Turn turn, Condition condition, int? round = null, PathwayDocument? document = null)
    {
        if (condition is Condition.AllOf { Conditions.IsEmpty: true })
        {
            return true;
        }

        var state = turn.State;
        var educator = turn.Roster.Educator(state.SubjectId);
        return Holds(condition, new Facts(educator, turn.Unit, Facts.HasLead(turn.Roster, educator, turn.Today), state.Year, state.PlannedYears, turn.Today)
        {
            Roster = turn.Roster,
            SubjectId = state.SubjectId,
            Document = document ?? state.Document,
            Row = document is null ? turn.Row : turn.RowOf(document),
            Run = turn.Life,
            Round = round ?? state.RoundOf(turn.Life),
            Stages = state.Stages,
            Answers = state.Answers,
        });
    }

    private static ImmutableArray<string> ValuesOf(Condition.Fact fact, Facts facts) => fact.Source switch
    {
        FactSource.Educator => Comparisons.Values(facts.Educator?.Attributes.GetValueOrDefault(fact.Key)),
        FactSource.Organisation => Comparisons.Values(facts.Unit.Attributes.GetValueOrDefault(fact.Key)),
        FactSource.Document => Comparisons.Values(facts.Document.Fields.GetValueOrDefault(fact.Key)),
        FactSource.Row => Comparisons.Values(facts.Row?.GetValueOrDefault(fact.Key)),
    };

    private static PerformerContext Context(Facts facts) => new(
        PathwayState.NotStarted with
        {
            SubjectId = facts.SubjectId,
            Year = facts.Year,
            PlannedYears = facts.PlannedYears,
            Document = facts.Document,
            Stages = facts.Stages,
            Answers = facts.Answers,
        },
        facts.Today,
        BarSubject: false,
        facts.Row,
        facts.Run);

    private static bool WasLeft(Condition.StageOutcome left, Facts facts)
    {
        var (own, other) = ((bool?)null, false);
        foreach (var record in facts.Stages)
        {
            if (record.Key == left.Stage)
            {
                var so = record.Outcome is { } outcome && left.Outcomes.Contains(outcome);
                own = record.Run == facts.Run ? so : own;
                other |= so;
            }
        }

        return own ?? other;
    }

    private static bool InSeason(Condition.Season season, DateOnly today)
    {
        var (from, to, day) = ((season.From.Month, season.From.Day), (season.To.Month, season.To.Day), (today.Month, today.Day));
        return from.CompareTo(to) <= 0
            ? day.CompareTo(from) >= 0 && day.CompareTo(to) <= 0
            : day.CompareTo(from) >= 0 || day.CompareTo(to) <= 0;
    }

    private static bool All(Condition.AllOf all, Facts facts)
    {
        foreach (var inner in all.Conditions)
        {
            if (!Holds(inner, facts))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HoldsYear(YearPosition position, Facts facts) => position switch
    {
        YearPosition.First => facts.Year == 1,
        YearPosition.NotFirst => facts.Year > 1,
        YearPosition.Last => facts.Year >= facts.PlannedYears,
        YearPosition.NotLast => facts.Year < facts.PlannedYears,
    };
}
