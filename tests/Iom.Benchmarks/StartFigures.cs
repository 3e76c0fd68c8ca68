using System.Diagnostics;

namespace Iom.Benchmarks;

/// <summary>From the start of the process to its first page, on the embedded defaults.</summary>
internal static class StartFigures
{
    public static async Task PrintAsync()
    {
        var folder = Directory.CreateTempSubdirectory("iom-bench-");
        try
        {
            var first = await OnceAsync(folder.FullName);
            var again = await OnceAsync(folder.FullName);
            Console.WriteLine($"start: first page after {again:N1} s (aim 3 s); the very first start, which makes the demo town, after {first:N1} s");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> OnceAsync(string folder)
    {
        var watch = Stopwatch.StartNew();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Iom.Host.dll")])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            Environment = { ["ASPNETCORE_URLS"] = "http://127.0.0.1:0", ["Iom__DataFolder"] = folder },
        };
        using var host = Process.Start(start)!;
        try
        {
            using var http = new HttpClient();
            while (await host.StandardOutput.ReadLineAsync() is { } line)
            {
                if (line.Split("Now listening on: ") is [_, var address])
                {
                    using var page = await http.GetAsync(new Uri(new Uri(address), "/sign-in"));
                    page.EnsureSuccessStatusCode();
                    return watch.Elapsed.TotalSeconds;
                }
            }

            throw new InvalidOperationException("The host ended before it listened.");
        }
        finally
        {
            host.Kill();
            await host.WaitForExitAsync();
        }
    }
}
