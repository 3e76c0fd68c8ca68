using System.Collections.Immutable;
using System.Globalization;
using Iom.Workflows.Authoring;
using Iom.Workflows.Authoring.Editing;

namespace Iom.Host.Administrators.Studio;

/// <summary>The files that drafts may extend, so that a draft is read beside its own upper files only and not beside all.</summary>
public sealed class StudioLibrary
{
    private readonly Dictionary<string, (SourceFile File, string? Extends)> newest = new(StringComparer.Ordinal);

    public StudioLibrary(IEnumerable<SourceFile> files)
    {
        var read = files.Select(file => (File: file, Tree: Yaml.Read(file.Text) as YamlNode.Map)).Where(one => Word(one.Tree, "key") is not null);
        foreach (var (file, tree) in read.OrderBy(one => int.TryParse(Word(one.Tree, "version"), CultureInfo.InvariantCulture, out var version) ? version : 0))
        {
            newest[Word(tree, "key")!] = (file, Word(tree, "extends"));
        }
    }

    public SourceFile? Find(string key) => newest.TryGetValue(key, out var one) ? one.File : null;

    /// <summary>The files above, nearest first.</summary>
    public ImmutableArray<SourceFile> Above(string? extends, string own)
    {
        var chain = ImmutableArray.CreateBuilder<SourceFile>();
        while (extends is not null && extends != own && newest.TryGetValue(extends, out var upper) && !chain.Contains(upper.File))
        {
            chain.Add(upper.File);
            extends = upper.Extends;
        }

        return chain.ToImmutable();
    }

    private static string? Word(YamlNode.Map? tree, string key) => (tree?.Find(key) as YamlNode.Text)?.Value;
}
