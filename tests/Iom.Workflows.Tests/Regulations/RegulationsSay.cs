using FluentAssertions;
using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Iom.Workflows.Tests.Definitions;
using Iom.Workflows.Tests.Engine;
using Iom.Workflows.Tests.Golden;
using Xunit;

namespace Iom.Workflows.Tests.Regulations;

/// <summary>What the texts of the regulations say, day by day; the days are counted by hand from the decreed calendar, six days a week at the school.</summary>
public sealed class RegulationsSay
{
    private const int Chair = 21;
    private const int Secretary = 22;

    [Fact]
    public void A_denied_licence_plan_comes_back_within_ten_working_days_of_the_denial()
    {
        var life = Begun("licence-plan", GoldenTown.Teacher);
        life.Item("submit").DueOn.Should().Be(Town.Day("2025-09-15"), "no later than September 15");
        life.On("2025-09-15").Answer("submit", "submit");
        life.Items("vote").Should().OnlyContain(item => item.DueOn == Town.Day("2025-10-15"), "by October 15");

        life.On("2025-10-10").Answer("vote", "against").Answer("vote", "against");
        life.Answer("notice", "submit", ("decision_text", "План не связан с результатами учеников."));

        life.State.Stage.Should().Be("plan");
        life.Item("submit").DueOn.Should().Be(Town.Day("2025-10-22"), "11, 13–18, 20–22 October are ten working days");
    }

    [Theory]
    [InlineData("for", "for", "year")]
    [InlineData("for", "abstain", "plan")]
    [InlineData("against", "abstain", "plan")]
    public void A_licence_plan_needs_a_majority_of_the_committee(string first, string second, string then)
    {
        var life = Begun("licence-plan", GoldenTown.Teacher).Answer("submit", "submit").Answer("vote", first).Answer("vote", second);
        if (life.Open.Contains("vote"))
        {
            life.Answer("vote", "abstain");
        }

        life.Answer("notice", "submit").State.Stage.Should().Be(then);
    }

    [Fact]
    public void The_representation_is_given_thirty_days_before_the_attestation_and_all_of_it_takes_sixty_at_most()
    {
        var life = Begun("attestation-fitness", GoldenTown.Novice);
        life.Answer("date", "issue", ("held_on", "2025-10-20"));
        life.Item("acquaint_schedule").DueOn.Should().Be(Town.Day("2025-09-20"), "30 calendar days before");
        life.Answer("acquaint_schedule", "acknowledge");
        life.Item("write").DueOn.Should().Be(Town.Day("2025-09-20"));
        life.Answer("write", "submit").Answer("acquaint", "acknowledge");

        life.Item("vote").Status.Should().Be(ItemStatus.Scheduled);
        life.On("2025-10-20");
        life.Items("vote").Should().OnlyContain(item => item.OpensOn == item.DueOn);
        life.Answer("vote", "for").Answer("vote", "for").Answer("vote", "for");
        life.Item("minutes").DueOn.Should().BeBefore(Town.Day("2025-11-01"), "60 calendar days from 1 September");
        life.Answer("minutes", "submit").Answer("acquaint_result", "acknowledge").State.Revisions.Should().Be(1);
    }

    [Theory]
    [InlineData("2025-09-30", "requirement_not_met")]
    [InlineData("2025-11-01", "requirement_not_met")]
    [InlineData("2025-10-10", "reason_for_exception_required")]
    public void A_day_of_attestation_that_is_too_near_or_too_far_is_refused(string day, string code) =>
        Begun("attestation-fitness", GoldenTown.Novice).Refused("date", "issue", null, ("held_on", day)).Code.Should().Be(code);

    [Fact]
    public void Whoever_has_a_category_or_is_new_in_his_post_is_not_attested()
    {
        LivedRoute.Starting(Plan("attestation-fitness"), GoldenTown.Novice, WithFact(GoldenTown.Novice, "qualification", "first"))
            .Should().BeOfType<Decision.Refused>().Which.Why.Code.Should().Be("requirement_not_met");
        LivedRoute.Starting(Plan("attestation-fitness"), GoldenTown.Novice, WithFact(GoldenTown.Novice, "post_since", "2024-09-01"))
            .Should().BeOfType<Decision.Refused>();
        LivedRoute.Starting(Plan("attestation-fitness"), GoldenTown.Novice).Should().BeOfType<Decision.Accepted>();
    }

    [Fact]
    public void A_commission_that_says_no_has_decided_too()
    {
        var life = Begun("attestation-fitness", GoldenTown.Novice);
        life.Answer("date", "issue", ("held_on", "2025-10-20")).Answer("acquaint_schedule", "acknowledge").Answer("write", "submit").Answer("acquaint", "acknowledge");
        life.On("2025-10-20").Answer("vote", "against").Answer("vote", "against").Answer("vote", "against").Answer("minutes", "submit");

        life.Open.Should().Equal("acquaint_result");
        life.Answer("acquaint_result", "acknowledge").State.Status.Should().Be(PathwayStatus.Completed);
        life.State.Revisions.Should().Be(0);
    }

