namespace Iom.Workflows.Tests.Planted.Engine;

// Offenders: what a pure folder must not do, also where it hides.

internal static class ReadsFile
{
    public static bool Now(string path) => File.Exists(path);
}

internal static class ReadsFileInALambda
{
    public static Func<string, bool> Later() => static path => File.Exists(path);
}

internal static class ReadsFileInAnIterator
{
    public static IEnumerable<string> EachLine(string path)
    {
        foreach (var line in File.ReadLines(path))
        {
            yield return line;
        }
    }
}

internal static class Outer
{
    internal static class FileInANestedType
    {
        public static bool Now(string path) => File.Exists(path);
    }
}

internal static class Waits
{
    public static Task Now() => Task.CompletedTask;
}

internal static class AsksTheNetwork
{
    public static string Name() => System.Net.Dns.GetHostName();
}

internal sealed record KnowsADatabase(System.Data.Common.DbConnection Connection);

internal sealed record KnowsAFramework(Microsoft.EntityFrameworkCore.DbContext Context);

internal sealed record HasAClock(TimeProvider Time);
