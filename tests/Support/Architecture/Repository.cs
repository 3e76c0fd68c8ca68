namespace Iom.Tests.Support;

/// <summary>The folder that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string start)
    {
        for (var at = new DirectoryInfo(start); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Iom.sln")))
            {
                return at.FullName;
            }
        }

        throw new DirectoryNotFoundException("Iom.sln is nowhere above the tests.");
    }
}
