namespace Iom.Workflows.Documents;

/// <summary>A fault of one field.</summary>
/// <param name="Field">Key of the field; rows of a table as <c>items[2].title</c>.</param>
/// <param name="Code">Stable code: <c>required</c>, <c>too_long</c> …</param>
/// <param name="Sentence">In Russian.</param>
public sealed record FieldFault(string Field, string Code, string Sentence);
