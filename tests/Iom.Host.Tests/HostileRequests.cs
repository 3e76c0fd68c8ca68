using System.Net;
using System.Net.Http.Headers;
using System.Text;
using FluentAssertions;
using Xunit;

namespace Iom.Host.Tests;

/// <summary>Whatever is sent, the answer is a clear no in Russian and never a stumble of the program.</summary>
[Collection(nameof(Town))]
public sealed class HostileRequests(Town town)
{
    private const int Megabyte = 1024 * 1024;

    private static readonly byte[] NotUtf8 = [(byte)'{', (byte)'"', 0xC3, 0x28, 0xFF, (byte)'"', (byte)':', (byte)'1', (byte)'}'];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Bodies => new()
    {
        { "/api/v1/pathways", """{"educatorId":1,"definitionKey":"\ud800"}""" },
        { "/api/v1/pathways", """{"educatorId":1,"definitionKey":"нуль\u0000"}""" },
        { "/api/v1/pathways", """{"educatorId":99999999999999999999}""" },
        { "/api/v1/pathways", """{"educatorId":1.5}""" },
        { "/api/v1/pathways", """{"educatorId":1,"startOn":"0001-01-01"}""" },
        { "/api/v1/pathways", """{"educatorId":1,"startOn":"9999-12-31"}""" },
        { "/api/v1/pathways", """{"educatorId":1,"startOn":"2026-02-30"}""" },
        { "/api/v1/pathways", """{"educatorId":1,"years":-2147483648}""" },
        { "/api/v1/pathways", "null" },
        { "/api/v1/pathways", "[]" },
        { "/api/v1/pathways", "" },
        { "/api/v1/pathways", "<pathway/>" },
        { "/api/v1/pathways", new string('[', 5000) },
        { "/api/v1/work-items/00000000000000000000000000000001-1/decision", """{"outcome":null,"data":null}""" },
        { "/api/v1/work-items/00000000000000000000000000000001-1/decision", """{"outcome":"approve","data":{"x":{"y":{"z":[1]}}}}""" },
        { "/api/v1/work-items/00000000000000000000000000000001-1/decision", """{"outcome":"approve","comment":"\udfff\ud800"}""" },
        { "/api/v1/work-items/00000000000000000000000000000001-1/decision", """{"outcome":"approve","expectedRevision":"семь"}""" },
        { "/api/v1/work-items/00000000000000000000000000000001-99999999999/decision", """{"outcome":"approve"}""" },
        { "/api/v1/work-items/00000000000000000000000000000001--1/claim", "{}" },
        { "/api/v1/delivery/replay", """{"kind":"'; drop table outbox; --"}""" },
        { "/api/v1/delivery/replay", """{"kind":"outbox","id":"9223372036854775808"}""" },
        { "/api/v1/delivery/dismiss", """{"id":null}""" },
        { "/api/v1/demo/clock", """{"advance":null}""" },
        { "/api/v1/demo/clock", """{"advance":"P99999999999D"}""" },
        { "/api/v1/auth/login", """{"email":null,"password":null}""" },
        { "/api/v1/auth/login", """{"email":"\u0000","password":"\ud800"}""" },
        { "/api/v1/auth/login", """{"email":"a@b","password":{"$ne":null}}""" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_that_makes_no_sense_is_refused_in_words(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        await RefusedAsync(HttpMethod.Post, path, content);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused_in_words()
    {
        using var content = new ByteArrayContent(NotUtf8);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        await RefusedAsync(HttpMethod.Post, "/api/v1/pathways", content);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_before_it_is_read()
    {
        using var content = new StringContent($$"""{"educatorId":1,"definitionKey":"{{new string('я', 5 * Megabyte)}}"}""", Encoding.UTF8, "application/json");
        var answer = await town.Api.SendAsync(Admin, HttpMethod.Post, "/api/v1/pathways", content, Cancel);
        answer.Status.Should().Be(HttpStatusCode.RequestEntityTooLarge, answer.Text);
        answer.Sentence.Should().MatchRegex("[а-я]");
    }

    [Fact]
    public async Task A_body_of_another_kind_is_refused_in_words()
    {
        using var content = new StringContent("educatorId=1", Encoding.UTF8, "application/x-www-form-urlencoded");
        await RefusedAsync(HttpMethod.Post, "/api/v1/pathways", content);
    }

    [Theory]
    [InlineData("DELETE", "/api/v1/pathways")]
    [InlineData("PUT", "/api/v1/work-items")]
    [InlineData("TRACE", "/api/v1/educators")]
    [InlineData("GET", "/api/v1/pathways/not-a-number")]
    [InlineData("GET", "/api/v1/work-items?scope=%00")]
    [InlineData("GET", "/api/v1/definitions/..%2f..%2fetc%2fpasswd")]
    [InlineData("GET", "/api/v1/educators?withoutRoute=maybe")]
    public async Task An_address_or_method_that_is_not_there_is_refused_in_words(string method, string path) =>
        await RefusedAsync(new HttpMethod(method), path, null);

    [Theory]
    [InlineData("/api/v1/work-items?cursor=garbage")]
    [InlineData("/api/v1/work-items?cursor=%F0%9F%92%A9")]
    [InlineData("/api/v1/educators?find=%27%20OR%201%3D1%20--")]
    [InlineData("/api/v1/educators?find=%25%25__%5C")]
    [InlineData("/api/v1/educators?find=%00")]
    [InlineData("/api/v1/work-items/%00")]
    public async Task A_question_that_finds_nothing_finds_nothing(string path) =>
        ((int)(await town.Api.GetAsync(Admin, path, Cancel)).Status).Should().BeLessThan(500, path);

    private Account Admin => town.Api.ByRole("Специалист министерства", "Приозёрский край");

    private async Task RefusedAsync(HttpMethod method, string path, HttpContent? content)
    {
        var answer = await town.Api.SendAsync(Admin, method, path, content, Cancel);
        ((int)answer.Status).Should().BeInRange(400, 499, $"{path}: {answer.Text}");
        answer.Code.Should().NotBeNullOrEmpty();
        answer.Sentence.Should().MatchRegex("[а-я]", "people read Russian");
    }
}
