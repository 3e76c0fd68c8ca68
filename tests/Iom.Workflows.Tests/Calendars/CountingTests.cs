using FluentAssertions;
using Iom.Workflows.Calendars;
using Xunit;

namespace Iom.Workflows.Tests.Calendars;

public sealed class CountingTests
{
    [Theory]
    [InlineData("2025-10-31", 1, "2025-11-01", "the added Saturday is the next working day")]
    [InlineData("2025-10-31", 2, "2025-11-05", "Sunday, Monday and Tuesday are off")]
    [InlineData("2025-11-01", 1, "2025-11-05", "from the added Saturday itself")]
    [InlineData("2025-12-30", 1, "2026-01-12", "over the New Year")]
    [InlineData("2025-09-01", 10, "2025-09-15", "two weeks")]
    [InlineData("2025-09-06", 1, "2025-09-08", "from a Saturday")]
    [InlineData("2025-09-06", 0, "2025-09-06", "nothing to count")]
    [InlineData("2025-11-05", -1, "2025-11-01", "back to the added Saturday")]
    [InlineData("2025-11-05", -2, "2025-10-31", "back over it")]
    [InlineData("2025-11-03", -1, "2025-11-01", "back from a day off")]
    [InlineData("2026-01-12", -1, "2025-12-30", "back over the New Year")]
    [InlineData("2025-01-10", -1, "2025-01-09", "back to the first working day there is")]
    public void Working_days_are_added_in_a_five_day_week(string from, int days, string expected, string because) =>
        Given.FiveDays.AddWorkingDays(Given.Day(from), days).Should().Be(Given.Day(expected), because);

    [Theory]
    [InlineData("2025-10-31", 2, "2025-11-03")]
    [InlineData("2025-11-03", 1, "2025-11-05")]
    [InlineData("2025-11-05", -2, "2025-11-01")]
    [InlineData("2025-09-05", 1, "2025-09-06")]
    public void Working_days_are_added_in_a_six_day_week(string from, int days, string expected) =>
        Given.SixDays.AddWorkingDays(Given.Day(from), days).Should().Be(Given.Day(expected));

    [Theory]
    [InlineData("2025-10-31", "2025-11-05", 2, "the added Saturday and Wednesday")]
    [InlineData("2025-11-05", "2025-10-31", -2, "backward")]
    [InlineData("2025-10-31", "2025-10-31", 0, "the day itself is not counted")]
    [InlineData("2025-11-02", "2025-11-04", 0, "days off only")]
    [InlineData("2025-11-04", "2025-11-05", 1, "from a day off")]
    [InlineData("2025-12-31", "2026-12-31", 247, "a whole year")]
    public void Working_days_are_counted_after_one_day_up_to_another(string from, string to, int expected, string because) =>
        Given.FiveDays.WorkingDaysBetween(Given.Day(from), Given.Day(to)).Should().Be(expected, because);

    [Theory]
    [InlineData("2025-11-03", RollRule.Keep, "2025-11-03")]
    [InlineData("2025-11-03", RollRule.Next, "2025-11-05")]
    [InlineData("2025-11-03", RollRule.Previous, "2025-11-01")]
    [InlineData("2025-11-01", RollRule.Next, "2025-11-01")]
    [InlineData("2025-11-01", RollRule.Previous, "2025-11-01")]
    [InlineData("2026-01-01", RollRule.Next, "2026-01-12")]
    [InlineData("2026-01-01", RollRule.Previous, "2025-12-30")]
    public void A_date_on_a_day_off_rolls(string day, RollRule rule, string expected) =>
        Given.FiveDays.Roll(Given.Day(day), rule).Should().Be(Given.Day(expected));
}
