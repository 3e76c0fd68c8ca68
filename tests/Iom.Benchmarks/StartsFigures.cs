using System.Diagnostics;
using System.Globalization;
using Iom.Workflows;
using Npgsql;

namespace Iom.Benchmarks;

/// <summary>A region begins the year: 30,000 routes are started, beside the raw limit of the same rows; and what a route occupies.</summary>
internal static class StartsFigures
{
    private const int Routes = 30_000;
    private const int Workers = 16;

    public static async Task PrintAsync()
    {
        if (Environment.GetEnvironmentVariable("IOM_TEST_POSTGRES") is not { } server)
        {
            Console.WriteLine("starts: left out, IOM_TEST_POSTGRES is not set; ./bench provides it");
            return;
        }

        var recording = new Recording();
        await using var database = await BenchDatabase.MakeAsync(DatabaseProvider.Postgres, server);
        await using var house = BenchHouse.Open(database, recording);
        var people = await house.MakeAsync(Routes, BenchTown.SevenStages);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            for (var i = worker; i < people.Count; i += Workers)
            {
                await house.StartAsync(people[i], "seven");
            }
        })));
        var engine = watch.Elapsed;
        await using var second = await BenchDatabase.MakeAsync(DatabaseProvider.Postgres, server);
        var raw = await RawLimit.StartsAsync(second, recording, Workers);
        Console.WriteLine(
            $"starts, Postgres, {Workers} workers: {Routes:N0} routes in {engine.TotalSeconds:N1} s (aim 120 s), {Routes / engine.TotalSeconds:N0}/s, raw {raw:N0}/s, {Routes / engine.TotalSeconds / raw:N2} of raw");
        await SizeAsync(database.ConnectionString, "started");

        // One route in thirty is lived to its end: what it leaves behind.
        await using var third = await BenchDatabase.MakeAsync(DatabaseProvider.Postgres, server);
        await DurableFigures.EngineAsync(third, new Recording(), 8, Routes / 30);
        await SizeAsync(third.ConnectionString, "after seven decisions");
    }

    private static async Task SizeAsync(string connectionString, string when)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            SELECT (SELECT count(*) FROM pathways),
                (SELECT count(*) FROM work_items) + (SELECT count(*) FROM work_item_assignees) + (SELECT count(*) FROM timers) + (SELECT count(*) FROM history)
                    + (SELECT count(*) FROM documents) + (SELECT count(*) FROM outbox) + (SELECT count(*) FROM pathways),
                sum(pg_total_relation_size(c.oid))::bigint FROM pg_class c
            WHERE c.relname IN ('pathways', 'work_items', 'work_item_assignees', 'timers', 'history', 'documents', 'outbox')
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        var (routes, rows, bytes) = ((double)reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"size, {when}: {rows / routes:N1} rows and {bytes / routes:N0} bytes a route, indexes included"));
    }
}
