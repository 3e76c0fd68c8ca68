using FluentAssertions;
using Iom.Workflows.Calendars;
using Xunit;

namespace Iom.Workflows.Tests.Calendars;

public sealed class RegionalHolidaysTests
{
    /// <summary>245 and 244 days, and the seven short days of 2026, as published by the ministry of labour of the republic.</summary>
    [Fact]
    public void Tatarstan_has_the_year_its_ministry_published()
    {
        var calendar = Given.Calendar(WorkWeek.FiveDays, "tatarstan");

        Given.DaysOf(2025).Count(calendar.IsWorkingDay).Should().Be(245);
        Given.DaysOf(2026).Count(calendar.IsWorkingDay).Should().Be(244);
        calendar.ShortDaysOf(2026).Should().Equal("03-19", "04-30", "05-08", "05-26", "06-11", "11-03", "11-05");
    }

    [Theory]
    [InlineData("2025-06-06", "Курбан-байрам of 2025")]
    [InlineData("2025-11-06", "Constitution Day")]
    [InlineData("2026-03-20", "Ураза-байрам of 2026")]
    [InlineData("2026-05-27", "Курбан-байрам of 2026")]
    public void A_day_of_the_region_is_off_there_and_nowhere_else(string day, string because)
    {
        Given.Calendar(WorkWeek.FiveDays, "tatarstan").IsWorkingDay(Given.Day(day)).Should().BeFalse(because);
        Given.FiveDays.IsWorkingDay(Given.Day(day)).Should().BeTrue();
    }

    [Fact]
    public void In_Tatarstan_a_holiday_on_a_Sunday_adds_no_day_off() =>
        Given.Calendar(WorkWeek.FiveDays, "tatarstan").IsWorkingDay(new DateOnly(2026, 8, 31)).Should().BeTrue("30 August 2026 is a Sunday");

    [Fact]
    public void In_Dagestan_a_holiday_on_a_Saturday_gives_the_Monday()
    {
        // 26 July 2025 was a Saturday, and the republic rested on the 28th.
        Given.Calendar(WorkWeek.FiveDays, "dagestan").IsWorkingDay(new DateOnly(2025, 7, 28)).Should().BeFalse();
        Given.Calendar(WorkWeek.SixDays, "dagestan").IsWorkingDay(new DateOnly(2025, 7, 28)).Should().BeTrue("Saturday is no day off of this week");
    }

    [Fact]
    public void Where_the_region_moves_days_off_the_next_working_day_is_off()
    {
        // 9 March 2025 is a Sunday and follows the statutory 8 March; the Monday after it works in the rest of the country.
        var library = Given.Library(Given.Russia, """
            regions:
              - { key: moves, title: Переносит, basis: вымысел, yearly: ["09.03", "10.03"], moves_days_off: true }
              - { key: keeps, title: Не переносит, basis: вымысел, yearly: ["09.03", "10.03"] }
            """);

        DaysOffInMarch("moves").Should().Equal(8, 9, 10, 11, 15, 16);
        DaysOffInMarch("keeps").Should().Equal(8, 9, 10, 15, 16);

        IEnumerable<int> DaysOffInMarch(string region)
        {
            var calendar = Given.Calendar(WorkWeek.FiveDays, region, library: library);
            return Given.DaysOf(2025).Where(day => day is { Month: 3, Day: >= 3 and <= 16 } && !calendar.IsWorkingDay(day)).Select(day => day.Day);
        }
    }

    [Theory]
    [InlineData("01.11", "2025-11-05", "Saturday 1 November had no day off left: it went to the 3rd")]
    [InlineData("08.03", "2025-03-10", "the day off of Saturday 8 March is the country's to move, and went to 13 June")]
    public void A_day_off_is_not_moved_twice(string yearly, string works, string because)
    {
        var library = new CalendarLibrary(Given.Shipped.Data with { Regions = Given.Library(Given.Russia, $$"""
            regions:
              - { key: moves, title: Переносит, basis: вымысел, yearly: ["{{yearly}}"], moves_days_off: true }
            """).Data.Regions });

        Given.Calendar(WorkWeek.FiveDays, "moves", library: library).IsWorkingDay(Given.Day(works)).Should().BeTrue(because);
    }

    [Fact]
    public void A_region_of_the_demo_has_a_day_of_its_own()
    {
        var calendar = Given.Calendar(WorkWeek.SixDays, "demo-priozerye");

        calendar.IsWorkingDay(new DateOnly(2026, 6, 17)).Should().BeFalse();
        calendar.IsShortDay(new DateOnly(2026, 6, 16)).Should().BeTrue();
        calendar.IsWorkingDay(new DateOnly(2030, 6, 17)).Should().BeFalse("it returns every year");
    }

    [Fact]
    public void The_other_region_of_the_demo_has_none()
    {
        var calendar = Given.Calendar(WorkWeek.FiveDays, "demo-zarechye");

        Given.DaysOf(2026).Where(day => calendar.IsWorkingDay(day) != Given.FiveDays.IsWorkingDay(day)).Should().BeEmpty();
    }

    [Fact]
    public void Every_region_says_what_its_days_rest_on() =>
        Given.Shipped.Data.Regions.Should().OnlyContain(region => region.Title.Length > 0 && region.Basis.Length > 0);
}
