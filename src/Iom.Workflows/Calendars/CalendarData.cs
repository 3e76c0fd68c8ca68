using System.Collections.Immutable;

namespace Iom.Workflows.Calendars;

/// <summary>One year of the production calendar as the government decreed it.</summary>
/// <param name="Year">The calendar year.</param>
/// <param name="Decree">The act, e.g. «постановление Правительства РФ от 04.10.2024 № 1335».</param>
/// <param name="Transfers">Days off that were moved.</param>
/// <param name="ShortDays">Shortened days besides those before a holiday (ст. 95 ТК РФ).</param>
public sealed record CalendarEdition(int Year, string Decree, ImmutableArray<Transfer> Transfers, ImmutableArray<DateOnly> ShortDays);

/// <summary>A day off moved from a weekend day to another day; the weekend day then works unless it is a holiday itself.</summary>
public readonly record struct Transfer(DateOnly From, DateOnly To);

/// <summary>Holidays of a region, with the act they rest on.</summary>
/// <param name="Yearly">Days that return every year.</param>
/// <param name="Dated">Days of single years (movable feasts), each decreed by the region.</param>
public sealed record RegionalHolidays(string Key, string Title, string Basis, ImmutableArray<MonthDay> Yearly, ImmutableArray<DateOnly> Dated);

/// <summary>The shape of an academic year in a type of organisation.</summary>
/// <param name="Turn">From this day on a start belongs to the coming academic year (usually 1 July).</param>
/// <param name="Anchors">Days of the anchors, in the order of <see cref="AcademicAnchor"/>.</param>
/// <param name="Vacations">School vacations, inclusive; they do not stop deadlines.</param>
public sealed record AcademicShape(
    string Key, MonthDay Turn, ImmutableArray<MonthDay> Anchors, ImmutableArray<(MonthDay From, MonthDay To)> Vacations);

/// <summary>All that the data files say.</summary>
/// <param name="Holidays">Statutory holidays of ст. 112 ТК РФ.</param>
/// <param name="Editions">Decreed years; later ones are computed and preliminary.</param>
public sealed record CalendarData(
    ImmutableArray<MonthDay> Holidays,
    ImmutableArray<CalendarEdition> Editions,
    ImmutableArray<RegionalHolidays> Regions,
    ImmutableArray<AcademicShape> Shapes);
