namespace Iom.Workflows.Tests.Engine;

/// <summary>C# does not know that a union is closed; reflection does.</summary>
internal static class Unions
{
    /// <summary>The cases of a union: the records nested in it that inherit it.</summary>
    public static IEnumerable<Type> CasesOf<TUnion>() => typeof(TUnion).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(TUnion)));
}
