using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;

namespace Iom.Workflows.Definitions;

/// <summary>The one spelling of rules: performers, days, conditions. Not for people.</summary>
internal static class CanonicalRules
{
    public const string Always = "all()";

    public static string Performer(PerformerPlan plan) =>
        plan.Fallbacks.IsEmpty ? Rule(plan.Rule) : $"{Rule(plan.Rule)}|{string.Join('|', plan.Fallbacks.Select(Fallback))}";

    public static string Date(DateRule rule) => rule switch
    {
        DateRule.Offset offset => string.Create(CultureInfo.InvariantCulture, $"{Anchor(offset.Anchor)}{offset.Amount:+0;-0;+0} {offset.Unit} {offset.Roll}"),
        DateRule.Earliest earliest => $"earliest({string.Join(';', earliest.Rules.Select(Date))})",
        DateRule.Latest latest => $"latest({string.Join(';', latest.Rules.Select(Date))})",
        _ => throw new UnreachableException($"No spelling for {rule.GetType().Name}."),
    };

    public static string Condition(Condition condition) => condition switch
    {
        Definitions.Condition.AllOf all => $"all({string.Join(';', all.Conditions.Select(Condition).Order(StringComparer.Ordinal))})",
        Definitions.Condition.AnyOf any => $"any({string.Join(';', any.Conditions.Select(Condition).Order(StringComparer.Ordinal))})",
        Definitions.Condition.Not not => $"not({Condition(not.Inner)})",
        Definitions.Condition.Category category => $"category({Sorted(category.Keys)})",
        Definitions.Condition.OrgType type => $"org_type({Sorted(type.Keys)})",
        Definitions.Condition.Track track => $"track({Sorted(track.Keys)})",
        Definitions.Condition.Leader leader => $"leader({leader.Value})",
        Definitions.Condition.TenureBelow tenure => string.Create(CultureInfo.InvariantCulture, $"tenure_below({tenure.Years})"),
        Definitions.Condition.HasAssociation has => $"has_association({has.Value})",
        Definitions.Condition.Year year => $"year({Words.For(Words.Years, year.Position)})",
        _ => throw new UnreachableException($"No spelling for {condition.GetType().Name}."),
    };

    public static string Start(TrackStart start) => start switch
    {
        TrackStart.WithPathway => "with",
        TrackStart.Entering entering => $"entering({entering.Stage})",
        TrackStart.OnOutcome left => $"on({left.Stage}/{left.Outcome})",
        TrackStart.OnTrigger trigger => $"trigger({trigger.Trigger})",
        _ => throw new UnreachableException($"No spelling for {start.GetType().Name}."),
    };

    public static string Each(EachPlan each) => each switch
    {
        EachPlan.People => "person",
        EachPlan.Rows rows => $"rows({rows.Table})",
        EachPlan.Dates dates => $"dates({string.Join(';', dates.Days.Select(Date))})",
        _ => throw new UnreachableException($"No spelling for {each.GetType().Name}."),
    };

    public static string Enough(Enough enough) => string.Create(CultureInfo.InvariantCulture, $"{enough.Kind} {enough.Amount}/{enough.Of}");

    public static string Vote(VotePlan vote) =>
        $"{Enough(vote.Quorum)};{Enough(vote.Majority)};{vote.OfMembers};{vote.Tie};{vote.Secret};{vote.SubjectVotes};{vote.RepeatsWithoutQuorum}";

    private static string Rule(PerformerRule rule) => rule switch
    {
        PerformerRule.Subject => "subject",
        PerformerRule.RoleHolder holder => $"role({holder.Role}@{holder.Level})",
        PerformerRule.RelativeTo relative => $"relative({relative.Role})",
        PerformerRule.Body body => $"body({body.Key}@{body.Level})",
        PerformerRule.OneOf oneOf => $"one_of({string.Join(';', oneOf.Rules.Select(Rule))})",
        PerformerRule.Person person => string.Create(CultureInfo.InvariantCulture, $"person({person.PersonId})"),
        _ => throw new UnreachableException($"No spelling for {rule.GetType().Name}."),
    };

    private static string Fallback(Fallback fallback) => fallback switch
    {
        Definitions.Fallback.Other other => Rule(other.Rule),
        Definitions.Fallback.LevelUp => "up",
        Definitions.Fallback.Skip => "skip",
        _ => throw new UnreachableException($"No spelling for {fallback.GetType().Name}."),
    };

    private static string Anchor(DateAnchor anchor) => anchor switch
    {
        DateAnchor.Opened => "opened",
        DateAnchor.Started => "started",
        DateAnchor.StageDone done => $"stage({done.Stage})",
        DateAnchor.EachDate => "each",
        DateAnchor.DayOfYear day => string.Create(CultureInfo.InvariantCulture, $"day({day.Day:00}.{day.Month:00})"),
        DateAnchor.Academic academic => Words.For(Words.AcademicAnchors, academic.Anchor),
        _ => throw new UnreachableException($"No spelling for {anchor.GetType().Name}."),
    };

    private static string Sorted(ImmutableArray<string> keys) => string.Join(',', keys.Order(StringComparer.Ordinal));
}
