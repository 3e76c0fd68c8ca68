using System.Xml.Linq;
using FluentAssertions;
using Iom.Tests.Support;
using Xunit;

namespace Iom.Host.Tests;

/// <summary>Files and the database by <c>import</c>, <c>export</c> and <c>diff</c>: in step only when asked, and nothing is written over.</summary>
public sealed class DefinitionsByCommand : IDisposable
{
    private const string Region = "priozerye-region";
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("iom-data-");
    private readonly DirectoryInfo files = Directory.CreateTempSubdirectory("iom-files-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File => Path.Combine(files.FullName, $"{Region}.yaml");

    public DefinitionsByCommand()
    {
        foreach (var name in new[] { "base", Region })
        {
            System.IO.File.Copy(Path.Combine(Repository.Root, "definitions", $"{name}.yaml"), Path.Combine(files.FullName, $"{name}.yaml"));
        }
    }

    public void Dispose()
    {
        data.Delete(recursive: true);
        files.Delete(recursive: true);
    }

    [Fact]
    public async Task Files_are_published_once_and_one_that_reads_otherwise_is_refused_or_becomes_a_draft()
    {
        (await RunAsync("import", files.FullName)).Should().Match<(int Code, string Said)>(end => end.Code == 0 && end.Said.Contains("Новых редакций: 2"));
        (await RunAsync("import", files.FullName)).Should().Match<(int Code, string Said)>(end => end.Code == 0 && end.Said.Contains("уже были в базе: 2"));

        await ChangeAsync("working_days: 4", "working_days: 6");
        var refused = await RunAsync("import", files.FullName);
        refused.Code.Should().Be(1);
        refused.Said.Should().Contain("--as-drafts").And.Contain("Ничего не записано");

        (await RunAsync("import", files.FullName, "--as-drafts")).Should().Match<(int Code, string Said)>(end => end.Code == 0 && end.Said.Contains($"Черновик «{Region}» начат"));
        (await RunAsync("import", files.FullName, "--as-drafts")).Should().Match<(int Code, string Said)>(end => end.Code == 1 && end.Said.Contains("уже есть"));
        (await RunAsync("import", Path.Combine(files.FullName, "nowhere"))).Code.Should().Be(2);
    }

    [Fact]
    public async Task What_is_published_is_written_as_its_author_wrote_it_and_over_nothing_else()
    {
        await RunAsync("import", files.FullName);
        var to = Path.Combine(files.FullName, "out");
        (await RunAsync("export", Region, "--to", to)).Code.Should().Be(0);
        var written = Path.Combine(to, $"{Region}.yaml");
        (await System.IO.File.ReadAllTextAsync(written, Cancel)).Should().Be(await System.IO.File.ReadAllTextAsync(File, Cancel));

        await System.IO.File.WriteAllTextAsync(written, "мои заметки", Cancel);
        (await RunAsync("export", Region, "--to", to)).Should().Match<(int Code, string Said)>(end => end.Code == 1 && end.Said.Contains("не заменён"));
        (await System.IO.File.ReadAllTextAsync(written, Cancel)).Should().Be("мои заметки");

        (await RunAsync("export", Region, "--all", "--bpmn", "--to", to)).Code.Should().Be(0);
        XDocument.Load(Path.Combine(to, $"{Region}-v1.bpmn")).Root!.Name.LocalName.Should().Be("definitions");
        (await RunAsync("export", "nothing", "--to", to)).Code.Should().Be(2);
        (await RunAsync("export", Region)).Code.Should().Be(2);
    }

    [Fact]
    public async Task Two_texts_are_compared_in_words()
    {
        await RunAsync("import", files.FullName);
        var other = Path.Combine(files.FullName, "other");
        Directory.CreateDirectory(other);
        foreach (var name in new[] { "base", Region })
        {
            System.IO.File.Copy(Path.Combine(files.FullName, $"{name}.yaml"), Path.Combine(other, $"{name}.yaml"));
        }

        await ChangeAsync("working_days: 4", "working_days: 6");
        var differs = await RunAsync("diff", Path.Combine(other, $"{Region}.yaml"), File);
        differs.Code.Should().Be(0, differs.Said);
        differs.Said.Should().Contain("стало: 6 рабочих дней").And.Contain("Различия: 1.");
        (await RunAsync("diff", Region, "1", "1")).Should().Match<(int Code, string Said)>(end => end.Code == 0 && end.Said.Contains("По смыслу они одинаковы"));
        (await RunAsync("diff", Region, "1", "2")).Code.Should().Be(2);
    }

    private async Task ChangeAsync(string piece, string by)
    {
        var text = await System.IO.File.ReadAllTextAsync(File, Cancel);
        text.Should().Contain(piece);
        await System.IO.File.WriteAllTextAsync(File, text.Replace(piece, by, StringComparison.Ordinal), Cancel);
    }

    private Task<(int Code, string Said)> RunAsync(params string[] words) =>
        HostProcess.RunAsync(new() { ["Iom__DataFolder"] = data.FullName }, Cancel, words);
}
