using FluentAssertions;
using Iom.Tests.Support;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Iom.Host.Tests;

/// <summary>Routes that a guest runtime left behind are taken back by <c>move-runtime</c>.</summary>
public sealed class RuntimeByCommand : IDisposable
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("iom-data-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => data.Delete(recursive: true);

    [Fact]
    public async Task A_program_without_the_guest_takes_over_what_the_guest_carried()
    {
        (await RunAsync("seed")).Code.Should().Be(0);
        var running = await AskAsync("SELECT count(*) FROM pathways WHERE status IN ('Running', 'Suspended')");
        // As a program with Elsa left them.
        await AskAsync("UPDATE pathways SET runtime = 'elsa', memo = 'elsa' WHERE status IN ('Running', 'Suspended')");

        (await RunAsync("move-runtime", "elsa", "--reason", "Проба")).Should().Match<(int Code, string Said)>(end => end.Code == 2 && end.Said.Contains("«elsa» в этой программе нет"));
        (await RunAsync("move-runtime", "native")).Should().Match<(int Code, string Said)>(end => end.Code == 2 && end.Said.Contains("--reason"));
        (await RunAsync("move-runtime", "native", "--reason", " ")).Should().Match<(int Code, string Said)>(end => end.Code == 1 && end.Said.Contains(": 0;"));
        (await RunAsync("move-runtime", "native", "--reason", "Без Elsa", "--definition", "nothing")).Should().Match<(int Code, string Said)>(end => end.Code == 0 && end.Said.Contains(": 0;"));
        (await AskAsync("SELECT count(*) FROM pathways WHERE runtime = 'elsa'")).Should().Be(running);

        (await RunAsync("move-runtime", "native", "--reason", "Без Elsa")).Should().Match<(int Code, string Said)>(end => end.Code == 0 && end.Said.Contains($": {running};"));
        (await AskAsync("SELECT count(*) FROM pathways WHERE runtime <> 'native' OR memo IS NOT NULL")).Should().Be(0);
        (await AskAsync("SELECT count(*) FROM history WHERE kind = 'runtime_changed'")).Should().Be(running);
        (await RunAsync("check")).Code.Should().Be(0);
    }

    private async Task<long> AskAsync(string statement)
    {
        await using var database = new SqliteConnection($"Data Source={Path.Combine(data.FullName, "iom.db")};Pooling=false");
        await database.OpenAsync(Cancel);
        await using var command = database.CreateCommand();
        command.CommandText = statement;
        return await command.ExecuteScalarAsync(Cancel) as long? ?? 0;
    }

    private Task<(int Code, string Said)> RunAsync(params string[] words) =>
        HostProcess.RunAsync(new() { ["Iom__DataFolder"] = data.FullName }, Cancel, words);
}
