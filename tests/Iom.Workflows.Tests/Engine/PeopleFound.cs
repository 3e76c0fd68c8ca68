using System.Collections.Immutable;
using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Documents;
using Iom.Workflows.Engine;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Engine;

/// <summary>Whom the further rules name: members of bodies, people in fields and rows, pools, earlier performers, exceptions.</summary>
public sealed class PeopleFound
{
    private static readonly Assignment[] Council =
    [
        new(Town.Head, "chair:council", Town.School), new(Town.Colleague, "secretary:council", Town.School),
        new(Town.Mentor, "member:council", Town.School), new(Town.Teacher, "member:council", Town.School), new(Town.Head, "member:council", Town.School),
    ];

    [Fact]
    public void All_who_sit_in_a_body_are_its_members_and_never_the_one_decided_on() =>
        Found(new PerformerRule.Body("council", Members: true), Town.With(Council)).Should().Equal(Town.Head, Town.Colleague, Town.Mentor);

    [Fact]
    public void A_role_is_looked_for_in_the_nearest_organisation_of_a_type()
    {
        Found(new PerformerRule.RoleHolder(Roles.Methodologist, OrgType: "municipal_method_service")).Should().Equal(Town.Methodologist);
        Found(new PerformerRule.RoleHolder(Roles.Head, OrgType: "school")).Should().Equal([Town.Head], "the own school comes first");
        var centre = Town.Of(Town.Data with
        {
            Units = Town.Data.Units.Add(Town.Data.Units[2] with { Id = 20, Code = "centre", Type = "method_centre" }),
            Assignments = Town.Data.Assignments.Add(new Assignment(Town.Stranger, Roles.Methodologist, 20)),
        });
        Found(new PerformerRule.RoleHolder(Roles.Methodologist, OrgType: "method_centre"), centre).Should().Equal([Town.Stranger], "it lies right below the district");
        Found(new PerformerRule.RoleHolder(Roles.Methodologist, OrgType: "college"), centre).Should().BeEmpty();
    }

    [Fact]
    public void A_role_is_looked_for_in_the_unit_of_a_code()
    {
        var town = Town.With(new Assignment(Town.Stranger, Roles.Head, Town.OtherSchool));

        Found(new PerformerRule.RoleHolder(Roles.Head, Unit: "school-13"), town).Should().Equal(Town.Stranger);
        Found(new PerformerRule.RoleHolder(Roles.Head, Unit: "school-99"), town).Should().BeEmpty();
    }

    [Fact]
    public void Educators_are_those_of_the_own_school_or_of_all_below_a_level()
    {
        Found(new PerformerRule.Educators(Condition.Always)).Should().Equal(Town.Lead, Town.Head);
        Found(new PerformerRule.Educators(new Condition.Leader(false), OrgLevels.Municipality)).Should().Equal(Town.Lead, Town.Stranger);
    }

    [Fact]
    public void A_pool_keeps_those_who_fit_and_have_not_too_many_in_their_care()
    {
        var people = new PerformerRule.OneOf([new PerformerRule.Person(Town.Mentor), new PerformerRule.Person(Town.Lead), new PerformerRule.Person(Town.Colleague)]);

        Found(new PerformerRule.Pool(people, new Condition.Category(["teacher"]))).Should().Equal([Town.Lead], "the others are no educators");
        Found(new PerformerRule.Pool(people, Condition.Always, new LoadLimit(Roles.Mentor, 1))).Should().Equal(Town.Lead, Town.Colleague);
        Found(new PerformerRule.Pool(people, Condition.Always, new LoadLimit(Roles.Mentor, 2))).Should().Equal(Town.Mentor, Town.Lead, Town.Colleague);
    }

    [Fact]
    public void The_first_rule_that_finds_anybody_decides_and_several_rules_join()
    {
        var nobody = new PerformerRule.RoleHolder("nobody");

        Found(new PerformerRule.FirstOf([nobody, Head, Deputy])).Should().Equal(Town.Head);
        Found(new PerformerRule.AllOf([Deputy, nobody, Head, Deputy])).Should().Equal(Town.Deputy, Town.Head);
    }

    [Fact]
    public void People_with_a_conflict_of_interest_are_left_out_one_level_up_as_well()
    {
        var council = new PerformerRule.Except(new PerformerRule.Body("council", Members: true), [Head, new PerformerRule.RelativeTo(Roles.Mentor)]);
        Found(council, Town.With(Council)).Should().Equal(Town.Colleague);

        var lead = new PerformerRule.Except(Deputy, [Deputy, new PerformerRule.Person(Town.Coordinator)]);
        var town = Town.With(new Assignment(Town.Coordinator, Roles.Deputy, Town.District), new Assignment(Town.Administrator, Roles.Deputy, Town.Region));
        town.Find(new PerformerPlan(lead, [new Fallback.LevelUp()]), Context()).Should().BeEquivalentTo(new { People = new[] { Town.Administrator }, Why = "level_up:region" });
    }

    [Theory]
    [InlineData("7", new[] { Town.Mentor })]
    [InlineData("77", new int[0])]
    [InlineData("Зорина", new int[0])]
    [InlineData("1", new int[0])]
    public void The_person_in_a_field_or_in_a_row_is_asked(string value, int[] found)
    {
        var fields = ImmutableSortedDictionary<string, FieldValue>.Empty.Add("who", new FieldValue.Text(value));

        Town.Everybody.PeopleOf(new PerformerRule.Row("who"), Context() with { Row = ImmutableSortedDictionary<string, string>.Empty.Add("who", value) }).Should().Equal(found);
        Town.Everybody.PeopleOf(new PerformerRule.Field("who"), Context() with { State = Context().State with { Document = PathwayDocument.Empty.With(fields) } })
            .Should().Equal(found);
        Found(new PerformerRule.Field("who")).Should().BeEmpty();
    }

    [Fact]
    public void Whoever_answered_a_slot_last_is_asked_again_even_after_a_return()
    {
        var run = PathwayRun.Begun(Plan(
            Stage("review", Verdict("first", new PerformerRule.OneOf([Deputy, Head]))),
            Stage("drafting", Form("draft")),
            Stage("check", Verdict("second", new PerformerRule.SameAs("review", "first"))).ReturningTo("drafting")));
        run.Answer("first", Town.Head, "approve");
        run.Submit("draft");
        run.Item("second").Assignees.Should().Equal(Town.Head);
        run.Answer("second", Town.Head, "return");

        run.Submit("draft");

        run.Item("second").Assignees.Should().Equal(Town.Head);
        Evolution.Fold(run.Facts).Should().BeEquivalentTo(run.State);
    }

    private static ImmutableArray<int> Found(PerformerRule rule, Roster? town = null) => (town ?? Town.Everybody).PeopleOf(rule, Context());

    private static PerformerContext Context() =>
        new(PathwayState.NotStarted with { SubjectId = Town.Teacher, Year = 1, PlannedYears = 1 }, Town.Day("2025-09-01"), BarSubject: true);
}
