using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Engine;

/// <summary>The last days for a rework among which whoever returns a pathway may choose; local days, inclusive.</summary>
/// <param name="Default">What holds when none is chosen.</param>
public sealed record ReturnDays(DateOnly Least, DateOnly Most, DateOnly Default)
{
    internal static ReturnDays Of(ReturnDuePlan plan, WorkCalendar calendar, DateOnly today) => new(
        calendar.Roll(calendar.Move(today, plan.Least), RollRule.Next),
        calendar.Roll(calendar.Move(today, plan.Most), RollRule.Next),
        calendar.Roll(calendar.Move(today, plan.Default), RollRule.Next));

    internal bool Allow(DateOnly day) => Least <= day && day <= Most;
}
