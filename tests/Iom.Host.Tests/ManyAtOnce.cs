using System.Net;
using FluentAssertions;
using Iom.Tests.Support;
using Xunit;

namespace Iom.Host.Tests;

/// <summary>Several answers in one request, and what may be set off at any time.</summary>
[Collection(nameof(Town))]
public sealed class ManyAtOnce(Town town)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Account Admin => town.Api.ByRole("Специалист министерства", "Приозёрский край");

    [Fact]
    public async Task Each_item_gets_a_result_of_its_own()
    {
        var line = (await town.Api.GetAsync(Admin, "/api/v1/work-items?scope=all", Cancel)).Body.GetProperty("items")[0];
        var id = line.GetProperty("id").GetString();

        var answer = await town.Api.PostAsync(Admin, "/api/v1/work-items/decisions", new { items = new[] { new { id, outcome = "approve" }, new { id = (string?)"garbage", outcome = "approve" } } }, Cancel);

        answer.Status.Should().Be(HttpStatusCode.OK);
        var results = answer.Body.GetProperty("results").EnumerateArray().ToList();
        results.Select(result => result.GetProperty("code").GetString()).Should().Equal("item_unknown", "not_found");
        results.Should().OnlyContain(result => !result.GetProperty("ok").GetBoolean());
    }

    [Fact]
    public async Task A_trigger_that_the_definition_does_not_know_is_not_there()
    {
        var line = (await town.Api.GetAsync(Admin, "/api/v1/work-items?scope=all", Cancel)).Body.GetProperty("items")[0];

        var answer = await town.Api.PostAsync(Admin, $"/api/v1/pathways/{line.GetProperty("pathwayId").GetGuid()}/triggers/nothing", new { }, Cancel);

        (answer.Status, answer.Code).Should().Be((HttpStatusCode.NotFound, "trigger_unknown"));
    }
}
