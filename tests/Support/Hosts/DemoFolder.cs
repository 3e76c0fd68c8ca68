namespace Iom.Tests.Support;

/// <summary>
/// A data folder with the demo town, made once in a run by the program itself. To make it takes several times as long as to start on
/// it, and most tests need the town, not its making.
/// </summary>
internal static class DemoFolder
{
    private static readonly Lazy<Task<DirectoryInfo>> Made = new(MakeAsync);

    /// <returns>A copy that belongs to the caller.</returns>
    public static async Task<DirectoryInfo> CopyAsync()
    {
        var made = await Made.Value;
        var copy = Directory.CreateTempSubdirectory("iom-host-");
        foreach (var file in made.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy.FullName, Path.GetRelativePath(made.FullName, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            file.CopyTo(target);
        }

        return copy;
    }

    private static async Task<DirectoryInfo> MakeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("iom-demo-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        await using var host = await HostProcess.StartAsync([], CancellationToken.None, folder);
        // Stopped, not killed: all that it wrote is then in the database's own file.
        await host.StopAsync(CancellationToken.None);
        return folder;
    }
}
