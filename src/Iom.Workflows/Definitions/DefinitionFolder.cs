using System.Text;
using Iom.Workflows.Authoring;

namespace Iom.Workflows.Definitions;

/// <summary>Reads definition files from a folder: the only place of this folder that touches the disk.</summary>
public static class DefinitionFolder
{
    /// <summary>The <c>*.yaml</c> files directly in a folder, by name. Text that is not UTF-8 keeps replacement characters, which the loader reports.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static IReadOnlyList<SourceFile> Read(string path) =>
        [.. System.IO.Directory.EnumerateFiles(path, "*.yaml").Order(StringComparer.Ordinal).Select(ReadFile)];

    /// <summary>One file. Of a file beyond the limit only so much is read that the loader sees it is too large.</summary>
    public static SourceFile ReadFile(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
        var buffer = new char[(int)Math.Min(stream.Length, YamlReader.MaxLength) + 2];
        var length = reader.ReadBlock(buffer);
        return new SourceFile(Path.GetFileName(path), new string(buffer, 0, length));
    }
}
