using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Iom.Stack.Tests.Backup;

/// <summary>The programs that come with PostgreSQL, as an operator calls them.</summary>
internal static class PostgresProgram
{
    /// <exception cref="InvalidOperationException">It did not end well; the message is what it said.</exception>
    public static async Task RunAsync(string program, string database, CancellationToken cancellationToken, params string[] arguments)
    {
        var at = new NpgsqlConnectionStringBuilder(database);
        var start = new ProcessStartInfo(
            Find(program),
            [$"--host={at.Host}", $"--port={at.Port.ToString(CultureInfo.InvariantCulture)}", $"--username={at.Username}", $"--dbname={at.Database}", .. arguments])
        {
            RedirectStandardError = true,
            Environment = { ["PGPASSWORD"] = at.Password },
        };
        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program}: {said}");
        }
    }

    /// <summary>Of the newest version installed: a tool older than its server refuses.</summary>
    private static string Find(string program) =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(folder => Path.Combine(folder, "bin", program)).Last(File.Exists)
            : program;
}
