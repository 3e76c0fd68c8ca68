using System.Diagnostics;
using System.Globalization;
using Iom.Workflows;
using Npgsql;

namespace Iom.Benchmarks;

/// <summary>Decisions per second of three processes on one PostgreSQL, beside the raw limit with as many connections in the same run.</summary>
internal static class HostsFigures
{
    private const int Hosts = 3;
    private const int Workers = 8;
    private const int Routes = 600;

    public static async Task PrintAsync()
    {
        if (Environment.GetEnvironmentVariable("IOM_TEST_POSTGRES") is not { } server)
        {
            Console.WriteLine("hosts: left out, IOM_TEST_POSTGRES is not set; ./bench provides it");
            return;
        }

        var recording = new Recording();
        await using (var first = await BenchDatabase.MakeAsync(DatabaseProvider.Postgres, server))
        {
            await DurableFigures.EngineAsync(first, recording, Workers, Routes);
        }

        await using var second = await BenchDatabase.MakeAsync(DatabaseProvider.Postgres, server);
        var raw = await RawLimit.RunAsync(second, recording, Hosts * Workers);
        await using var third = await BenchDatabase.MakeAsync(DatabaseProvider.Postgres, server);
        await using (var house = BenchHouse.Open(third))
        {
            foreach (var person in await house.MakeAsync(Routes, BenchTown.SevenStages))
            {
                await house.StartAsync(person, "seven");
            }
        }

        var children = Enumerable.Range(0, Hosts).Select(number => Start(third.ConnectionString, number)).ToList();
        foreach (var child in children)
        {
            await SaidAsync(child, "ready");
        }

        var watch = Stopwatch.StartNew();
        children.ForEach(child => child.StandardInput.WriteLine("go"));
        var took = new List<double>();
        foreach (var child in children)
        {
            took.AddRange((await SaidAsync(child, "took "))[5..].Split(' ').Select(time => double.Parse(time, CultureInfo.InvariantCulture)));
        }

        watch.Stop();
        foreach (var child in children)
        {
            await child.WaitForExitAsync();
            child.Dispose();
        }

        var perSecond = took.Count / watch.Elapsed.TotalSeconds;
        Console.WriteLine(
            $"hosts, Postgres, {Hosts} processes × {Workers} workers: {perSecond:N0} decisions/s, raw with {Hosts * Workers} connections {raw:N0}/s, {perSecond / raw:N2} of raw; {new Latencies(took)}");
    }

    /// <summary>One of the processes: warms up on a part of its routes, says that it is ready, goes when told to.</summary>
    public static async Task BeOneAsync(string connectionString, int number)
    {
        await using var house = BenchHouse.Open(BenchDatabase.Of(DatabaseProvider.Postgres, connectionString));
        var ids = await IdsAsync(connectionString, number);
        var warm = ids.Take(ids.Count / 4).ToList();
        var work = ids.Skip(warm.Count).ToList();
        for (var stage = 1; stage <= DurableFigures.Stages; stage++)
        {
            await DurableFigures.StageAsync(house, warm, Workers, stage);
        }

        Console.WriteLine("ready");
        Console.ReadLine();
        var took = new List<double>();
        for (var stage = 1; stage <= DurableFigures.Stages; stage++)
        {
            took.AddRange(await DurableFigures.StageAsync(house, work, Workers, stage));
        }

        Console.WriteLine("took " + string.Join(' ', took.Select(time => time.ToString("F3", CultureInfo.InvariantCulture))));
    }

    private static async Task<List<(Guid, int)>> IdsAsync(string connectionString, int number)
    {
        var ids = new List<(Guid, int)>();
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT id, subject_id FROM pathways ORDER BY id", connection);
        await using var reader = await command.ExecuteReaderAsync();
        for (var i = 0; await reader.ReadAsync(); i++)
        {
            if (i % Hosts == number)
            {
                ids.Add((reader.GetGuid(0), reader.GetInt32(1)));
            }
        }

        return ids;
    }

    private static Process Start(string connectionString, int number) => Process.Start(new ProcessStartInfo(
        "dotnet", [Path.Combine(AppContext.BaseDirectory, "Iom.Benchmarks.dll"), "one-of-hosts", number.ToString(CultureInfo.InvariantCulture)])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        Environment = { ["IOM_BENCH_DATABASE"] = connectionString },
    })!;

    private static async Task<string> SaidAsync(Process child, string begin)
    {
        while (await child.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(begin, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException("A process of the bench ended early.");
    }
}
