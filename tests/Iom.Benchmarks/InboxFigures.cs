using System.Diagnostics;
using System.Text.RegularExpressions;
using Iom.Tests.Support;
using Iom.Workflows;
using Npgsql;

namespace Iom.Benchmarks;

/// <summary>
/// The inbox of one director and the lists of one municipality, over HTTP from a real host, while the tables hold 10,000, 100,000 and
/// 1,000,000 open items beside five million closed ones.
/// </summary>
internal static partial class InboxFigures
{
    private const int Asked = 200;
    private const int Closed = 5_000_000;

    private static readonly string[] Paths =
        ["/api/v1/work-items?scope=assigned", "/inbox", "/api/v1/work-items?scope=all", "/api/v1/work-items?scope=attention", "/api/v1/work-items?scope=history"];

    public static async Task PrintAsync()
    {
        if (Environment.GetEnvironmentVariable("IOM_TEST_POSTGRES") is not { } server)
        {
            Console.WriteLine("inbox: left out, IOM_TEST_POSTGRES is not set; ./bench provides it");
            return;
        }

        await using var database = await BenchDatabase.MakeAsync(DatabaseProvider.Postgres, server);
        await using var host = await HostProcess.StartAsync(
            new() { ["Iom__Database__Provider"] = "postgres", ["Iom__Database__ConnectionString"] = database.ConnectionString }, CancellationToken.None);
        Console.WriteLine($"inbox: writing {Closed:N0} closed items…");
        await RunAsync(database.ConnectionString, $"""
            INSERT INTO work_items (pathway_id, number, definition_key, definition_version, stage, slot, round, year, subject_id, org_unit_id, status,
                opens_on, due_on, preliminary, revision, late, outcome, force, decided_by, decided_at)
            SELECT md5('c' || (i / 40))::uuid, 1000 + i % 40, 'base', 1, 'self_assessment', 'self', 1, 1, 100000 + i / 40, 1000 + i / 1200, 'Answered',
                date '2020-09-01' + i % 1500, date '2020-09-15' + i % 1500, false, 1, false, 'submit', 'Considered', 200000 + i / 300, timestamptz '2020-09-10' + (i % 1500) * interval '1 day'
            FROM generate_series(1, {Closed}) i
            """);
        await RunAsync(database.ConnectionString, "VACUUM ANALYZE work_items");
        var (made, first) = (0, new Dictionary<string, double>());
        foreach (var open in new[] { 10_000, 100_000, 1_000_000 })
        {
            await OpenAsync(database.ConnectionString, made, open);
            made = open;
            foreach (var path in Paths)
            {
                var took = await AskAsync(host, path);
                first.TryAdd(path, took.At(0.95));
                Console.WriteLine($"inbox, {open:N0} open beside {Closed:N0} closed, {path}: {took}, p95 {took.At(0.95) / first[path]:N2} of that at 10,000 (aim 1.5, and 50 ms)");
            }
        }
    }

    /// <summary>Thirty items for each of many deputies elsewhere; the first forty for the director of a demo school, the next 360 around him.</summary>
    private static async Task OpenAsync(string connectionString, int from, int to)
    {
        const string unit = "CASE WHEN i <= 40 THEN (SELECT org_unit_id FROM people WHERE id = 11) WHEN i <= 400 THEN 6 + i % 3 ELSE 1000 + i / 60 END";
        await RunAsync(connectionString, $"""
            INSERT INTO work_items (pathway_id, number, definition_key, definition_version, stage, slot, round, year, subject_id, org_unit_id, status,
                opens_on, due_on, preliminary, revision, late)
            SELECT md5('o' || i)::uuid, 1, 'base', 1, 'self_assessment', 'self', 1, 1, CASE WHEN i <= 400 THEN 13 + i % 18 ELSE 100000 + i END, {unit}, 'Open',
                current_date - 10, current_date - 3 + i % 40, false, 1, false
            FROM generate_series({from + 1}, {to}) i
            """);
        await RunAsync(connectionString, $"""
            INSERT INTO work_item_assignees (person_id, pathway_id, number, due_on)
            SELECT CASE WHEN i <= 40 THEN 11 ELSE 200000 + i / 30 END, md5('o' || i)::uuid, 1, current_date - 3 + i % 40 FROM generate_series({from + 1}, {to}) i
            """);
        await RunAsync(connectionString, "VACUUM ANALYZE work_items, work_item_assignees");
    }

    private static async Task<Latencies> AskAsync(HostProcess host, string path)
    {
        var administrator = path.Contains("all", StringComparison.Ordinal) || path.Contains("attention", StringComparison.Ordinal);
        var api = path.StartsWith("/api", StringComparison.Ordinal);
        var email = await EmailAsync(host, administrator ? "Администратор муниципальной службы" : "Директор");
        var cookie = api ? null : await CookieAsync(host, email);
        if (api)
        {
            await host.SignInAsync(email, CancellationToken.None);
        }

        var took = new List<double>();
        for (var i = -Asked / 4; i < Asked; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (cookie is not null)
            {
                request.Headers.Add("Cookie", cookie);
            }

            var from = Stopwatch.GetTimestamp();
            using var answer = await host.Http.SendAsync(request);
            if (!answer.IsSuccessStatusCode)
            {
                throw new InvalidOperationException($"{path}: {(int)answer.StatusCode}{Environment.NewLine}{host.Said}");
            }

            if (i >= 0)
            {
                took.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            }
        }

        return new Latencies(took);
    }

    private static async Task<string> EmailAsync(HostProcess host, string role)
    {
        var accounts = await host.GetAsync("/api/v1/demo/accounts", CancellationToken.None);
        return accounts.EnumerateArray().Where(account => account.GetProperty("role").GetString() == role)
            .Select(account => account.GetProperty("email").GetString()!).OrderBy(email => email.Length).ThenBy(email => email, StringComparer.Ordinal)
            .First(email => role != "Директор" || email.Contains("11@", StringComparison.Ordinal));
    }

    private static async Task<string> CookieAsync(HostProcess host, string email)
    {
        using var page = await host.Http.GetAsync(new Uri("/sign-in", UriKind.Relative));
        var token = Token().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value;
        var form = string.Join("; ", page.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/demo/sign-in")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["email"] = email, ["__RequestVerificationToken"] = token }),
        };
        request.Headers.Add("Cookie", form);
        using var answer = await host.Http.SendAsync(request);
        return $"{form}; {string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]))}";
    }

    private static async Task RunAsync(string connectionString, string text)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(text, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
