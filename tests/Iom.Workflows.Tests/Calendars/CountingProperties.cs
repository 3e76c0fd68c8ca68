using CsCheck;
using FluentAssertions;
using Iom.Workflows.Calendars;
using Xunit;

namespace Iom.Workflows.Tests.Calendars;

/// <summary>What holds for every calendar and every day; a failure prints the seed that repeats it.</summary>
public sealed class CountingProperties
{
    private static readonly WorkCalendar[] Calendars =
    [
        .. from week in Enum.GetValues<WorkWeek>()
           from region in Given.Shipped.Data.Regions.Select(region => region.Key).Append(null)
           select Given.Calendar(week, region),
    ];

    private static readonly Gen<WorkCalendar> Calendar = OneOf(Calendars);

    /// <summary>Two years clear of both ends of the calendar.</summary>
    private static readonly Gen<DateOnly> Day = Gen.Int[0, 27 * 365].Select(new DateOnly(2027, 1, 1).AddDays);

    private static readonly Gen<DateOnly> DecreedDay = Gen.Int[0, 800].Select(new DateOnly(2025, 1, 20).AddDays);

    private static readonly Gen<DateOnly> AnyDay = Gen.OneOf(Day, DecreedDay);

    private static readonly Gen<int> Count = Gen.Int[1, 300];

    [Fact]
    public void Adding_working_days_and_counting_them_agree() =>
        Gen.Select(Calendar, AnyDay, Count).Sample((calendar, from, days) =>
            calendar.WorkingDaysBetween(from, calendar.AddWorkingDays(from, days)) == days);

    [Fact]
    public void Going_forward_and_back_returns_to_a_working_day() =>
        Gen.Select(Calendar, AnyDay, Count).Sample((calendar, day, days) =>
        {
            var from = calendar.Roll(day, RollRule.Next);
            return calendar.AddWorkingDays(calendar.AddWorkingDays(from, days), -days) == from;
        });

    [Fact]
    public void Going_back_lands_as_many_working_days_before_a_working_day() =>
        Gen.Select(Calendar, Day, Count).Sample((calendar, day, days) =>
        {
            var from = calendar.Roll(day, RollRule.Next);
            return calendar.WorkingDaysBetween(from, calendar.AddWorkingDays(from, -days)) == -days;
        });

    [Fact]
    public void The_answer_is_always_a_working_day_on_the_right_side() =>
        Gen.Select(Calendar, Day, Count).Sample((calendar, from, days) =>
        {
            var after = calendar.AddWorkingDays(from, days);
            var before = calendar.AddWorkingDays(from, -days);
            return calendar.IsWorkingDay(after) && calendar.IsWorkingDay(before) && before < from && from < after;
        });

    [Fact]
    public void A_later_start_and_a_longer_term_never_end_sooner() =>
        Gen.Select(Calendar, Day, Count, Gen.Int[0, 20], Gen.Int[0, 20]).Sample((calendar, from, days, later, longer) =>
            calendar.AddWorkingDays(from, days) <= calendar.AddWorkingDays(from.AddDays(later), days + longer));

    [Fact]
    public void Counting_is_what_walking_day_by_day_gives() =>
        Gen.Select(Calendar, AnyDay, Gen.Int[0, 60]).Sample((calendar, from, length) =>
        {
            var walked = Enumerable.Range(1, length).Count(i => calendar.IsWorkingDay(from.AddDays(i)));
            return calendar.WorkingDaysBetween(from, from.AddDays(length)) == walked
                && calendar.WorkingDaysBetween(from.AddDays(length), from) == -walked;
        });

    [Fact]
    public void Counts_of_adjacent_spans_add_up() =>
        Gen.Select(Calendar, AnyDay, AnyDay, AnyDay).Sample((calendar, a, b, c) =>
            calendar.WorkingDaysBetween(a, b) + calendar.WorkingDaysBetween(b, c) == calendar.WorkingDaysBetween(a, c));

    [Fact]
    public void Rolling_ends_on_the_nearest_working_day_of_its_side() =>
        Gen.Select(Calendar, AnyDay).Sample((calendar, day) =>
        {
            var next = calendar.Roll(day, RollRule.Next);
            var previous = calendar.Roll(day, RollRule.Previous);
            calendar.IsWorkingDay(next).Should().BeTrue();
            calendar.IsWorkingDay(previous).Should().BeTrue();
            (previous <= day && day <= next).Should().BeTrue();
            calendar.WorkingDaysBetween(previous, next).Should().Be(calendar.IsWorkingDay(day) ? 0 : 1);
            calendar.Roll(day, RollRule.Keep).Should().Be(day);
        });

    [Fact]
    public void Only_working_days_are_short() =>
        Gen.Select(Calendar, AnyDay).Sample((calendar, day) => !calendar.IsShortDay(day) || calendar.IsWorkingDay(day));

    [Fact]
    public void A_region_only_takes_working_days_away() =>
        Gen.Select(Calendar, AnyDay).Sample((calendar, day) =>
            !calendar.IsWorkingDay(day) || Given.Calendar(calendar.Week).IsWorkingDay(day));

    [Fact]
    public void A_local_time_turned_to_an_instant_is_on_its_day() =>
        Gen.Select(AnyDay, Gen.Int[0, 1439], OneOf("Europe/Moscow", "Asia/Kamchatka", "Europe/Kaliningrad", "Europe/Berlin", "Etc/UTC"))
            .Sample((day, minute, zone) =>
            {
                var calendar = Given.Calendar(WorkWeek.FiveDays, zone: zone);
                var instant = calendar.InstantOf(day, new TimeOnly(minute / 60, minute % 60));
                return instant.Offset == TimeSpan.Zero && calendar.LocalDate(instant) == day;
            });

    [Fact]
    public void Every_day_lies_in_its_academic_year() =>
        Gen.Select(OneOf("school", "kindergarten", "college"), AnyDay).Sample((shape, day) =>
        {
            var calendar = Given.Calendar(WorkWeek.FiveDays, shape: shape);
            return calendar.DayOfAcademicYear(day.Month, day.Day, calendar.AcademicYearOf(day)) == day;
        });

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
