using FluentAssertions;
using Iom.Host.Administrators.Studio;
using Iom.Tests.Support;
using Iom.Workflows.Calendars;
using Iom.Workflows.Directory;
using Iom.Workflows.Execution;
using Xunit;

namespace Iom.Host.Tests.Studio;

/// <summary>Verifying while somebody types.</summary>
public sealed class StudioChecking
{
    private static readonly CalendarLibrary Calendars = CalendarLibrary.FromFolder(Path.Combine(Repository.Root, "definitions", "calendars"));
    private static readonly Roster Nobody = new(new DirectoryData(0, [], [], [], [], [], []), Calendars);

    [Fact]
    public async Task A_newer_text_gives_the_older_verification_up()
    {
        var people = new Gate();
        using var check = new StudioCheck(people, TimeProvider.System, 1);
        var (older, newer) = (ShippedTexts.Plans["base"], ShippedTexts.Plans["krasnodar"]);
        var first = check.RunAsync(older);
        first.IsCompleted.Should().BeFalse();
        check.Plan.Should().BeNull();

        var second = check.RunAsync(newer);
        (await first).Should().BeFalse();
        people.Open.SetResult(Nobody);
        (await second).Should().BeTrue();
        check.Plan.Should().BeSameAs(newer);
        check.Report.Should().NotBeNull();
        check.Knows(newer, Nobody).Should().BeTrue();
        check.Knows(older, Nobody).Should().BeFalse();
    }

    [Fact]
    public async Task What_was_given_up_is_asked_for_again()
    {
        var people = new Gate();
        using var check = new StudioCheck(people, TimeProvider.System, 1);
        var plan = ShippedTexts.Plans["base"];
        var running = check.RunAsync(plan);
        check.GiveUp(plan);
        running.IsCompleted.Should().BeFalse("it is the same text still");
        check.GiveUp(ShippedTexts.Plans["krasnodar"]);
        (await running).Should().BeFalse();
        check.Knows(plan, Nobody).Should().BeFalse();

        people.Open.SetResult(Nobody);
        (await check.RunAsync(plan)).Should().BeTrue();
    }

    [Fact]
    public async Task Other_people_make_it_worth_verifying_again()
    {
        var people = new Gate();
        people.Open.SetResult(Nobody);
        using var check = new StudioCheck(people, TimeProvider.System, 1);
        await check.RunAsync(ShippedTexts.Plans["base"]);

        check.Knows(ShippedTexts.Plans["base"], Nobody).Should().BeTrue();
        check.Knows(ShippedTexts.Plans["base"], new Roster(new DirectoryData(1, [], [], [], [], [], []), Calendars)).Should().BeFalse();
    }

    /// <summary>A directory that answers when it is let.</summary>
    private sealed class Gate : IRosterSource
    {
        public TaskCompletionSource<Roster> Open { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async ValueTask<Roster> CurrentAsync(CancellationToken cancellationToken) => await Open.Task.WaitAsync(cancellationToken);
    }
}
