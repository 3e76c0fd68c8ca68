using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Tests.Engine;
using Iom.Workflows.Verification;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Verification;

public sealed class PerformerFaults
{
    private static readonly Fallback Up = new Fallback.LevelUp();

    private static ProcessPlan Approved(PerformerRule by, params Fallback[] fallbacks) => Plan(
        Stage("drafting", Form("draft")),
        Stage("approval", Verdict("approve", by).By(by, fallbacks)).Leading("return", TargetKind.Stage, 3, "drafting").Leading("reject", TargetKind.Rejected))
        with
    { AppliesTo = new Condition.Leader(false) };

    [Fact]
    public void A_slot_that_has_nobody_names_the_organisations_where()
    {
        var report = Verified.Of(Approved(Deputy), Town.Everybody);

        var finding = report.Finds("no_performer");
        finding.Severity.Should().Be(Severity.Error);
        finding.Organisations.Should().Equal("Школа № 13");
        finding.Sentence.Should().Be(
            "Этап «approval», задание «approve»: выполнять некому (заместитель директора по УВР). Назначьте исполнителя или скажите, кто его заменит («if_nobody»). Организации: Школа № 13.");
        finding.Refuses.Should().BeFalse("a vacancy keeps nobody from publishing");
        finding.Witness.Should().HaveCount(2, "the shortest way to the slot is one answer");
        finding.Witness[1].Should().Contain("«draft»");
        report.Organisations.Should().Be(2);
    }

    [Fact]
    public void The_scope_bounds_where_somebody_is_looked_for() =>
        Verified.Of(Approved(Deputy) with { Scope = "school-12" }, Town.Everybody).ShouldBeSpotless();

    [Fact]
    public void Somebody_further_up_is_enough() => Verified.Of(Approved(Methodologist, Up), Town.Everybody).FindsNo("no_performer");

    [Fact]
    public void Whom_the_plan_is_not_for_needs_nobody() => Verified.Of(
        Approved(Deputy) with { AppliesTo = new Condition.AllOf([new Condition.Leader(false), new Condition.Not(new Condition.Track(["mentor"]))]) }, Town.Everybody)
        .FindsNo("no_performer");

    [Fact]
    public void The_head_cannot_approve_his_own_route()
    {
        var plan = Approved(Head) with { AppliesTo = Condition.Always, Scope = "school-12" };

        var finding = Verified.Of(plan, Town.Everybody).Finds("own_route_nobody");

        finding.Severity.Should().Be(Severity.Error);
        finding.Sentence.Should().Contain("по собственному маршруту решать некому");
        finding.Organisations.Should().Equal("Школа № 12");
        var above = Town.With(new Assignment(Town.Methodologist, Roles.Head, Town.District));
        Verified.Of(Approved(Head, Up) with { AppliesTo = Condition.Always, Scope = "school-12" }, above).FindsNo("own_route_nobody");
    }

    [Fact]
    public void Cover_by_the_educator_himself_leaves_nobody_to_decide()
    {
        var plan = Approved(Deputy) with { Scope = "school-12" };

        Verified.Of(plan, Town.Covered(Town.Deputy, Town.Teacher)).Finds("cover_is_subject").Severity.Should().Be(Severity.Warning);
        Verified.Of(plan, Town.Covered(Town.Deputy, Town.Colleague)).ShouldBeSpotless();
    }

    [Fact]
    public void One_person_in_every_place_of_a_chain_is_told()
    {
        var plan = Plan(Stage("chain", Verdict("deputy", Deputy), Verdict("head", Head)).Leading("return", TargetKind.Stage, 2, "chain").Leading("reject", TargetKind.Rejected))
            with
        { Scope = "school-12", AppliesTo = new Condition.Leader(false) };
        var small = Town.Of(Town.Data with
        {
            Assignments = [.. Town.Data.Assignments.Select(held => held.Role == Roles.Deputy ? held with { PersonId = Town.Head } : held)],
        });

        Verified.Of(plan, small).Finds("one_person_decides").Organisations.Should().Equal("Школа № 12");
        Verified.Of(plan, Town.Everybody).FindsNo("one_person_decides");
    }

    [Fact]
    public void A_scope_that_is_not_in_the_directory_is_told() =>
        Verified.Of(Approved(Deputy) with { Scope = "nowhere" }, Town.Everybody).Finds("scope_unknown").Severity.Should().Be(Severity.Warning);

    [Fact]
    public void A_scope_without_anybody_the_plan_is_for_is_told() =>
        Verified.Of(Approved(Deputy) with { AppliesTo = new Condition.Track(["researcher"]) }, Town.Everybody).Finds("nobody_in_scope").Severity.Should().Be(Severity.Warning);
}
