namespace Iom.Workflows.Authoring;

/// <summary>A file as it was read: its name and its text.</summary>
public sealed record SourceFile(string Name, string Text);
