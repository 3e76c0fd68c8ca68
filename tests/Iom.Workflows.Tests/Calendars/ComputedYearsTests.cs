using FluentAssertions;
using Iom.Workflows.Calendars;
using Xunit;

namespace Iom.Workflows.Tests.Calendars;

/// <summary>Years without a decree: after the last edition computed from ст. 112 ТК РФ, before the first refused.</summary>
public sealed class ComputedYearsTests
{
    private static readonly WorkCalendar FiveDays = Given.Calendar(WorkWeek.FiveDays, library: Given.UntilDecreeOf2026);
    private static readonly WorkCalendar SixDays = Given.Calendar(WorkWeek.SixDays, library: Given.UntilDecreeOf2026);

    [Fact]
    public void A_year_after_the_last_decree_is_preliminary()
    {
        FiveDays.IsPreliminary(new DateOnly(2027, 1, 1)).Should().BeTrue();
        FiveDays.Covers(new DateOnly(2027, 1, 1)).Should().BeTrue();
        FiveDays.Covers(new DateOnly(2050, 1, 1)).Should().BeTrue();
    }

    [Theory]
    [InlineData("2027-05-03", "1 May 2027 is a Saturday")]
    [InlineData("2027-05-10", "9 May 2027 is a Sunday")]
    [InlineData("2027-06-14", "12 June 2027 is a Saturday")]
    public void A_weekend_day_that_is_a_holiday_moves_to_the_next_working_day(string day, string because) =>
        FiveDays.IsWorkingDay(Given.Day(day)).Should().BeFalse(because);

    [Theory]
    [InlineData("2027-05-03", true, "Saturday 1 May was no day off of this week")]
    [InlineData("2027-05-10", false, "Sunday 9 May was one")]
    [InlineData("2027-06-14", true, "Saturday 12 June was no day off of this week")]
    public void In_a_six_day_week_only_Sundays_move(string day, bool works, string because) =>
        SixDays.IsWorkingDay(Given.Day(day)).Should().Be(works, because);

    [Fact]
    public void January_days_off_are_not_moved_before_a_decree_says_where()
    {
        FiveDays.IsWorkingDay(new DateOnly(2027, 1, 8)).Should().BeFalse("the holidays last till 8 January");
        FiveDays.IsWorkingDay(new DateOnly(2027, 1, 11)).Should().BeTrue("it is the Monday after");
        FiveDays.IsWorkingDay(new DateOnly(2027, 12, 31)).Should().BeTrue("no decree made it a day off");
        FiveDays.IsShortDay(new DateOnly(2027, 12, 31)).Should().BeTrue("1 January follows");
    }

    [Fact]
    public void Two_holidays_of_one_weekend_take_two_working_days()
    {
        // 13 and 14 February 2027 are a Saturday and a Sunday.
        var library = Given.Library(Given.Russia.Replace("\"09.05\"", "\"13.02\", \"14.02\", \"16.02\"", StringComparison.Ordinal));
        var calendar = Given.Calendar(WorkWeek.FiveDays, library: library);

        Given.DaysOf(2027).Where(day => day.Month == 2 && !calendar.IsWorkingDay(day)).Select(day => day.Day)
            .Should().Equal([6, 7, 13, 14, 15, 16, 17, 20, 21, 27, 28], "15 and 17 February are moved to, 16 is a holiday itself");
    }

    [Theory]
    [InlineData("2024-12-31")]
    [InlineData("2001-06-01")]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    public void A_day_outside_the_calendar_is_an_error_and_never_a_guess(string text)
    {
        var day = Given.Day(text);
        var calendar = FiveDays;
        Action[] questions =
        [
            () => calendar.IsWorkingDay(day),
            () => calendar.IsShortDay(day),
            () => calendar.AddWorkingDays(day, 1),
            () => calendar.AddWorkingDays(day, -1),
            () => calendar.WorkingDaysBetween(day, new DateOnly(2025, 9, 1)),
            () => calendar.WorkingDaysBetween(new DateOnly(2025, 9, 1), day),
            () => calendar.Roll(day, RollRule.Next),
            () => calendar.Roll(day, RollRule.Previous),
        ];

        calendar.Covers(day).Should().BeFalse();
        questions.Should().AllSatisfy(question => question.Should().Throw<CalendarNotCoveredException>().Which.Day.Should().Be(day));
    }

    [Theory]
    [InlineData("2025-01-09", -1, "2024-12-31")]
    [InlineData("2025-01-01", -1, "2024-12-31")]
    [InlineData("2025-06-02", int.MinValue, "2024-12-31")]
    [InlineData("2025-06-02", int.MaxValue, "2057-01-01")]
    [InlineData("2056-12-20", 300, "2057-01-01")]
    public void Counting_out_of_the_calendar_is_an_error(string from, int days, string beyond) =>
        FiveDays.Invoking(calendar => calendar.AddWorkingDays(Given.Day(from), days))
            .Should().Throw<CalendarNotCoveredException>().Which.Day.Should().Be(Given.Day(beyond));
}