    [Fact]
    public void A_mentor_who_declines_makes_room_for_another()
    {
        var life = Begun("mentoring-programme", GoldenTown.Novice);
        life.Answer("choose", "assign", ("mentor", $"{GoldenTown.Mentor}"));
        life.Item("consent").Assignees.Should().Equal(GoldenTown.Mentor);
        life.Answer("consent", "decline").Answer("choose", "assign", ("mentor", $"{GoldenTown.Methodist}"));

        life.Item("consent").Assignees.Should().Equal(GoldenTown.Methodist);
        life.Answer("consent", "give").Item("write").Assignees.Should().Equal(GoldenTown.Methodist);
    }

    [Fact]
    public void A_mentor_is_two_years_in_the_organisation_and_has_room_for_one_more()
    {
        var busy = GoldenTown.With(new Assignment(GoldenTown.Mentor, Roles.Mentor, 3, EducatorId: 6), new Assignment(GoldenTown.Mentor, Roles.Mentor, 3, EducatorId: 5));
        var life = LivedRoute.Begun(Plan("mentoring-programme"), GoldenTown.Novice, roster: busy);

        life.Refused("choose", "assign", null, ("mentor", $"{GoldenTown.Mentor}")).Code.Should().Be("form_invalid", "he has two already");
        life.Refused("choose", "assign", null, ("mentor", "6")).Code.Should().Be("form_invalid", "nobody knows since when he works here");
        life.Answer("choose", "assign", ("mentor", $"{GoldenTown.Researcher}")).Open.Should().Equal("consent");
    }

    [Fact]
    public void A_mentee_reports_on_the_days_of_the_schedule()
    {
        var life = Begun("mentoring-programme", GoldenTown.Novice);
        life.Answer("choose", "assign").Answer("consent", "give").Answer("write", "submit").Answer("leaders", "approve").Answer("leaders", "approve");
        life.Answer("order", "issue").Answer("acquaint", "acknowledge").Answer("acquaint", "acknowledge");

        var days = life.State.Document.Rows("meetings").Select(row => Town.Day(row["due"])).ToList();
        life.On(days[0].ToString("yyyy-MM-dd", null));
        life.Items("report").Select(item => item.DueOn).Should().BeEquivalentTo(days.Select(day => (DateOnly?)GoldenTown.Roster.CalendarOf(3).Roll(day, RollRule.Next)));
        life.Answer("report", "submit", ("done", "Два урока посещены."));
        life.State.Document.Rows("meetings")[0]["done"].Should().Be("Два урока посещены.");
    }

    [Theory]
    [InlineData("for", "against", "approval")]
    [InlineData("against", "for", "drafting")]
    public void In_a_kindergarten_the_vote_of_the_chair_breaks_a_tie(string chair, string others, string then)
    {
        var life = Begun("kindergarten-ippr", GoldenTown.KindergartenTeacher).Answer("draft", "submit").On("2025-11-25");
        life.Items("council").SelectMany(item => item.Assignees).Should().Equal(Chair, Secretary, 23, 24).And.NotContain(GoldenTown.KindergartenTeacher, "he is interested");

        life.AnswerBy(Chair, "council", chair).AnswerBy(Secretary, "council", chair).AnswerBy(23, "council", others).AnswerBy(24, "council", others);

        life.Answer("minutes", "submit").State.Stage.Should().Be(then);
    }

    [Fact]
    public void Without_a_quorum_the_council_votes_at_its_next_sitting()
    {
        var life = Begun("kindergarten-ippr", GoldenTown.KindergartenTeacher).Answer("draft", "submit").On("2025-11-25").Answer("council", "for");
        life.On("2025-11-27").Answer("minutes", "submit");

        life.Item("council").OpensOn.Should().Be(Town.Day("2026-02-25"));
        life.State.Round.Should().Be(2);
    }

    [Fact]
    public void All_kindergarten_teachers_are_heard_at_one_sitting()
    {
        foreach (var day in new[] { "2026-05-15", "2026-05-21" })
        {
            var life = Begun("kindergarten-self-education", GoldenTown.KindergartenTeacher);
            life.Answer("plan", "submit").Answer("baseline", "submit").Answer("proposal", "submit").Answer("senior", "approve");
            life.On(day).Answer("final", "submit").Answer("report", "submit");
            life.Item("heard").OpensOn.Should().Be(Town.Day("2026-05-28"), "the final council sits then, whenever the report came");
        }

        Plan("kindergarten-self-education").Stage("council").Slots[0].Batch.Should().Be(BatchKind.Minutes);
    }

