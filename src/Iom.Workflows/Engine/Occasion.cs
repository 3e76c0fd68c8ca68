namespace Iom.Workflows.Engine;

/// <summary>What a day or a performer is looked for.</summary>
/// <param name="Opened">Local day on which the item is opened.</param>
/// <param name="Stage">Key of its stage.</param>
/// <param name="Run">Number of its life; 0: the main one.</param>
internal readonly record struct Occasion(DateOnly Opened, string Stage, int Run);
