using System.Net;
using FluentAssertions;
using Xunit;

namespace Iom.Host.Tests;

/// <summary>Closed unless opened.</summary>
[Collection(nameof(Town))]
public sealed class Access(Town town)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_operation_of_the_API_needs_a_token_unless_it_is_listed_here()
    {
        string[] open = ["/api/v1/auth/login", "/api/v1/demo/accounts", "/health/live"];
        var document = (await town.Api.GetAsync(null, "/openapi/v1.json", Cancellation)).Body;
        var seen = 0;
        foreach (var path in document.GetProperty("paths").EnumerateObject().Where(path => !open.Contains(path.Name)))
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                var address = path.Name.Replace("{id}", "00000000000000000000000000000000-1", StringComparison.Ordinal).Replace("{key}", "base", StringComparison.Ordinal);
                var answer = await town.Api.SendAsync(null, new HttpMethod(operation.Name.ToUpperInvariant()), address, null, Cancellation);
                // An address whose pattern does not fit is 404; what exists must say 401.
                if (answer.Status != HttpStatusCode.NotFound)
                {
                    answer.Status.Should().Be(HttpStatusCode.Unauthorized, $"{operation.Name} {path.Name}");
                    seen++;
                }
            }
        }

        seen.Should().BeGreaterThan(12);
    }

    [Fact]
    public async Task Every_operation_that_takes_a_body_shows_one()
    {
        var document = (await town.Api.GetAsync(null, "/openapi/v1.json", Cancellation)).Body;
        var bodies = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (Name: $"{operation.Name} {path.Name}", operation.Value)))
            .Where(operation => operation.Value.TryGetProperty("requestBody", out _))
            .SelectMany(operation => operation.Value.GetProperty("requestBody").GetProperty("content").EnumerateObject().Select(media => (operation.Name, media.Value)))
            .ToList();
        bodies.Should().HaveCountGreaterThan(15);
        bodies.Where(body => !body.Value.TryGetProperty("example", out _)).Select(body => body.Name).Should().BeEmpty();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/tasks")]
    [InlineData("/inbox")]
    [InlineData("/my-pathway")]
    [InlineData("/educators")]
    [InlineData("/monitoring")]
    [InlineData("/definitions")]
    [InlineData("/definitions/base")]
    [InlineData("/notices")]
    [InlineData("/demo/mail")]
    [InlineData("/tasks/00000000-0000-0000-0000-000000000001/1")]
    [InlineData("/pathways/00000000-0000-0000-0000-000000000001")]
    public async Task Pages_lead_the_unknown_to_the_sign_in(string path)
    {
        using var answer = await town.Host.Http.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().Should().Contain("/sign-in");
    }

    [Fact]
    public async Task A_foreign_school_sees_nothing()
    {
        var own = town.Api.ByRole("Директор", "Школа № 12");
        var foreign = town.Api.ByRole("Директор", "Школа № 3");
        var region = town.Api.ByRole("Специалист департамента", "Зареченская область");
        var route = (await town.Api.GetAsync(own, "/api/v1/educators", Cancellation)).Body.EnumerateArray()
            .First(line => line.TryGetProperty("pathwayId", out _)).GetProperty("pathwayId").GetGuid();
        foreach (var path in new[] { $"/api/v1/pathways/{route}", $"/api/v1/pathways/{route}/history", $"/api/v1/pathways/{route}/document", $"/api/v1/work-items/{route:N}-1" })
        {
            (await town.Api.GetAsync(own, path, Cancellation)).Status.Should().Be(HttpStatusCode.OK, path);
            (await town.Api.GetAsync(foreign, path, Cancellation)).Status.Should().Be(HttpStatusCode.NotFound, path);
            (await town.Api.GetAsync(region, path, Cancellation)).Status.Should().Be(HttpStatusCode.NotFound, path);
        }

        (await town.Api.PostAsync(foreign, $"/api/v1/pathways/{route}/withdraw", new { text = "хочу" }, Cancellation)).Status.Should().Be(HttpStatusCode.NotFound);
        (await town.Api.PostAsync(own, $"/api/v1/pathways/{route}/withdraw", new { text = "хочу" }, Cancellation)).Status.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Lists_hold_only_what_lies_within_ones_rights()
    {
        var director = town.Api.ByRole("Директор", "Школа № 3");
        // The first two teachers of a demo school lead its associations; the last one leads nothing.
        var teacher = town.Api.Accounts.Last(account => account is { Role: "Учитель", Organisation: "Школа № 3" });
        foreach (var scope in new[] { "assigned", "available", "covered", "history", "all", "attention" })
        {
            foreach (var line in (await town.Api.GetAsync(director, $"/api/v1/work-items?scope={scope}", Cancellation)).Body.GetProperty("items").EnumerateArray())
            {
                line.GetProperty("organisation").GetString().Should().Be("Школа № 3", scope);
            }
        }

        (await town.Api.GetAsync(director, "/api/v1/educators", Cancellation)).Body.EnumerateArray()
            .Should().OnlyContain(line => line.GetProperty("organisation").GetString() == "Школа № 3");
        (await town.Api.GetAsync(director, "/api/v1/work-items?scope=all", Cancellation)).Body.GetProperty("items").GetArrayLength().Should().BePositive();
        var own = await town.Api.GetAsync(teacher, "/api/v1/work-items?scope=all", Cancellation);
        own.Body.GetProperty("items").EnumerateArray().Should().NotContain(line => line.GetProperty("subjectId").GetInt32() != teacher.Id);
    }

    [Fact]
    public async Task A_cookie_does_not_open_the_API_and_a_false_token_opens_nothing()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/work-items");
        request.Headers.Add("Cookie", await Browse.SignInAsync(town.Host, town.Api.Accounts[0], Cancellation));
        using var byCookie = await town.Host.Http.SendAsync(request, Cancellation);
        byCookie.StatusCode.Should().Be(HttpStatusCode.Unauthorized);

        using var forged = new HttpRequestMessage(HttpMethod.Get, "/api/v1/work-items");
        forged.Headers.Add("Authorization", "Bearer garbage");
        using var byGarbage = await town.Host.Http.SendAsync(forged, Cancellation);
        byGarbage.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("/sign-out")]
    [InlineData("/notices/read")]
    [InlineData("/look")]
    [InlineData("/demo/clock")]
    [InlineData("/demo/sign-in")]
    [InlineData("/sign-in/enter")]
    [InlineData("/pathways/start-own")]
    public async Task A_form_without_its_token_is_refused(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["email"] = town.Api.Accounts[0].Email, ["part"] = "dark", ["advance"] = "P1D" }) };
        request.Headers.Add("Cookie", await Browse.SignInAsync(town.Host, town.Api.Accounts[0], Cancellation));
        using var answer = await town.Host.Http.SendAsync(request, Cancellation);
        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest, path);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    public async Task Signing_in_leads_nowhere_outside(string returnUrl)
    {
        var location = await Browse.EnterAsync(town.Host, town.Api.Accounts[0].Email, town.Api.Accounts[0].Password, returnUrl, Cancellation);
        location.Should().Be("/");
    }

    [Fact]
    public async Task Too_many_wrong_passwords_close_the_account_for_a_while()
    {
        var victim = town.Api.Accounts[^1];
        for (var i = 0; i < 5; i++)
        {
            (await town.Api.PostAsync(null, "/api/v1/auth/login", new { email = victim.Email, password = "неверный-пароль" }, Cancellation)).Code.Should().BeOneOf("wrong_credentials", "locked_out");
        }

        var answer = await town.Api.PostAsync(null, "/api/v1/auth/login", new { email = victim.Email, password = victim.Password }, Cancellation);
        answer.Status.Should().Be(HttpStatusCode.Unauthorized);
        answer.Code.Should().Be("locked_out");
    }

    [Fact]
    public async Task Pages_forbid_what_browsers_can_forbid()
    {
        using var answer = await town.Host.Http.GetAsync(new Uri("/sign-in", UriKind.Relative), Cancellation);
        answer.Headers.GetValues("Content-Security-Policy").Single().Should().Contain("script-src 'self'").And.NotContain("unsafe");
        answer.Headers.GetValues("X-Content-Type-Options").Single().Should().Be("nosniff");
        var page = await answer.Content.ReadAsStringAsync(Cancellation);
        page.Should().NotContain("<script").And.NotContain("style=").And.NotContain("&#x4");
    }
}
