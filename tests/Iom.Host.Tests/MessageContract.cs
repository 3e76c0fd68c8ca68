using System.Text.Json;
using System.Text.RegularExpressions;
using FluentAssertions;
using Iom.Tests.Support;
using Iom.Workflows.Execution;
using Xunit;

namespace Iom.Host.Tests;

/// <summary>What docs/messages.md promises to other systems is what is sent.</summary>
public sealed partial class MessageContract
{
    private static string Page => File.ReadAllText(Path.Combine(Repository.Root, "docs", "messages.md"));

    [Fact]
    public void Every_field_of_the_notice_is_described_and_no_other()
    {
        var described = FieldRow().Matches(Page.Split("## Уведомление")[1]).Select(row => row.Groups[1].Value);
        described.Should().BeEquivalentTo(typeof(Notice).GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)));
    }

    [Fact]
    public void Every_kind_is_described_and_no_other()
    {
        var described = Word().Matches(Page.Split("Виды:")[1].Split("\n\n")[0]).Select(word => word.Groups[1].Value);
        described.Should().BeEquivalentTo(NoticeKinds.All);
    }

    [GeneratedRegex("^\\| `(\\w+)` \\|", RegexOptions.Multiline)]
    private static partial Regex FieldRow();

    [GeneratedRegex("`(\\w+)`")]
    private static partial Regex Word();
}
