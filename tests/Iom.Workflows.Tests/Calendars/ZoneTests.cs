using FluentAssertions;
using Iom.Workflows.Calendars;
using Xunit;

namespace Iom.Workflows.Tests.Calendars;

public sealed class ZoneTests
{
    [Theory]
    [InlineData("Europe/Moscow", 9, 6)]
    [InlineData("Asia/Yekaterinburg", 9, 4)]
    [InlineData("Asia/Kamchatka", 12, 0)]
    [InlineData("Europe/Kaliningrad", 9, 7)]
    [InlineData("Etc/UTC", 9, 9)]
    public void A_local_hour_becomes_an_hour_of_UTC(string zone, int local, int universal)
    {
        var instant = Given.Calendar(WorkWeek.FiveDays, zone: zone).InstantOf(new DateOnly(2026, 7, 1), new TimeOnly(local, 0));

        instant.Should().Be(new DateTimeOffset(2026, 7, 1, universal, 0, 0, TimeSpan.Zero));
        instant.Offset.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void The_day_turns_at_local_midnight()
    {
        var calendar = Given.Calendar(WorkWeek.FiveDays, zone: "Asia/Yekaterinburg");

        calendar.LocalDate(new DateTimeOffset(2026, 1, 31, 18, 59, 59, TimeSpan.Zero)).Should().Be(new DateOnly(2026, 1, 31));
        calendar.LocalDate(new DateTimeOffset(2026, 1, 31, 19, 0, 0, TimeSpan.Zero)).Should().Be(new DateOnly(2026, 2, 1));
        calendar.LocalDate(new DateTimeOffset(2026, 1, 31, 22, 30, 0, TimeSpan.FromHours(3))).Should().Be(new DateOnly(2026, 2, 1), "the offset given is heeded");
    }

    [Fact]
    public void Clocks_of_Moscow_do_not_turn_in_spring_and_autumn()
    {
        var calendar = Given.Calendar(WorkWeek.FiveDays, zone: "Europe/Moscow");

        Given.DaysOf(2026).Select(day => calendar.InstantOf(day, new TimeOnly(2, 30)).TimeOfDay).Distinct()
            .Should().ContainSingle().Which.Should().Be(new TimeSpan(23, 30, 0));
    }

    [Fact]
    public void An_hour_that_the_clocks_skip_moves_forward()
    {
        // In Berlin 29 March 2026 goes from 01:59:59 to 03:00.
        var calendar = Given.Calendar(WorkWeek.FiveDays, zone: "Europe/Berlin");
        var instant = calendar.InstantOf(new DateOnly(2026, 3, 29), new TimeOnly(2, 30));

        instant.Should().Be(new DateTimeOffset(2026, 3, 29, 3, 30, 0, TimeSpan.FromHours(2)));
    }

    [Fact]
    public void Of_an_hour_that_comes_twice_the_first_is_meant()
    {
        // In Berlin 25 October 2026 has 02:30 twice.
        var calendar = Given.Calendar(WorkWeek.FiveDays, zone: "Europe/Berlin");
        var instant = calendar.InstantOf(new DateOnly(2026, 10, 25), new TimeOnly(2, 30));

        instant.Should().Be(new DateTimeOffset(2026, 10, 25, 2, 30, 0, TimeSpan.FromHours(2)));
    }

    [Fact]
    public void Before_and_after_the_clocks_turn_Berlin_has_its_two_offsets()
    {
        var calendar = Given.Calendar(WorkWeek.FiveDays, zone: "Europe/Berlin");

        calendar.InstantOf(new DateOnly(2026, 1, 15), new TimeOnly(9, 0)).Hour.Should().Be(8);
        calendar.InstantOf(new DateOnly(2026, 7, 15), new TimeOnly(9, 0)).Hour.Should().Be(7);
        calendar.LocalDate(new DateTimeOffset(2026, 7, 15, 22, 30, 0, TimeSpan.Zero)).Should().Be(new DateOnly(2026, 7, 16));
        calendar.LocalDate(new DateTimeOffset(2026, 1, 15, 22, 30, 0, TimeSpan.Zero)).Should().Be(new DateOnly(2026, 1, 15));
    }

    [Fact]
    public void An_instant_before_the_last_change_of_a_zone_has_the_offset_of_its_time()
    {
        // Moscow was four hours ahead until 26 October 2014.
        var calendar = Given.Calendar(WorkWeek.FiveDays, zone: "Europe/Moscow");

        calendar.LocalDate(new DateTimeOffset(2013, 7, 1, 20, 30, 0, TimeSpan.Zero)).Should().Be(new DateOnly(2013, 7, 2));
        calendar.InstantOf(new DateOnly(2013, 7, 2), new TimeOnly(0, 30)).Should().Be(new DateTimeOffset(2013, 7, 1, 20, 30, 0, TimeSpan.Zero));
    }
}
