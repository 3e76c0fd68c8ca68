using System.Collections.Immutable;

namespace Iom.Workflows.Definitions;

/// <summary>When a collegial body usually sits; days that an organisation has planned itself take precedence.</summary>
/// <param name="Body">Key of the body.</param>
/// <param name="On">Days of every academic year; they hang on the calendar alone.</param>
public sealed record SittingPlan(string Body, ImmutableArray<DateRule> On);
