using System.Globalization;
using System.IO.Compression;
using FluentAssertions;
using Iom.Tests.Support;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Iom.Host.Tests;

/// <summary>What an earlier version left is opened, lived on in and ended by this one.</summary>
public sealed class Upgrade
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Versions => [.. Directory.EnumerateDirectories(Path.Combine(Repository.Root, "tests", "fixtures")).Select(folder => Path.GetFileName(folder))];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_database_of_a_released_version_opens_runs_and_finishes(string version)
    {
        var folder = Directory.CreateTempSubdirectory("iom-upgrade-");
        try
        {
            await UnpackAsync(version, folder.FullName);
            await using (var host = await HostProcess.StartAsync([], Cancel, folder))
            {
                var api = await Api.OfAsync(host, Cancel);
                var admin = api.ByRole("Специалист министерства", "Приозёрский край");
                var running = (await api.GetAsync(admin, "/api/v1/work-items?scope=all", Cancel)).Body.GetProperty("items").EnumerateArray()
                    .Select(line => line.GetProperty("pathwayId").GetGuid()).First();
                var (stages, _) = await LifeByApi.LiveAsync(api, admin, running, Cancel);
                stages.Should().NotBeEmpty();
                (await api.GetAsync(admin, $"/api/v1/pathways/{running}/history", Cancel)).Body.GetProperty("intact").GetBoolean().Should().BeTrue();
            }

            var (code, said) = await HostProcess.RunAsync(new() { ["Iom__DataFolder"] = folder.FullName }, Cancel, "check");
            code.Should().Be(0, said);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The fixture, with the program's clock back at the day on which it was made: what it holds must not grow old with the tests.</summary>
    private static async Task UnpackAsync(string version, string folder)
    {
        var fixture = Path.Combine(Repository.Root, "tests", "fixtures", version);
        var file = Path.Combine(folder, "iom.db");
        await using (var packed = new GZipStream(File.OpenRead(Path.Combine(fixture, "sqlite.db.gz")), CompressionMode.Decompress))
        await using (var unpacked = File.Create(file))
        {
            await packed.CopyToAsync(unpacked, Cancel);
        }

        var made = DateTimeOffset.Parse((await File.ReadAllTextAsync(Path.Combine(fixture, "made.txt"), Cancel)).Trim(), CultureInfo.InvariantCulture);
        await using var database = new SqliteConnection($"Data Source={file};Pooling=false");
        await database.OpenAsync(Cancel);
        await using var clock = database.CreateCommand();
        clock.CommandText = "INSERT INTO settings (key, value) VALUES ('demo.clock', $ticks) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
        clock.Parameters.AddWithValue("$ticks", (made - TimeProvider.System.GetUtcNow()).Ticks.ToString(CultureInfo.InvariantCulture));
        await clock.ExecuteNonQueryAsync(Cancel);
    }
}
