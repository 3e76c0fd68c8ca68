using System.Text;
using System.Text.Json;
using FluentAssertions;
using Iom.Tests.Support;
using Xunit;

namespace Iom.Host.Tests;

/// <summary>A definition whose text is sound and whose process is not: over the API and on the command line.</summary>
[Collection(nameof(Town))]
public sealed class VerifyingDefinitions(Town town)
{
    private const string Unsound = """
        apiVersion: iom/v1
        key: unsound
        version: 1
        title: Без куратора
        cap: 1 year
        years: { default: 1 }
        stages:
          - key: approval
            title: Согласование
            slots:
              - key: curator
                title: Согласование куратором
                kind: verdict
                verdict: concurred
                performer: { role: curator }
                deadline: none
            on:
              return: { to: approval, rounds: 3 }
          - key: second_year
            title: Второй год
            when: { year: not_first }
            slots:
              - key: report
                title: Отчёт
                kind: report
                performer: subject
                deadline: none
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_administers_is_told_what_is_wrong_and_in_which_organisations()
    {
        var answer = await VerifyAsync(town.Api.ByRole("Специалист министерства", "Приозёрский край"));

        answer.GetProperty("ok").GetBoolean().Should().BeFalse();
        answer.GetProperty("faults").GetArrayLength().Should().Be(0);
        var findings = answer.GetProperty("findings").EnumerateArray().ToDictionary(finding => finding.GetProperty("code").GetString()!);
        findings.Should().ContainKeys("condition_never", "no_performer");
        findings["condition_never"].GetProperty("severity").GetString().Should().Be("error");
        findings["condition_never"].GetProperty("line").GetInt32().Should().Be(21);
        findings["no_performer"].GetProperty("organisations").EnumerateArray().Select(name => name.GetString()).Should().Contain("Школа № 3");
    }

    [Fact]
    public async Task Who_administers_nothing_is_not_told_who_is_missing_where()
    {
        var answer = await VerifyAsync(town.Api.ByRole("Преподаватель", "Зареченский колледж"));

        answer.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("code").GetString()).Should().Equal("condition_never");
    }

    [Fact]
    public async Task The_command_line_says_the_same_to_programs()
    {
        var folder = Directory.CreateTempSubdirectory("iom-verify-");
        try
        {
            var file = Path.Combine(folder.FullName, "unsound.yaml");
            await File.WriteAllTextAsync(file, Unsound, Cancellation);
            var (code, said) = await HostProcess.RunAsync(new() { ["Iom__DataFolder"] = folder.FullName }, Cancellation, "verify", file, "--town", "demo", "--json");

            code.Should().Be(1, said);
            using var answer = JsonDocument.Parse(said[said.IndexOf('{', StringComparison.Ordinal)..(said.LastIndexOf('}') + 1)]);
            answer.RootElement.GetProperty("ok").GetBoolean().Should().BeFalse();
            answer.RootElement.GetProperty("definitions")[0].GetProperty("findings").EnumerateArray()
                .Select(finding => finding.GetProperty("code").GetString()).Should().BeEquivalentTo("condition_never", "no_performer");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_shipped_definitions_are_verified_without_an_error()
    {
        var folder = Directory.CreateTempSubdirectory("iom-verify-");
        try
        {
            var (code, said) = await HostProcess.RunAsync(new() { ["Iom__DataFolder"] = folder.FullName }, Cancellation, "verify");

            code.Should().Be(0, said);
            said.Should().Contain("base@1: ИОМ педагога (шаблон)");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<JsonElement> VerifyAsync(Account account)
    {
        using var content = new StringContent(Unsound, Encoding.UTF8, "application/yaml");
        return (await town.Api.SendAsync(account, HttpMethod.Post, "/api/v1/definitions/verify", content, Cancellation)).Body;
    }
}
