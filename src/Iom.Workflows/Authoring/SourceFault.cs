namespace Iom.Workflows.Authoring;

/// <summary>One fault of a file that a person wrote, as a sentence in Russian that its author understands.</summary>
/// <param name="File">Name of the file as it was given.</param>
/// <param name="Line">1-based; 0 when the fault concerns the whole file.</param>
/// <param name="Column">1-based; 0 when the fault concerns the whole file.</param>
/// <param name="Code">Stable code, e.g. <c>unknown_key</c>.</param>
/// <param name="Sentence">What is wrong and what to do.</param>
public sealed record SourceFault(string File, int Line, int Column, string Code, string Sentence)
{
    public override string ToString() => $"{File}:{Line}:{Column}: {Sentence} [{Code}]";
}
