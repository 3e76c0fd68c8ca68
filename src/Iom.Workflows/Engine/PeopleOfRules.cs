using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Documents;

namespace Iom.Workflows.Engine;

/// <summary>Whom each <see cref="PerformerRule"/> names for one pathway on one day.</summary>
internal readonly struct PeopleOfRules(Roster roster, Person subject, PerformerContext context)
{
    public ImmutableArray<int> Of(PerformerRule rule) => rule switch
    {
        PerformerRule.Subject => context.BarSubject ? [] : [subject.Id],
        PerformerRule.RoleHolder { OrgType: { } type } holder => Nearest(type, holder.Role),
        PerformerRule.RoleHolder { Unit: { } code } holder => roster.UnitByCode(code) is { } unit ? Holders(unit.Id, holder.Role) : [],
        PerformerRule.RoleHolder or PerformerRule.Body => UnitAt(LevelOf(rule)) is { } unit ? At(unit, rule) : [],
        PerformerRule.RelativeTo relative => Holders(Relatives(relative.Role)),
        PerformerRule.OneOf oneOf => Union(oneOf.Rules),
        PerformerRule.AllOf allOf => Union(allOf.Rules),
        PerformerRule.FirstOf firstOf => First(firstOf.Rules),
        PerformerRule.Person person => Known(person.PersonId),
        PerformerRule.Field field => Named((context.State.Document.Fields.GetValueOrDefault(field.Key) as FieldValue.Text)?.Value),
        PerformerRule.Row row => Named(context.Row?.GetValueOrDefault(row.Key)),
        PerformerRule.SameAs same => Answerer(same),
        PerformerRule.Educators educators => UnitAt(educators.Level) is { } unit ? Fitting(roster.EducatorsBelow(unit), educators.Where, null) : [],
        PerformerRule.Pool pool => Fitting(Of(pool.From), pool.Where, pool.MaxLoad),
        PerformerRule.Except except => Of(except.Rule).RemoveRange(Union(except.Excluded)),
        _ => throw new UnreachableException($"No search for {rule.GetType().Name}."),
    };

    /// <summary>The same in the units above the one where the rule looked.</summary>
    public Found? Above(PerformerRule rule)
    {
        var (sought, excluded) = rule is PerformerRule.Except except ? (except.Rule, Union(except.Excluded)) : (rule, []);
        if (sought is not (PerformerRule.RoleHolder or PerformerRule.RelativeTo or PerformerRule.Body))
        {
            return null;
        }

        var start = UnitAt(LevelOf(sought)) ?? subject.OrgUnitId;
        foreach (var unit in roster.UnitAndAbove(start)[1..])
        {
            if (HigherAt(unit, sought).RemoveRange(excluded) is { IsEmpty: false } people)
            {
                return new Found(people, false, $"level_up:{roster.Unit(unit).Level}");
            }
        }

        return null;
    }

    private static string? LevelOf(PerformerRule rule) => rule switch
    {
        PerformerRule.RoleHolder holder => holder.Level,
        PerformerRule.Body body => body.Level,
        _ => null,
    };

    private ImmutableArray<int> At(int unit, PerformerRule rule) => rule switch
    {
        PerformerRule.RoleHolder holder => Holders(unit, holder.Role),
        PerformerRule.Body { Members: true } body => Members(unit, body.Key),
        PerformerRule.Body body => Speaker(unit, body.Key),
        _ => throw new UnreachableException($"{rule.GetType().Name} looks in no unit."),
    };

    /// <summary>Higher bodies are asked through their secretaries alone.</summary>
    private ImmutableArray<int> HigherAt(int unit, PerformerRule rule) => rule switch
    {
        PerformerRule.RelativeTo relative => Holders(unit, relative.Role),
        PerformerRule.Body { Members: false } body => Holders(unit, $"secretary:{body.Key}"),
        _ => At(unit, rule),
    };

    private ImmutableArray<int> Union(ImmutableArray<PerformerRule> rules)
    {
        var people = ImmutableArray.CreateBuilder<int>();
        foreach (var rule in rules)
        {
            foreach (var person in Of(rule))
            {
                if (!people.Contains(person))
                {
                    people.Add(person);
                }
            }
        }

        return people.DrainToImmutable();
    }

    private ImmutableArray<int> First(ImmutableArray<PerformerRule> rules)
    {
        foreach (var rule in rules)
        {
            if (Of(rule) is { IsEmpty: false } people)
            {
                return people;
            }
        }

        return [];
    }

    private ImmutableArray<int> Known(int person) => roster.Person(person) is null || Barred(person) ? [] : [person];

    private ImmutableArray<int> Named(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var person) ? Known(person) : [];

    private ImmutableArray<int> Answerer(PerformerRule.SameAs same)
    {
        foreach (var answer in context.State.Answers ?? [])
        {
            if (answer.Stage == same.Stage && answer.Slot == same.Slot)
            {
                return Known(answer.By);
            }
        }

        return [];
    }

    /// <summary>In the own chain upward first, then in what lies right below it.</summary>
    private ImmutableArray<int> Nearest(string type, string role)
    {
        var chain = roster.UnitAndAbove(subject.OrgUnitId);
        foreach (var unit in chain)
        {
            if (roster.Unit(unit).Type == type && Holders(unit, role) is { IsEmpty: false } own)
            {
                return own;
            }
        }

        foreach (var unit in chain)
        {
            foreach (var below in roster.UnitsBelow(unit))
            {
                if (roster.Unit(below).Type == type && Holders(below, role) is { IsEmpty: false } near)
                {
                    return near;
                }
            }
        }

        return [];
    }

    private ImmutableArray<int> Fitting(ImmutableArray<int> people, Condition condition, LoadLimit? limit)
    {
        var fitting = ImmutableArray.CreateBuilder<int>();
        foreach (var person in people)
        {
            if (!Barred(person) && Holds(condition, person) && (limit is null || Load(person, limit.Role) < limit.Below))
            {
                fitting.Add(person);
            }
        }

        return fitting.DrainToImmutable();
    }

    /// <summary>The condition is asked about the person, in the year and with the document of the pathway.</summary>
    private bool Holds(Condition condition, int person) =>
        condition is Condition.AllOf { Conditions.IsEmpty: true }
        || (roster.UnitOf(person) is { } unit
            && Conditions.Holds(condition, Conditions.Facts.Of(roster, roster.Educator(person), unit, context.State.Year, context.State.PlannedYears, context.Day) with
            {
                SubjectId = person,
                Document = context.State.Document,
                Row = context.Row,
                Stages = context.State.Stages,
            }));

    /// <summary>How many educators somebody has in his care.</summary>
    private int Load(int person, string role)
    {
        var load = 0;
        foreach (var assignment in roster.AssignmentsOf(person))
        {
            load += assignment.EducatorId is not null && assignment.Role == role && assignment.HoldsOn(context.Day) ? 1 : 0;
        }

        return load;
    }

    private ImmutableArray<int> Speaker(int unit, string body) =>
        Holders(unit, $"secretary:{body}") is { IsEmpty: false } secretary ? secretary : Holders(unit, $"chair:{body}");

    private ImmutableArray<int> Members(int unit, string body) =>
        [.. Holders(unit, $"chair:{body}").Union(Holders(unit, $"secretary:{body}")).Union(Holders(unit, $"member:{body}"))];

    private ReadOnlySpan<Assignment> Relatives(string role)
    {
        if (roster.TowardsEducator(subject.Id, role) is { IsEmpty: false } own)
        {
            return own;
        }

        return roster.Educator(subject.Id)?.AssociationId is { } association ? roster.AtAssociation(association, role) : default;
    }

    private int? UnitAt(string? level) => roster.UnitAt(subject.OrgUnitId, level);

    private ImmutableArray<int> Holders(int unit, string role) => Holders(roster.AtUnit(unit, role));

    private ImmutableArray<int> Holders(ReadOnlySpan<Assignment> assignments)
    {
        var people = ImmutableArray.CreateBuilder<int>(assignments.Length);
        foreach (var assignment in assignments)
        {
            if (assignment.HoldsOn(context.Day) && !Barred(assignment.PersonId) && !people.Contains(assignment.PersonId))
            {
                people.Add(assignment.PersonId);
            }
        }

        return people.DrainToImmutable();
    }

    private bool Barred(int personId) => context.BarSubject && personId == subject.Id;
}
