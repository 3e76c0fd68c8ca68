using System.Collections.Immutable;

namespace Iom.Workflows.Calendars;

/// <summary>One year of the production calendar as the government decreed it.</summary>
/// <param name="Year">The calendar year.</param>
/// <param name="Decree">The act, e.g. «постановление Правительства РФ от 04.10.2024 № 1335».</param>
/// <param name="Transfers">Days off that were moved.</param>
/// <param name="ShortDays">
/// Days of a five-day week that are shortened though no holiday follows them: a moved working day keeps the length of the day it
/// replaces (ст. 95 ТК РФ; приказ Минздравсоцразвития РФ от 13.08.2009 № 588н).
/// </param>
public sealed record CalendarEdition(int Year, string Decree, ImmutableArray<Transfer> Transfers, ImmutableArray<DateOnly> ShortDays);

/// <summary>
/// A day off moved from a weekend day to another day; the weekend day then works unless it is a holiday itself. In a six-day week
/// a Saturday is no day off, so a move from a Saturday does not concern it: both days stay what they are.
/// </summary>
public readonly record struct Transfer(DateOnly From, DateOnly To);

/// <summary>Holidays of a region, with the act they rest on.</summary>
/// <param name="Yearly">Days that return every year.</param>
/// <param name="Dated">Days of single years (movable feasts), each decreed by the region.</param>
/// <param name="MovesDaysOff">
/// Whether a day off that coincides with a yearly day moves to the next working day, as ст. 112 ТК РФ, ч. 2 does with the holidays
/// of the whole country. Republics differ: in Татарстан no day is added, in Чеченская Республика one is.
/// </param>
public sealed record RegionalHolidays(
    string Key, string Title, string Basis, ImmutableArray<MonthDay> Yearly, ImmutableArray<DateOnly> Dated, bool MovesDaysOff);

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
