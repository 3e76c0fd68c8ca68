using FluentAssertions;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Iom.Workflows.Tests.Conformance;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Iom.Workflows.Tests.Execution;

public abstract class CampaignsConformance(DatabaseProvider provider) : ConformanceTest(provider)
{
    [Fact]
    public async Task A_campaign_begins_on_its_day_on_one_host_and_never_twice()
    {
        await PublishAsync();
        (await House.CampaignSweep.RunOnceAsync(Cancel)).Should().Be(0, "its day has not come");

        Clock.SetUtcNow(At(9, 16));
        var other = AnotherHost();
        (await House.CampaignSweep.RunOnceAsync(Cancel)).Should().Be(Town.Teachers);
        (await other.CampaignSweep.RunOnceAsync(Cancel)).Should().Be(0, "the hour belongs to the first host");
        var routes = await House.ReadAsync(context => context.Pathways.AsNoTracking().ToListAsync(Cancel), Cancel);
        routes.Should().HaveCount(Town.Teachers).And.OnlyContain(row => row.StartOn == new DateOnly(2025, 9, 15) && row.PlannedYears == 2);

        (await House.Executor.HandleAsync(routes[0].Id, now => new PathwayEvent.Withdrawn(now, Town.Administrator, "Ошибка."), null, null, Cancel)).ShouldBeDone();
        Clock.SetUtcNow(At(9, 17));
        (await other.CampaignSweep.RunOnceAsync(Cancel)).Should().Be(0, "whoever had his route this year is left in peace");
    }

    [Fact]
    public async Task A_day_that_was_missed_by_long_is_left_to_people()
    {
        await PublishAsync();
        Clock.SetUtcNow(At(11, 3));

        (await House.CampaignSweep.RunOnceAsync(Cancel)).Should().Be(0);
    }

    [Fact]
    public async Task By_hand_it_begins_early_for_those_whom_the_person_may_start_and_says_why_others_are_left_out()
    {
        var plan = await PublishAsync();
        var campaign = plan.Campaigns.Single();
        (await House.StartAsync(Town.Teacher, "waves", Cancel)).Id.Should().NotBeEmpty();

        var preview = await House.Campaigns.PreviewAsync(plan, campaign, Town.Administrator, Cancel);
        preview.GroupBy(line => line.Result).ToDictionary(group => group.Key, group => group.Count()).Should().BeEquivalentTo(new Dictionary<CampaignResult, int>
        {
            [CampaignResult.Eligible] = Town.Teachers - 1,
            [CampaignResult.AlreadyRunning] = 1,
            [CampaignResult.NotEligible] = 10,
        });
        preview.Where(line => line.Result == CampaignResult.NotEligible).Should().OnlyContain(line => line.Code == "requirement_not_met" && line.Sentence == "В школе нет директора.");
        (await House.ReadAsync(context => context.Pathways.CountAsync(Cancel), Cancel)).Should().Be(1, "a preview writes nothing");
        (await House.Campaigns.PreviewAsync(plan, campaign, Town.Lead, Cancel)).Should().BeEmpty("a lead starts no routes");

        var lines = await House.Campaigns.StartAsync(plan, campaign, Town.Administrator, since: null, Cancel);
        lines.Count(line => line is { Result: CampaignResult.Started, PathwayId: not null }).Should().Be(Town.Teachers - 1);
        (await House.Campaigns.StartAsync(plan, campaign, Town.Administrator, since: null, Cancel)).Should().NotContain(line => line.Result == CampaignResult.Started);
    }

    [Fact]
    public async Task By_hand_after_its_day_it_begins_today_and_not_in_the_past()
    {
        var plan = await PublishAsync();
        Clock.SetUtcNow(At(11, 3));

        var lines = await House.Campaigns.StartAsync(plan, plan.Campaigns.Single(), Town.Administrator, since: null, Cancel);

        lines.Where(line => line.Result == CampaignResult.Started).Should().NotBeEmpty().And.OnlyContain(line => line.StartOn == new DateOnly(2025, 11, 3));
        (await House.ReadAsync(context => context.Pathways.AsNoTracking().ToListAsync(Cancel), Cancel)).Should().OnlyContain(row => row.StartOn == new DateOnly(2025, 11, 3));
        (await House.Campaigns.StartAsync(plan, plan.Campaigns.Single(), Town.Administrator, since: null, Cancel)).Should().NotContain(line => line.Result == CampaignResult.Started);
    }

    private static DateTimeOffset At(int month, int day) => new(2025, month, day, 7, 0, 0, TimeSpan.Zero);

    private async Task<Workflows.Definitions.ProcessPlan> PublishAsync()
    {
        (await House.Plans.PublishAsync([.. Texts.All, Texts.Waves], Cancel)).Faults.Should().BeEmpty();
        return (await House.Plans.FindAsync("waves", 1, Cancel))!;
    }
}

public sealed class CampaignsOnSqlite() : CampaignsConformance(DatabaseProvider.Sqlite);

public sealed class CampaignsOnPostgres() : CampaignsConformance(DatabaseProvider.Postgres);
