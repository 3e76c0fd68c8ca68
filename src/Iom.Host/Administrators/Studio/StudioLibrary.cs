using System.Collections.Immutable;
using Iom.Workflows.Authoring;

namespace Iom.Host.Administrators.Studio;

/// <summary>What drafts may extend: each definition in force with the files it was adopted over, so that a draft is read as it will be published.</summary>
/// <param name="chains">By key of the definition: its own file first, then those above, each named after its key.</param>
public sealed class StudioLibrary(IReadOnlyDictionary<string, IReadOnlyList<SourceFile>> chains)
{
    /// <summary>The files above, nearest first; a draft is never above itself.</summary>
    public ImmutableArray<SourceFile> Above(string? extends, string own) => extends is not null && chains.TryGetValue(extends, out var chain)
        ? [.. chain.TakeWhile(file => file.Name != own + ".yaml")]
        : [];
}
