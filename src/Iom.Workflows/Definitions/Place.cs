namespace Iom.Workflows.Definitions;

/// <summary>A place in a file, 1-based.</summary>
internal sealed record Place(string File, int Line, int Column);
