using System.Globalization;
using Iom.Workflows.Authoring;
using Iom.Workflows.Calendars;

namespace Iom.Workflows.Tests.Calendars;

/// <summary>Calendars to test with: those shipped, and small invented ones.</summary>
internal static class Given
{
    /// <summary>The least that loads. The academic year stands in <see cref="AcademicYears"/>.</summary>
    public const string Russia = """
        holidays: ["01.01", "09.05"]
        editions:
          - year: 2025
            decree: вымышленное постановление
        """;

    public const string AcademicYears = """
        academic_years:
          - key: school
            turn: "01.07"
            anchors:
              year_start: "01.09"
              year_end: "26.05"
              half_year_1_start: "01.09"
              half_year_1_end: "28.12"
              half_year_2_start: "12.01"
              half_year_2_end: "26.05"
              quarter_1_start: "01.09"
              quarter_1_end: "26.10"
              quarter_2_start: "05.11"
              quarter_2_end: "28.12"
              quarter_3_start: "12.01"
              quarter_3_end: "22.03"
              quarter_4_start: "31.03"
              quarter_4_end: "26.05"
        """;

    public static CalendarLibrary Shipped { get; } = CalendarLibrary.FromFolder(Path.Combine(Tests.Definitions.Shipped.Folder, "calendars"));

    /// <summary>The shipped data without what was decreed after 2026, so that 2027 is computed whatever is added.</summary>
    public static CalendarLibrary UntilDecreeOf2026 { get; } = new(Shipped.Data with
    {
        Editions = [.. Shipped.Data.Editions.Where(edition => edition.Year <= 2026)],
    });

    public static WorkCalendar FiveDays { get; } = Calendar(WorkWeek.FiveDays);

    public static WorkCalendar SixDays { get; } = Calendar(WorkWeek.SixDays);

    public static WorkCalendar Calendar(
        WorkWeek week, string? region = null, string zone = "Europe/Moscow", string shape = "school", CalendarLibrary? library = null) =>
        (library ?? Shipped).For(new CalendarChoice(zone, week, region, shape));

    public static CalendarLibrary Library(params string[] texts) =>
        Load([.. texts, AcademicYears]).Library ?? throw new InvalidOperationException(string.Join('\n', Load([.. texts, AcademicYears]).Faults));

    public static (CalendarLibrary? Library, IReadOnlyList<SourceFault> Faults) Load(params string[] texts)
    {
        var (library, faults) = CalendarLibrary.Load(texts.Select((text, i) => new SourceFile($"{i}.yaml", text)));
        return (library, faults);
    }

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static IEnumerable<DateOnly> DaysOf(int year) =>
        Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(new DateOnly(year, 1, 1).AddDays);

    public static IEnumerable<string> ShortDaysOf(this WorkCalendar calendar, int year) =>
        DaysOf(year).Where(calendar.IsShortDay).Select(day => day.ToString("MM-dd", CultureInfo.InvariantCulture));
}