    [Theory]
    [InlineData(GoldenTown.Teacher, "3", null)]
    [InlineData(GoldenTown.Teacher, "4", "requirement_not_met")]
    [InlineData(GoldenTown.KindergartenTeacher, "5", null)]
    [InlineData(GoldenTown.KindergartenTeacher, "2", "requirement_not_met")]
    public void A_topic_lasts_one_to_three_years_at_school_and_three_to_five_in_a_kindergarten(int subject, string years, string? refused)
    {
        var life = Begun("topic-then-plan", subject);
        if (refused is null)
        {
            life.Answer("propose", "submit", ("planned_years", years)).State.PlannedYears.Should().Be(int.Parse(years, null));
        }
        else
        {
            life.Refused("propose", "submit", null, ("planned_years", years)).Code.Should().Be(refused);
        }
    }

    [Fact]
    public void Whoever_has_several_posts_names_the_one_his_topic_belongs_to() =>
        Begun("self-education-topic", GoldenTown.Teacher).Refused("choose", "submit", null, ("several_posts", "yes"), ("leading_post", string.Empty))
            .Code.Should().Be("requirement_not_met");

    [Fact]
    public void A_programme_that_the_council_refuses_twice_is_out()
    {
        var life = Begun("programme-expertise", GoldenTown.Developer);
        for (var round = 0; round < 2; round++)
        {
            life.Answer("apply", "submit").Answer("opinion", "submit").Answer("opinion", "submit");
            life.Answer("vote", "against").Answer("vote", "against").Answer("vote", "against").Answer("minutes", "submit");
        }

        life.State.Status.Should().Be(PathwayStatus.Rejected);
        life.State.Document.Rows("opinions").Should().HaveCount(4, "each expert writes his own");
    }

    [Fact]
    public void New_diagnostics_correct_a_young_teachers_route_out_of_turn_and_it_goes_on_where_it_stood()
    {
        var life = Begun("young-teacher", GoldenTown.Novice);
        life.Answer("self", "submit").Answer("draft", "submit").Answer("association_lead", "approve").Answer("methodologist", "approve");
        life.Answer("deputy", "approve").Answer("director", "approve");
        life.Open.Should().Equal(["choose"], "mentoring begins with the approval, the reports open later");

        life.Fire("new_diagnostics", GoldenTown.Novice, ("diagnostics_news", "Методика в порядке, трудности с оценкой.")).Answer("revise_again", "submit").Answer("agree_again", "approve");

        life.State.Stage.Should().Be("implementation");
        life.State.Year.Should().Be(1);
    }

    [Fact]
    public void A_young_teacher_reflects_only_when_mentoring_is_over()
    {
        var life = Begun("young-teacher", GoldenTown.Novice);
        life.Answer("self", "submit").Answer("draft", "submit").Answer("association_lead", "approve").Answer("methodologist", "approve");
        life.Answer("deputy", "approve").Answer("director", "approve").Answer("choose", "assign").Answer("consent", "give");
        life.On("2025-12-10").Answer("report_half_1", "submit").On("2026-04-27").Answer("report_half_2", "submit").Answer("reflection", "submit");

        life.State.Stage.Should().Be("reflection");
        life.On("2026-05-26");
        while (life.Open.Contains("visits"))
        {
            life.Answer("visits", "submit");
        }

        life.State.Stage.Should().Be("correction");
    }

    [Fact]
    public void Nobody_gets_a_definition_for_other_occasions_by_accident()
    {
        foreach (var educator in GoldenTown.Roster.Educators)
        {
            PlanChoice.For(Shipped.Plans, GoldenTown.Roster, educator.PersonId, new DateOnly(2025, 9, 1))!.Key.Should().Be("base");
        }

        PlanChoice.Fits(Plan("young-teacher"), GoldenTown.Roster, GoldenTown.Novice, new DateOnly(2025, 9, 1)).Should().BeTrue();
        PlanChoice.Fits(Plan("young-teacher"), GoldenTown.Roster, GoldenTown.Teacher, new DateOnly(2025, 9, 1)).Should().BeFalse();
    }

    private static LivedRoute Begun(string key, int subject) => LivedRoute.Begun(Plan(key), subject);

    private static ProcessPlan Plan(string key) => Shipped.Plans.Single(plan => plan.Key == key);

    private static Roster WithFact(int person, string key, string value) => GoldenTown.Where(data => data with
    {
        Educators = [.. data.Educators.Select(educator => educator.PersonId == person ? educator with { Attributes = educator.Attributes.SetItem(key, value) } : educator)],
    });
}
