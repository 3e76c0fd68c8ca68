using FluentAssertions;
using Iom.Workflows.Calendars;
using Xunit;

namespace Iom.Workflows.Tests.Calendars;

public sealed class AcademicYearTests
{
    [Theory]
    [InlineData("2025-09-01", 2025)]
    [InlineData("2025-12-31", 2025)]
    [InlineData("2026-01-01", 2025)]
    [InlineData("2026-06-30", 2025)]
    [InlineData("2026-07-01", 2026)]
    [InlineData("2026-08-31", 2026)]
    public void A_day_belongs_to_the_academic_year_whose_turn_is_past(string day, int expected) =>
        Given.FiveDays.AcademicYearOf(Given.Day(day)).Should().Be(expected);

    [Theory]
    [InlineData(AcademicAnchor.YearStart, "2025-09-01")]
    [InlineData(AcademicAnchor.YearEnd, "2026-05-26")]
    [InlineData(AcademicAnchor.HalfYear1Start, "2025-09-01")]
    [InlineData(AcademicAnchor.HalfYear1End, "2025-12-28")]
    [InlineData(AcademicAnchor.HalfYear2Start, "2026-01-12")]
    [InlineData(AcademicAnchor.HalfYear2End, "2026-05-26")]
    [InlineData(AcademicAnchor.Quarter1Start, "2025-09-01")]
    [InlineData(AcademicAnchor.Quarter1End, "2025-10-26")]
    [InlineData(AcademicAnchor.Quarter2Start, "2025-11-05")]
    [InlineData(AcademicAnchor.Quarter2End, "2025-12-28")]
    [InlineData(AcademicAnchor.Quarter3Start, "2026-01-12")]
    [InlineData(AcademicAnchor.Quarter3End, "2026-03-22")]
    [InlineData(AcademicAnchor.Quarter4Start, "2026-03-31")]
    [InlineData(AcademicAnchor.Quarter4End, "2026-05-26")]
    public void Each_anchor_is_the_day_its_own_key_gives(AcademicAnchor anchor, string expected) =>
        // The invented year is asked, so that an edit of the shipped template breaks nothing.
        Given.Calendar(WorkWeek.FiveDays, library: Given.Library(Given.Russia)).Anchor(anchor, 2025).Should().Be(Given.Day(expected));

    [Theory]
    [InlineData("school")]
    [InlineData("kindergarten")]
    [InlineData("college")]
    public void Every_shipped_shape_begins_in_September_and_keeps_its_anchors_inside_the_year(string shape)
    {
        var calendar = Given.Calendar(WorkWeek.FiveDays, shape: shape);

        calendar.Anchor(AcademicAnchor.YearStart, 2026).Should().Be(new DateOnly(2026, 9, 1));
        Enum.GetValues<AcademicAnchor>().Select(anchor => calendar.AcademicYearOf(calendar.Anchor(anchor, 2026))).Should().AllBeEquivalentTo(2026);
    }

    [Theory]
    [InlineData(9, 15, "2025-09-15")]
    [InlineData(5, 20, "2026-05-20")]
    [InlineData(6, 30, "2026-06-30")]
    [InlineData(7, 1, "2025-07-01")]
    [InlineData(12, 31, "2025-12-31")]
    [InlineData(1, 1, "2026-01-01")]
    [InlineData(2, 29, "2026-02-28")]
    public void A_day_of_the_academic_year_falls_into_the_right_calendar_year(int month, int day, string expected) =>
        Given.FiveDays.DayOfAcademicYear(month, day, 2025).Should().Be(Given.Day(expected));

    [Fact]
    public void The_29th_of_February_exists_in_a_leap_year() =>
        Given.FiveDays.DayOfAcademicYear(2, 29, 2027).Should().Be(new DateOnly(2028, 2, 29));

    [Theory]
    [InlineData("2025-10-30", true)]
    [InlineData("2025-12-31", true)]
    [InlineData("2026-01-08", true)]
    [InlineData("2026-07-15", true)]
    [InlineData("2025-09-01", false)]
    [InlineData("2026-02-20", false)]
    public void School_vacations_are_known_across_the_New_Year(string day, bool expected) =>
        Given.FiveDays.IsVacation(Given.Day(day)).Should().Be(expected);

    [Fact]
    public void A_kindergarten_has_no_vacations()
    {
        var calendar = Given.Calendar(WorkWeek.FiveDays, shape: "kindergarten");

        Given.DaysOf(2026).Where(calendar.IsVacation).Should().BeEmpty();
    }
}
