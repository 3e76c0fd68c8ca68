using FluentAssertions;
using Iom.Workflows.Calendars;
using Xunit;

namespace Iom.Workflows.Tests.Calendars;

public sealed class CalendarLibraryTests
{
    private static readonly CalendarChoice Choice = new("Europe/Moscow", WorkWeek.FiveDays, null, "school");

    [Fact]
    public void One_choice_has_one_calendar_even_when_many_ask_at_once()
    {
        var library = Given.Library(Given.Russia);
        var made = new WorkCalendar[64];

        Parallel.For(0, made.Length, i => made[i] = library.For(Choice with { }));

        made.Should().OnlyContain(calendar => ReferenceEquals(calendar, made[0]));
        made[0].ZoneId.Should().Be("Europe/Moscow");
        made[0].Week.Should().Be(WorkWeek.FiveDays);
    }

    [Fact]
    public void An_unknown_zone_is_named() => Refused(Choice with { ZoneId = "Europe/Priozersk" }, "*time zone 'Europe/Priozersk'*");

    [Fact]
    public void An_unknown_region_is_named() => Refused(Choice with { RegionalHolidays = "atlantis" }, "*regional holidays 'atlantis'*");

    [Fact]
    public void An_unknown_shape_is_named() => Refused(Choice with { AcademicShape = "lyceum" }, "*academic year 'lyceum'*");

    [Fact]
    public void A_possible_choice_is_known() => Given.Shipped.Knows(Choice).Should().BeTrue();

    [Fact]
    public void A_folder_with_a_fault_names_the_file_and_the_place()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("iom-calendars-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "years.yaml"), Given.AcademicYears);
            File.WriteAllText(Path.Combine(folder.FullName, "russia.yaml"), Given.Russia.Replace("09.05", "09.55", StringComparison.Ordinal));

            FluentActions.Invoking(() => CalendarLibrary.FromFolder(folder.FullName))
                .Should().Throw<InvalidDataException>().WithMessage("russia.yaml:1:21:*ДД.ММ*");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Refused(CalendarChoice choice, string message)
    {
        Given.Shipped.Knows(choice).Should().BeFalse();
        FluentActions.Invoking(() => Given.Shipped.For(choice)).Should().Throw<ArgumentException>().WithMessage(message);
    }
}
