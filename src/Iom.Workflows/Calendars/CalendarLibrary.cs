using System.Collections.Concurrent;
using System.Collections.Immutable;
using Iom.Workflows.Authoring;
using NodaTime;

namespace Iom.Workflows.Calendars;

/// <summary>All calendars that the data files allow; makes a <see cref="WorkCalendar"/> for each choice once and keeps it.</summary>
public sealed class CalendarLibrary
{
    private readonly CalendarData data;
    private readonly ConcurrentDictionary<CalendarChoice, WorkCalendar> made = new();
    private readonly ConcurrentDictionary<(WorkWeek, string?), CalendarYears> years = new();

    public CalendarLibrary(CalendarData data) => this.data = data;

    public CalendarData Data => data;

    /// <summary>Reads data files. Null with faults when anything in them is wrong.</summary>
    public static (CalendarLibrary? Library, ImmutableArray<SourceFault> Faults) Load(IEnumerable<SourceFile> files)
    {
        var (data, faults) = CalendarYaml.Read(files);
        return (data is null || !faults.IsEmpty ? null : new CalendarLibrary(data), faults);
    }

    /// <summary>Reads a folder of data files.</summary>
    /// <exception cref="InvalidDataException">A file is faulty; the message names every fault with line and column.</exception>
    public static CalendarLibrary FromFolder(string path)
    {
        var (library, faults) = Load(Directory(path));
        return library ?? throw new InvalidDataException(string.Join(Environment.NewLine, faults));

        static IEnumerable<SourceFile> Directory(string path) =>
            System.IO.Directory.EnumerateFiles(path, "*.yaml").Order(StringComparer.Ordinal)
                .Select(file => new SourceFile(Path.GetFileName(file), File.ReadAllText(file)));
    }

    /// <summary>Whether the choice can be made: the zone, the region and the shape are known.</summary>
    public bool Knows(CalendarChoice choice) => Unknown(choice) is null;

    /// <exception cref="ArgumentException">Zone, region or shape is unknown (the message says which); ask <see cref="Knows"/> first.</exception>
    public WorkCalendar For(CalendarChoice choice) => made.GetOrAdd(choice, Make);

    private string? Unknown(CalendarChoice choice) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(choice.ZoneId) is null ? $"time zone '{choice.ZoneId}'"
        : !data.Shapes.Any(shape => shape.Key == choice.AcademicShape) ? $"shape of the academic year '{choice.AcademicShape}'"
        : choice.RegionalHolidays is { } key && !data.Regions.Any(region => region.Key == key) ? $"regional holidays '{key}'"
        : null;

    private WorkCalendar Make(CalendarChoice choice)
    {
        if (Unknown(choice) is { } unknown)
        {
            throw new ArgumentException($"No calendar can be made: unknown {unknown}.", nameof(choice));
        }

        var laid = years.GetOrAdd((choice.Week, choice.RegionalHolidays), key =>
            new CalendarYears(data, key.Item1, data.Regions.FirstOrDefault(region => region.Key == key.Item2)));
        return new WorkCalendar(
            laid,
            data.Shapes.First(shape => shape.Key == choice.AcademicShape),
            DateTimeZoneProviders.Tzdb[choice.ZoneId],
            choice.Week);
    }
}
