using System.Globalization;
using System.Net;
using System.Text;
using FluentAssertions;
using Iom.Tests.Support;
using Xunit;

namespace Iom.Host.Tests;

/// <summary>Each gets a clear Russian sentence with a stable code, and changes nothing.</summary>
[Collection(nameof(Town))]
public sealed class BadInput(Town town)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Account Admin => town.Api.ByRole("Специалист министерства", "Приозёрский край");

    [Fact]
    public async Task Answers_that_cannot_be_are_refused_and_change_nothing()
    {
        var (pathway, educator, item) = await BeginAsync("Школа № 3");
        var before = await RevisionAsync(pathway);
        var teacher = town.Api.ById(educator);
        var form = SchemaForm.Fill((await town.Api.GetAsync(teacher, item, Cancellation)).Body.GetProperty("form"));

        await RefusedAsync(teacher, item, new { outcome = "fly", data = form }, HttpStatusCode.UnprocessableEntity, "outcome_unknown");
        await RefusedAsync(teacher, item, new { outcome = "submit", data = new { } }, HttpStatusCode.UnprocessableEntity, "form_invalid");
        await RefusedAsync(teacher, item, new { outcome = "submit", data = With(form, "difficulties", new string('я', 5000)) }, HttpStatusCode.UnprocessableEntity, "form_invalid");
        await RefusedAsync(teacher, item, new { outcome = "submit", data = With(form, "difficulties", "нуль\0байт") }, HttpStatusCode.UnprocessableEntity, "form_invalid");
        await RefusedAsync(teacher, item, new { outcome = "submit", data = With(form, "no_such_field", "x") }, HttpStatusCode.UnprocessableEntity, "form_invalid");
        await RefusedAsync(teacher, item, new { outcome = "submit", data = With(form, "area_subject", 99) }, HttpStatusCode.UnprocessableEntity, "form_invalid");
        await RefusedAsync(teacher, item, new { outcome = "submit", data = With(form, "area_subject", new[] { "a" }) }, HttpStatusCode.UnprocessableEntity, "form_invalid");
        await RefusedAsync(teacher, item, new { outcome = "submit", data = form, comment = new string('я', 4001) }, HttpStatusCode.UnprocessableEntity, "comment_invalid");
        await RefusedAsync(teacher, item, new { outcome = "submit", data = form, expectedRevision = 999 }, HttpStatusCode.Conflict, "stale_revision");
        await RefusedAsync(teacher, item, new { outcome = "submit", data = form, returnTo = "drafting" }, HttpStatusCode.UnprocessableEntity, "return_target_unknown");
        await RefusedAsync(teacher, item, new { outcome = "submit", data = form, operationId = new string('x', 101) }, HttpStatusCode.UnprocessableEntity, "operation_id");
        var stranger = town.Api.ByRole("Преподаватель", "Зареченский колледж");
        await RefusedAsync(stranger, item, new { outcome = "submit", data = form }, HttpStatusCode.NotFound, "item_unknown");

        (await RevisionAsync(pathway)).Should().Be(before, "a refusal writes nothing");
    }

    [Fact]
    public async Task The_same_request_again_gets_the_same_answer_and_another_under_its_id_is_refused()
    {
        var (pathway, educator, item) = await BeginAsync("Лесная школа № 1");
        var teacher = town.Api.ById(educator);
        var form = SchemaForm.Fill((await town.Api.GetAsync(teacher, item, Cancellation)).Body.GetProperty("form"));
        var request = new { outcome = "submit", data = form, operationId = "once" };

        var first = await town.Api.PostAsync(teacher, $"{item}/decision", request, Cancellation);
        var again = await town.Api.PostAsync(teacher, $"{item}/decision", request, Cancellation);

        first.Status.Should().Be(HttpStatusCode.OK, first.Text);
        again.Status.Should().Be(HttpStatusCode.OK, again.Text);
        again.Body.GetProperty("repeated").GetBoolean().Should().BeTrue();
        again.Body.GetProperty("revision").GetInt64().Should().Be(first.Body.GetProperty("revision").GetInt64());
        await RefusedAsync(teacher, item, new { outcome = "submit", data = form, comment = "иначе", operationId = "once" }, HttpStatusCode.Conflict, "operation_reused");
        await RefusedAsync(teacher, item, new { outcome = "submit", data = form }, HttpStatusCode.Conflict, "item_closed");
        (await RevisionAsync(pathway)).Should().Be(first.Body.GetProperty("revision").GetInt64());
    }

    [Theory]
    [InlineData("""{"educatorId":999999}""", 404, "educator_unknown")]
    [InlineData("""{"educatorId":FREE,"definitionKey":"no-such"}""", 422, "definition_unknown")]
    [InlineData("""{"educatorId":FREE,"startOn":"2019-09-01"}""", 422, "calendar_missing")]
    [InlineData("""{"educatorId":FREE,"years":9}""", 422, "beyond_cap")]
    [InlineData("""{"educatorId":FREE,"startOn":"2035-09-01"}""", 422, "start_out_of_reach")]
    [InlineData("""{"educatorId":""", 400, "bad_request")]
    [InlineData("""{"educatorId":"четырнадцать"}""", 400, "bad_request")]
    public async Task Starts_that_cannot_be_are_refused(string body, int status, string code)
    {
        var free = await town.Api.FreeEducatorAsync(Admin, "Школа № 12", Cancellation);
        body = body.Replace("FREE", free.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        Check(await town.Api.SendAsync(Admin, HttpMethod.Post, "/api/v1/pathways", content, Cancellation), (HttpStatusCode)status, code);
    }

    [Fact]
    public async Task A_second_route_of_the_same_kind_is_refused()
    {
        var (_, educator, _) = await BeginAsync("Зареченский колледж", town.Api.ByRole("Специалист департамента", "Зареченская область"));
        Check(
            await town.Api.PostAsync(town.Api.ByRole("Специалист департамента", "Зареченская область"), "/api/v1/pathways", new { educatorId = educator }, Cancellation),
            HttpStatusCode.Conflict,
            "already_running");
    }

    [Theory]
    [InlineData("P-1D")]
    [InlineData("P5Y")]
    [InlineData("завтра")]
    [InlineData("")]
    public async Task The_clock_only_goes_forward_and_not_too_far(string advance) =>
        Check(await town.Api.PostAsync(Admin, "/api/v1/demo/clock", new { advance }, Cancellation), HttpStatusCode.UnprocessableEntity, "bad_clock");

    [Theory]
    [InlineData("/api/v1/work-items?scope=everything", 422)]
    [InlineData("/api/v1/work-items/garbage", 404)]
    [InlineData("/api/v1/work-items/01a208ed34277619-0", 404)]
    [InlineData("/api/v1/pathways/00000000-0000-0000-0000-000000000000", 404)]
    [InlineData("/api/v1/definitions/no-such", 404)]
    [InlineData("/api/v1/nowhere", 404)]
    public async Task Addresses_of_nothing_say_so(string path, int status)
    {
        var answer = await town.Api.GetAsync(Admin, path, Cancellation);
        ((int)answer.Status).Should().Be(status, answer.Text);
        answer.Sentence.Should().MatchRegex("[а-я]");
    }

    [Fact]
    public async Task A_cursor_that_was_not_given_out_begins_at_the_start() =>
        (await town.Api.GetAsync(Admin, "/api/v1/work-items?scope=all&cursor=%D1%84%00garbage", Cancellation)).Status.Should().Be(HttpStatusCode.OK);

    [Fact]
    public async Task What_is_too_large_or_not_JSON_is_refused()
    {
        using var huge = new StringContent(new string(' ', 2 * 1024 * 1024), Encoding.UTF8, "text/plain");
        Check(await town.Api.SendAsync(Admin, HttpMethod.Post, "/api/v1/definitions/verify", huge, Cancellation), HttpStatusCode.RequestEntityTooLarge, "too_large");
        using var text = new StringContent("outcome=submit", Encoding.UTF8, "text/plain");
        Check(await town.Api.SendAsync(Admin, HttpMethod.Post, "/api/v1/pathways", text, Cancellation), HttpStatusCode.UnsupportedMediaType, "wrong_content_type");
    }

    [Theory]
    [InlineData("key: [", "not_yaml")]
    [InlineData("a: &x [1]\nb: *x\n", "anchor")]
    [InlineData("apiVersion: iom/v1\nkey: mine\nversion: 1\ntitle: Моё\nstagez: []\n", "unknown_key")]
    [InlineData("apiVersion: iom/v1\nkey: mine\nversion: 1\nextends: mine\n", null)]
    public async Task Faulty_definitions_are_told_with_line_and_column(string yaml, string? code)
    {
        using var content = new StringContent(yaml, Encoding.UTF8, "application/yaml");
        var answer = await town.Api.SendAsync(Admin, HttpMethod.Post, "/api/v1/definitions/verify", content, Cancellation);
        answer.Status.Should().Be(HttpStatusCode.OK, answer.Text);
        answer.Body.GetProperty("ok").GetBoolean().Should().BeFalse();
        var faults = answer.Body.GetProperty("faults").EnumerateArray().ToList();
        faults.Should().NotBeEmpty().And.OnlyContain(fault => fault.GetProperty("line").GetInt32() > 0 && fault.GetProperty("sentence").GetString()!.Length > 10);
        if (code is not null)
        {
            faults.Should().Contain(fault => fault.GetProperty("code").GetString() == code);
        }
    }

    private async Task<(Guid Pathway, int Educator, string Item)> BeginAsync(string organisation, Account? admin = null)
    {
        admin ??= Admin;
        var educator = await town.Api.FreeEducatorAsync(admin, organisation, Cancellation);
        var started = await town.Api.PostAsync(admin, "/api/v1/pathways", new { educatorId = educator, definitionKey = "base" }, Cancellation);
        started.Status.Should().Be(HttpStatusCode.Created, started.Text);
        var pathway = started.Body.GetProperty("id").GetGuid();
        return (pathway, educator, $"/api/v1/work-items/{pathway:N}-1");
    }

    private async Task<long> RevisionAsync(Guid pathway) =>
        (await town.Api.GetAsync(Admin, $"/api/v1/pathways/{pathway}", Cancellation)).Body.GetProperty("revision").GetInt64();

    private async Task RefusedAsync(Account by, string item, object answer, HttpStatusCode status, string code) =>
        Check(await town.Api.PostAsync(by, $"{item}/decision", answer, Cancellation), status, code);

    private static void Check(Answer answer, HttpStatusCode status, string code)
    {
        answer.Status.Should().Be(status, answer.Text);
        answer.Code.Should().Be(code);
        answer.Sentence.Should().MatchRegex("[а-я]", "people read Russian");
    }

    private static Dictionary<string, object> With(Dictionary<string, object> form, string key, object value) => new(form) { [key] = value };
}
