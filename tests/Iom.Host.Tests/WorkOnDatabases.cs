using System.Net;
using FluentAssertions;
using Iom.Tests.Support;
using Xunit;

namespace Iom.Host.Tests;

[Collection(nameof(Town))]
public sealed class WorkOnSqlite(Town town) : WorkInBrowser
{
    protected override Town Town => town;
}

/// <summary>The same on PostgreSQL, where every query really waits: a page that shows itself before it has read must not stumble.</summary>
public sealed class WorkOnPostgres(PostgresTown server) : WorkInBrowser, IClassFixture<PostgresTown>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected override Town Town => server.Town;

    [Fact]
    public async Task Every_page_is_shown_to_everybody_it_is_for()
    {
        string[] pages =
        [
            "/", "/tasks", "/inbox", "/inbox?scope=available", "/inbox?scope=covered", "/inbox?scope=history", "/inbox?scope=all", "/inbox?scope=attention",
            "/my-pathway", "/educators", "/educators?find=а&free=true", "/monitoring", "/definitions", "/definitions/base", "/notices", "/demo/mail",
        ];
        foreach (var who in new[] { Town.Api.ByRole("Учитель", "Школа № 12"), Town.Api.ByRole("Директор", "Школа № 12"), Town.Api.ByRole("Специалист министерства", "Приозёрский край") })
        {
            var items = (await Town.Api.GetAsync(who, "/api/v1/work-items?scope=all", Cancel)).Body.GetProperty("items").EnumerateArray()
                .Concat((await Town.Api.GetAsync(who, "/api/v1/work-items?scope=assigned", Cancel)).Body.GetProperty("items").EnumerateArray());
            var own = items.Take(3).SelectMany(item =>
            {
                var route = item.GetProperty("pathwayId").GetGuid();
                return new[] { $"/pathways/{route}", $"/tasks/{route}/{item.GetProperty("number").GetInt32()}" };
            });
            var cookie = await Browse.SignInAsync(Town.Host, who, Cancel);
            foreach (var page in pages.Concat(own))
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, page);
                request.Headers.Add("Cookie", cookie);
                using var answer = await Town.Host.Http.SendAsync(request, Cancel);
                answer.StatusCode.Should().BeOneOf([HttpStatusCode.OK, HttpStatusCode.Redirect], $"{page} for {who.Role}");
            }
        }
    }
}

/// <summary>The demo town in a database of its own on PostgreSQL.</summary>
public sealed class PostgresTown : IAsyncLifetime
{
    private TestDatabase? database;
    private Town? town;

    public Town Town => town!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.OnPostgresAsync(CancellationToken.None);
        town = new Town
        {
            Settings = new() { ["Iom__Database__Provider"] = "postgres", ["Iom__Database__ConnectionString"] = database.ConnectionString },
        };
        await town.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (town is not null)
        {
            await town.DisposeAsync();
        }

        if (database is not null)
        {
            await database.DisposeAsync();
        }
    }
}
