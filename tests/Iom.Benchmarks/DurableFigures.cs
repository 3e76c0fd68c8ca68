using System.Diagnostics;
using Iom.Workflows;

namespace Iom.Benchmarks;

/// <summary>
/// Durable decisions per second beside the raw limit of the same run: the very same statements, recorded, in one transaction each by
/// plain ADO.NET. Seven human stages; all routes are started first, then stage by stage.
/// </summary>
internal static class DurableFigures
{
    public const int Stages = 7;
    private const int Routes = 400;

    public static async Task PrintAsync()
    {
        await OnAsync(DatabaseProvider.Sqlite, null, [1, 8]);
        if (Environment.GetEnvironmentVariable("IOM_TEST_POSTGRES") is not { } server)
        {
            Console.WriteLine("durable, PostgreSQL: left out, IOM_TEST_POSTGRES is not set; ./bench provides it");
            return;
        }

        await OnAsync(DatabaseProvider.Postgres, server, [1, 8, 32]);
    }

    private static async Task OnAsync(DatabaseProvider provider, string? server, int[] counts)
    {
        foreach (var workers in counts)
        {
            // A warm-up of the code, then three rounds: raw and engine turn about, the middle ratio counts.
            await RoundAsync(provider, server, workers, Routes / 8);
            var rounds = new List<Round>();
            for (var i = 0; i < 3; i++)
            {
                rounds.Add(await RoundAsync(provider, server, workers, Routes));
            }

            var middle = rounds.OrderBy(round => round.Ratio).ElementAt(1);
            Console.WriteLine(
                $"durable, {provider}, {workers} worker(s): {middle.Engine:N0} decisions/s, raw {middle.Raw:N0}/s, {middle.Ratio:N2} of raw (three rounds: {string.Join(" · ", rounds.Select(round => $"{round.Ratio:N2}"))}); {middle.Took}");
        }
    }

    private static async Task<Round> RoundAsync(DatabaseProvider provider, string? server, int workers, int routes)
    {
        await using var first = await BenchDatabase.MakeAsync(provider, server);
        var recording = new Recording();
        var (engine, took) = await EngineAsync(first, recording, workers, routes);
        await using var second = await BenchDatabase.MakeAsync(provider, server);
        return new Round(engine, await RawLimit.RunAsync(second, recording, workers), took);
    }

    /// <summary>Starts routes and answers all their stages.</summary>
    internal static async Task<(double PerSecond, Latencies Took)> EngineAsync(BenchDatabase database, Recording recording, int workers, int routes)
    {
        await using var house = BenchHouse.Open(database, recording);
        var people = await house.MakeAsync(routes, BenchTown.SevenStages);
        var ids = new List<(Guid Id, int Person)>();
        foreach (var person in people)
        {
            ids.Add((await house.StartAsync(person, "seven"), person));
        }

        recording.StartsEnd();
        var took = new List<double>();
        var watch = Stopwatch.StartNew();
        for (var stage = 1; stage <= Stages; stage++)
        {
            took.AddRange(await StageAsync(house, ids, workers, stage));
        }

        watch.Stop();
        return (took.Count / watch.Elapsed.TotalSeconds, new Latencies(took));
    }

    /// <summary>Answers one stage of all routes.</summary>
    internal static async Task<IEnumerable<double>> StageAsync(BenchHouse house, List<(Guid Id, int Person)> ids, int workers, int stage)
    {
        var times = await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(async () =>
        {
            var took = new List<double>();
            for (var i = worker; i < ids.Count; i += workers)
            {
                var from = Stopwatch.GetTimestamp();
                await house.AnswerAsync(ids[i].Id, ids[i].Person, stage);
                took.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            }

            return took;
        })));
        return times.SelectMany(time => time);
    }

    private sealed record Round(double Engine, double Raw, Latencies Took)
    {
        public double Ratio => Engine / Raw;
    }
}
