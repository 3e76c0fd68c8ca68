using System.Collections.Immutable;
using System.Reflection;
using NetArchTest.Rules;

namespace Iom.Tests.Support;

/// <summary>What the types of a folder must not know.</summary>
/// <param name="Name">The rule as a sentence.</param>
/// <param name="Folders">Folders the rule is about; empty: the whole assembly.</param>
/// <param name="Forbidden">Namespaces or full type names; those that begin with a dot are folders of the same assembly.</param>
/// <param name="ExceptFolders">Folders the rule spares.</param>
/// <param name="ExceptTypes">The ends of the names of types that it spares.</param>
/// <remarks>
/// A rule is a value that is asked about an assembly and a root namespace; so the same rule can be put to the real code and to
/// offenders planted in the test assembly. It sees types, not constants or <c>nameof</c>. A folder that does not exist yet has no offenders.
/// </remarks>
public sealed record FolderRule(
    string Name,
    ImmutableArray<string> Folders,
    ImmutableArray<string> Forbidden,
    ImmutableArray<string> ExceptFolders = default,
    ImmutableArray<string> ExceptTypes = default)
{
    /// <summary>Full names of the types that break the rule.</summary>
    public IReadOnlyList<string> Offenders(Assembly assembly, string root)
    {
        var forbidden = Forbidden.Select(name => name.StartsWith('.') ? root + name : name).ToArray();
        return
        [
            .. Types.InAssembly(assembly).ShouldNot().HaveDependencyOnAny(forbidden).GetResult().FailingTypes?
                .Where(type => IsMeant(type, root))
                .Select(type => type.FullName!)
                .Distinct(StringComparer.Ordinal) ?? [],
        ];
    }

    /// <summary>First folders below the root in which the assembly has types.</summary>
    public static IReadOnlyList<string> FoldersOf(Assembly assembly, string root) =>
    [
        .. assembly.GetTypes()
            .Select(type => type.Namespace)
            .Where(space => space?.StartsWith(root + ".", StringComparison.Ordinal) == true)
            .Select(space => space![(root.Length + 1)..].Split('.')[0])
            .Distinct(StringComparer.Ordinal),
    ];

    private bool IsMeant(Type type, string root)
    {
        var outermost = type;
        while (outermost.DeclaringType is { } around)
        {
            outermost = around;
        }

        var space = outermost.Namespace ?? string.Empty;
        return (Folders.IsEmpty ? IsWithin(space, root) || space.Length == 0 : Folders.Any(folder => IsWithin(space, $"{root}.{folder}")))
            && !ExceptFolders.OrEmpty().Any(folder => IsWithin(space, $"{root}.{folder}"))
            && !ExceptTypes.OrEmpty().Any(end => outermost.Name.EndsWith(end, StringComparison.Ordinal));
    }

    private static bool IsWithin(string space, string folder) =>
        space == folder || space.StartsWith(folder + ".", StringComparison.Ordinal);
}

file static class Absent
{
    public static ImmutableArray<string> OrEmpty(this ImmutableArray<string> list) => list.IsDefault ? [] : list;
}
