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
        DateRule.Offset offset => string.Create(CultureInfo.InvariantCulture, $"{Anchor(offset.Anchor)}{offset.Amount:+0;-0;+0} {offset.Unit} {offset.Roll}{(offset.SameDay ? " same_day" : string.Empty)}"),
        DateRule.Earliest earliest => $"earliest({string.Join(';', earliest.Rules.Select(Date))})",
        DateRule.Latest latest => $"latest({string.Join(';', latest.Rules.Select(Date))})",
        DateRule.Cases cases => $"cases({string.Join(';', cases.Each.Select(each => $"{Condition(each.When)}?{Date(each.Rule)}"))})",
        _ => throw new UnreachableException($"No spelling for {rule.GetType().Name}."),
    };

    public static string Deadline(DeadlinePlan deadline) => string.Create(
        CultureInfo.InvariantCulture, $"{Date(deadline.Rule)}/{deadline.AtLeastWorkingDays}{(deadline.SetByReturn ? "/set_by_return" : string.Empty)}");

    public static string Distance(Distance distance) => string.Create(CultureInfo.InvariantCulture, $"{distance.Amount} {distance.Unit}");

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
        Definitions.Condition.Fact fact => $"fact({fact.Source};{fact.Key};{Comparison(fact.Comparison)})",
        Definitions.Condition.Has has => $"has({Rule(has.Rule)})",
        Definitions.Condition.RoundAtLeast round => string.Create(CultureInfo.InvariantCulture, $"round({round.Round})"),
        Definitions.Condition.StageOutcome left => $"outcome({left.Stage};{Sorted(left.Outcomes)})",
        Definitions.Condition.Season season => string.Create(
            CultureInfo.InvariantCulture, $"between({season.From.Day:00}.{season.From.Month:00};{season.To.Day:00}.{season.To.Month:00})"),
        _ => throw new UnreachableException($"No spelling for {condition.GetType().Name}."),
    };

    public static string Requirement(RequirementPlan requirement) =>
        $"{Condition(requirement.That)}/{(requirement.Soft ? "soft" : "hard")}/{requirement.Message}";

    public static string Prefill(PrefillPlan prefill) => prefill switch
    {
        PrefillPlan.Field field => $"field({field.Key})",
        PrefillPlan.Attribute attribute => $"attribute({attribute.Key})",
        PrefillPlan.SubjectName => "subject_name",
        _ => throw new UnreachableException($"No spelling for {prefill.GetType().Name}."),
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

    private static string Comparison(Comparison comparison) => comparison switch
    {
        Definitions.Comparison.Is values => $"is({string.Join(';', values.Values.Order(StringComparer.Ordinal))})",
        Definitions.Comparison.Below number => string.Create(CultureInfo.InvariantCulture, $"below({number.Number})"),
        Definitions.Comparison.AtLeast number => string.Create(CultureInfo.InvariantCulture, $"at_least({number.Number})"),
        Definitions.Comparison.Filled filled => $"filled({filled.Value})",
        Definitions.Comparison.YearsBelow years => string.Create(CultureInfo.InvariantCulture, $"years_below({years.Years})"),
        Definitions.Comparison.YearsAtLeast years => string.Create(CultureInfo.InvariantCulture, $"years_at_least({years.Years})"),
        Definitions.Comparison.Before before => string.Create(CultureInfo.InvariantCulture, $"before({before.Day:yyyy-MM-dd})"),
        Definitions.Comparison.Since since => string.Create(CultureInfo.InvariantCulture, $"since({since.Day:yyyy-MM-dd})"),
        _ => throw new UnreachableException($"No spelling for {comparison.GetType().Name}."),
    };

    private static string Rule(PerformerRule rule) => rule switch
    {
        PerformerRule.Subject => "subject",
        PerformerRule.RoleHolder holder => $"role({holder.Role}@{holder.Level}{Part("type", holder.OrgType)}{Part("unit", holder.Unit)})",
        PerformerRule.RelativeTo relative => $"relative({relative.Role})",
        PerformerRule.Body body => $"body({body.Key}@{body.Level}{(body.Members ? "/members" : string.Empty)})",
        PerformerRule.OneOf oneOf => $"one_of({Rules(oneOf.Rules)})",
        PerformerRule.AllOf allOf => $"all_of({Rules(allOf.Rules)})",
        PerformerRule.FirstOf firstOf => $"first_of({Rules(firstOf.Rules)})",
        PerformerRule.Person person => string.Create(CultureInfo.InvariantCulture, $"person({person.PersonId})"),
        PerformerRule.Field field => $"field({field.Key})",
        PerformerRule.Row row => $"row({row.Key})",
        PerformerRule.SameAs same => $"same_as({same.Stage}.{same.Slot})",
        PerformerRule.Educators educators => $"educators({Condition(educators.Where)}@{educators.Level})",
        PerformerRule.Pool pool => string.Create(CultureInfo.InvariantCulture, $"pool({Rule(pool.From)};{Condition(pool.Where)};{pool.MaxLoad?.Role}<{pool.MaxLoad?.Below})"),
        PerformerRule.Except except => $"except({Rule(except.Rule)};{Rules(except.Excluded)})",
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
        DateAnchor.Fixed day => string.Create(CultureInfo.InvariantCulture, $"date({day.Day:yyyy-MM-dd})"),
        DateAnchor.Field field => $"field({field.Key})",
        DateAnchor.Row row => $"row({row.Key})",
        DateAnchor.StageEntered entered => $"entered({entered.Stage})",
        DateAnchor.Returned => "returned",
        DateAnchor.Sitting sitting => $"sitting({sitting.Body}@{sitting.Level}/{(sitting.Notice is { } notice ? Distance(notice) : null)})",
        _ => throw new UnreachableException($"No spelling for {anchor.GetType().Name}."),
    };

    private static string Rules(ImmutableArray<PerformerRule> rules) => string.Join(';', rules.Select(Rule));

    private static string Part(string name, string? value) => value is null ? string.Empty : $"/{name}:{value}";

    private static string Sorted(ImmutableArray<string> keys) => string.Join(',', keys.Order(StringComparer.Ordinal));
}
