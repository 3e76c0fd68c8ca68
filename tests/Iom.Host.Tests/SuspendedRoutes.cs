using System.Net;
using FluentAssertions;
using Xunit;

namespace Iom.Host.Tests;

/// <summary>A route stands still over the API and on its page, and goes on.</summary>
[Collection(nameof(Town))]
public sealed class SuspendedRoutes(Town town)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_suspended_route_waits_out_of_sight_and_comes_back()
    {
        var admin = town.Api.ByRole("Специалист министерства", "Приозёрский край");
        var educator = await town.Api.FreeEducatorAsync(admin, "Лесная школа № 1", Cancel);
        var started = await town.Api.PostAsync(admin, "/api/v1/pathways", new { educatorId = educator, definitionKey = "base" }, Cancel);
        var (pathway, teacher) = (started.Body.GetProperty("id").GetGuid(), town.Api.ById(educator));
        var item = $"{pathway:N}-1";
        (await AssignedAsync(teacher)).Should().Contain(item);

        (await town.Api.PostAsync(admin, $"/api/v1/pathways/{pathway}/suspend", new { text = "Длительная болезнь.", until = "2099-12-01" }, Cancel))
            .Status.Should().Be(HttpStatusCode.OK);

        (await AssignedAsync(teacher)).Should().NotContain(item);
        var shown = (await town.Api.GetAsync(teacher, $"/api/v1/work-items/{item}", Cancel)).Body;
        shown.GetProperty("item").GetProperty("status").GetString().Should().Be("suspended");
        shown.GetProperty("allowedActions").GetProperty("outcomes").GetArrayLength().Should().Be(0);
        var answer = await town.Api.PostAsync(teacher, $"/api/v1/work-items/{item}/decision", new { outcome = "submit" }, Cancel);
        (answer.Status, answer.Code).Should().Be((HttpStatusCode.Conflict, "pathway_suspended"));
        answer.Sentence.Should().Contain("1 декабря 2099");
        (await PageAsync(teacher, $"/pathways/{pathway}")).Should().Contain("Маршрут приостановлен до").And.NotContain("Возобновить маршрут");
        (await PageAsync(admin, $"/pathways/{pathway}")).Should().Contain("Возобновить маршрут");
        (await PageAsync(teacher, $"/tasks/{pathway}/1")).Should().Contain("Шаг откроется снова");

        (await town.Api.PostAsync(admin, $"/api/v1/pathways/{pathway}/resume", new { }, Cancel)).Status.Should().Be(HttpStatusCode.OK);
        (await AssignedAsync(teacher)).Should().Contain(item);
        (await PageAsync(admin, $"/pathways/{pathway}")).Should().Contain("Приостановить маршрут").And.Contain("Длительная болезнь.");
    }

    private async Task<List<string?>> AssignedAsync(Account who) =>
        [.. (await town.Api.GetAsync(who, "/api/v1/work-items", Cancel)).Body.GetProperty("items").EnumerateArray().Select(line => line.GetProperty("id").GetString())];

    private async Task<string> PageAsync(Account who, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", await Browse.SignInAsync(town.Host, who, Cancel));
        using var page = await town.Host.Http.SendAsync(request, Cancel);
        return WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(Cancel));
    }
}
