using FluentAssertions;
using Iom.Workflows.Calendars;
using Xunit;

namespace Iom.Workflows.Tests.Calendars;

/// <summary>The decrees № 1335 of 04.10.2024 and № 1466 of 24.09.2025, day by day.</summary>
public sealed class DecreedYearsTests
{
    [Theory]
    [InlineData("2025-01-08", "the New Year holidays end")]
    [InlineData("2025-02-23", "Defender's Day is a holiday although its day off went to 8 May")]
    [InlineData("2025-03-08", "Women's Day is a holiday although its day off went to 13 June")]
    [InlineData("2025-05-02", "moved from Saturday 4 January")]
    [InlineData("2025-05-08", "moved from Sunday 23 February")]
    [InlineData("2025-06-13", "moved from Saturday 8 March")]
    [InlineData("2025-11-03", "moved from Saturday 1 November")]
    [InlineData("2025-12-31", "moved from Sunday 5 January")]
    [InlineData("2026-01-04", "a New Year holiday although its day off went to 31 December")]
    [InlineData("2026-01-09", "moved from Saturday 3 January")]
    [InlineData("2026-03-09", "moved from Sunday 8 March by the statute")]
    [InlineData("2026-05-11", "moved from Saturday 9 May by the statute")]
    [InlineData("2026-11-04", "Unity Day, a Wednesday")]
    [InlineData("2026-12-31", "moved from Sunday 4 January")]
    public void A_five_day_week_rests(string day, string because) =>
        Given.FiveDays.IsWorkingDay(Given.Day(day)).Should().BeFalse(because);

    [Theory]
    [InlineData("2025-01-09", "the first working day of the year")]
    [InlineData("2025-02-24", "no day off came to the Monday after Defender's Day")]
    [InlineData("2025-03-10", "no day off came to the Monday after Women's Day")]
    [InlineData("2025-11-01", "a Saturday added for Monday 3 November")]
    [InlineData("2026-01-12", "the first working day of the year")]
    [InlineData("2026-02-24", "Defender's Day was a Monday")]
    [InlineData("2026-11-03", "Unity Day stands alone")]
    public void A_five_day_week_works(string day, string because) =>
        Given.FiveDays.IsWorkingDay(Given.Day(day)).Should().BeTrue(because);

    [Theory]
    [InlineData("2025-05-02", "a day off moved from a Saturday, which works anyway")]
    [InlineData("2025-06-13", "a day off moved from a Saturday, which works anyway")]
    [InlineData("2025-11-01", "an ordinary Saturday")]
    [InlineData("2025-11-03", "a day off moved from a Saturday, which works anyway")]
    [InlineData("2026-01-09", "a day off moved from a Saturday, which works anyway")]
    [InlineData("2026-01-10", "an ordinary Saturday")]
    [InlineData("2026-05-11", "9 May is a Saturday, no day off of this week")]
    public void A_six_day_week_works(string day, string because) =>
        Given.SixDays.IsWorkingDay(Given.Day(day)).Should().BeTrue(because);

    [Theory]
    [InlineData("2025-03-08", "a holiday")]
    [InlineData("2025-05-08", "moved from Sunday 23 February")]
    [InlineData("2025-11-02", "a Sunday")]
    [InlineData("2025-12-31", "moved from Sunday 5 January")]
    [InlineData("2026-03-09", "moved from Sunday 8 March")]
    [InlineData("2026-12-31", "moved from Sunday 4 January")]
    public void A_six_day_week_rests(string day, string because) =>
        Given.SixDays.IsWorkingDay(Given.Day(day)).Should().BeFalse(because);

    /// <summary>
    /// Six days: 365 less 52 Sundays less 12 holidays on other days less 2 days off moved from Sundays. Five days: less 52 Saturdays
    /// too; those that are holidays come back as days off elsewhere.
    /// </summary>
    [Theory]
    [InlineData(2025, WorkWeek.FiveDays, 247)]
    [InlineData(2026, WorkWeek.FiveDays, 247)]
    [InlineData(2025, WorkWeek.SixDays, 299)]
    [InlineData(2026, WorkWeek.SixDays, 299)]
    public void The_year_has_the_published_number_of_working_days(int year, WorkWeek week, int expected)
    {
        var calendar = Given.Calendar(week);

        Given.DaysOf(year).Count(calendar.IsWorkingDay).Should().Be(expected);
    }

    /// <summary>Working days by month as printed in the production calendars.</summary>
    [Theory]
    [InlineData(2025, new[] { 17, 20, 21, 22, 18, 19, 23, 21, 22, 23, 19, 22 })]
    [InlineData(2026, new[] { 15, 19, 21, 22, 19, 21, 23, 21, 22, 22, 20, 22 })]
    public void The_months_have_the_published_numbers(int year, int[] expected) =>
        Given.DaysOf(year).GroupBy(day => day.Month).Select(month => month.Count(Given.FiveDays.IsWorkingDay)).Should().Equal(expected);

    [Fact]
    public void Short_days_of_a_five_day_week_are_those_published()
    {
        Given.FiveDays.ShortDaysOf(2025).Should().Equal("03-07", "04-30", "06-11", "11-01");
        Given.FiveDays.ShortDaysOf(2026).Should().Equal("04-30", "05-08", "06-11", "11-03");
    }

    [Fact]
    public void Short_days_of_a_six_day_week_stand_before_its_own_holidays()
    {
        Given.SixDays.ShortDaysOf(2025).Should().Equal("02-22", "03-07", "04-30", "06-11", "11-03");
        Given.SixDays.ShortDaysOf(2026).Should().Equal("03-07", "04-30", "05-08", "06-11", "11-03");
    }

    [Fact]
    public void Decreed_years_are_not_preliminary()
    {
        Given.FiveDays.IsPreliminary(new DateOnly(2025, 1, 1)).Should().BeFalse();
        Given.FiveDays.IsPreliminary(new DateOnly(2026, 12, 31)).Should().BeFalse();
    }

    [Fact]
    public void Each_edition_cites_its_decree() =>
        Given.UntilDecreeOf2026.Data.Editions.Select(edition => edition.Decree).Should().Equal(
            "постановление Правительства РФ от 04.10.2024 № 1335", "постановление Правительства РФ от 24.09.2025 № 1466");
}
