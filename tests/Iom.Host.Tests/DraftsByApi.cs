using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using FluentAssertions;
using Xunit;

namespace Iom.Host.Tests;

/// <summary>The life of a definition over the API: drafts, their conflicts, publishing, rights, hostile texts.</summary>
public sealed class DraftsByApi : IAsyncLifetime
{
    private const string Key = "priozersk-municipality";
    private const string Draft = $"/api/v1/definitions/{Key}/draft";
    private readonly Town town = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Account Lakeside => town.Api.ByRole("Администратор", "Приозёрск");

    private Account Region => town.Api.ByRole("Специалист министерства", "Приозёрский край");

    private Account Other => town.Api.ByRole("Начальник отдела", "Лесной район");

    private Account FarAway => town.Api.ByRole("Специалист департамента", "Зареченская область");

    public ValueTask InitializeAsync() => town.InitializeAsync();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task A_draft_is_saved_over_what_its_author_saw_and_never_over_what_another_wrote()
    {
        var (text, revision) = await BeginAsync();
        (await PutAsync(Lakeside, text, null)).Should().Match<Answer>(answer => answer.Status == HttpStatusCode.PreconditionRequired && answer.Code == "revision_required");
        var saved = await PutAsync(Lakeside, text + "# мы\n", revision);
        saved.Status.Should().Be(HttpStatusCode.OK);

        var late = await PutAsync(Region, text + "# регион\n", revision);

        (late.Status, late.Code).Should().Be((HttpStatusCode.Conflict, "draft_changed"));
        var current = late.Body.GetProperty("current");
        current.GetProperty("text").GetString().Should().EndWith("# мы\n");
        current.GetProperty("editedBy").GetInt32().Should().Be(Lakeside.Id);
        (await PutAsync(Region, text + "# мы\n# регион\n", current.GetProperty("revision").GetInt32())).Status.Should().Be(HttpStatusCode.OK);
        (await town.Api.GetAsync(Lakeside, $"{Draft}/changes", Cancel)).Body.EnumerateArray().Select(change => change.GetProperty("by").GetInt32())
            .Should().Equal(Region.Id, Lakeside.Id, Lakeside.Id);
    }

    [Fact]
    public async Task Others_find_no_draft_until_it_is_opened_and_then_only_read_and_comment()
    {
        var (text, revision) = await BeginAsync();
        var director = town.Api.ByRole("Директор", "Школа № 12");
        var teacher = town.Api.ByRole("Учитель", "Школа № 12");
        foreach (var who in new[] { Other, FarAway, director, teacher })
        {
            (await town.Api.GetAsync(who, Draft, Cancel)).Code.Should().Be("draft_unknown", who.Role);
            (await town.Api.GetAsync(who, "/api/v1/definition-drafts", Cancel)).Body.GetArrayLength().Should().Be(0);
            (await PutAsync(who, text, revision)).Status.Should().Be(HttpStatusCode.NotFound);
            (await town.Api.PostAsync(who, $"/api/v1/definitions/{Key}/publish", new { revision }, Cancel)).Status.Should().Be(HttpStatusCode.NotFound);
            (await town.Api.SendAsync(who, HttpMethod.Delete, Draft, null, Cancel)).Status.Should().Be(HttpStatusCode.NotFound);
        }

        (await town.Api.SendAsync(Lakeside, HttpMethod.Put, $"{Draft}/open", JsonContent.Create(new { open = true }), Cancel)).Status.Should().Be(HttpStatusCode.NoContent);
        (await town.Api.GetAsync(director, Draft, Cancel)).Text.Should().Be(text);
        (await town.Api.PostAsync(director, $"{Draft}/comments", new { text = "Пять дней мало", path = "stages.consent" }, Cancel)).Status.Should().Be(HttpStatusCode.OK);
        (await town.Api.PostAsync(director, $"{Draft}/comments", new { text = "\0" }, Cancel)).Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        (await PutAsync(director, text, revision)).Status.Should().Be(HttpStatusCode.NotFound);
        foreach (var who in new[] { Other, FarAway, teacher })
        {
            (await town.Api.GetAsync(who, Draft, Cancel)).Status.Should().Be(HttpStatusCode.NotFound, who.Role);
            (await town.Api.PostAsync(who, $"{Draft}/comments", new { text = "Ау" }, Cancel)).Status.Should().Be(HttpStatusCode.NotFound);
        }

        var comment = (await town.Api.GetAsync(Lakeside, $"{Draft}/comments", Cancel)).Body[0];
        comment.GetProperty("personId").GetInt32().Should().Be(director.Id);
        (await town.Api.PostAsync(director, $"{Draft}/comments/{comment.GetProperty("id").GetInt32()}/resolve", new { }, Cancel)).Status.Should().Be(HttpStatusCode.NotFound);
        (await town.Api.PostAsync(Lakeside, $"{Draft}/comments/{comment.GetProperty("id").GetInt32()}/resolve", new { }, Cancel)).Status.Should().Be(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Administrators_see_behind_definitions_of_their_own_line_only_and_edit_those_of_their_unit()
    {
        foreach (var path in new[] { "versions/1", "layers", "adoption", "affected", "compare?from=1&to=1" })
        {
            var address = $"/api/v1/definitions/{Key}/{path}";
            (await town.Api.GetAsync(Lakeside, address, Cancel)).Status.Should().Be(HttpStatusCode.OK, path);
            (await town.Api.GetAsync(Region, address, Cancel)).Status.Should().Be(HttpStatusCode.OK, path);
            (await town.Api.GetAsync(Other, address, Cancel)).Status.Should().Be(HttpStatusCode.NotFound, path);
            (await town.Api.GetAsync(FarAway, address, Cancel)).Status.Should().Be(HttpStatusCode.NotFound, path);
        }

        (await town.Api.GetAsync(Lakeside, "/api/v1/definitions/priozerye-region/versions/1", Cancel)).Text.Should().StartWith("#").And.Contain("key: priozerye-region");
        (await BeginAsync(Lakeside, "priozerye-region", new { })).Code.Should().Be("not_allowed");
        (await BeginAsync(Lakeside, "base", new { })).Code.Should().Be("not_allowed");
        (await BeginAsync(Other, Key, new { })).Code.Should().Be("definition_unknown");
        (await BeginAsync(Lakeside, "ours", new { text = "apiVersion: iom/v1\nkey: ours\nversion: 1\ntitle: Чужое\nextends: base\nscope: lesnoy\n" })).Code.Should().Be("not_allowed");
        (await BeginAsync(Lakeside, "Наше", new { text = "key: x" })).Code.Should().Be("definition_key");
        (await BeginAsync(Lakeside, "ours", new { text = "apiVersion: iom/v1\nkey: ours\nversion: 1\ntitle: Наше\nextends: base\nscope: priozersk-school-3\n" })).Status.Should().Be(HttpStatusCode.Created);
    }

    [Fact]
    public async Task What_stands_against_publishing_comes_as_one_list_and_then_a_version_comes_and_can_be_rolled_back()
    {
        var (text, revision) = await BeginAsync();
        var broken = await PutAsync(Lakeside, text.Replace("working_days: 5 }", "working_days: 500 }", StringComparison.Ordinal).Replace("scope: priozersk", "scope: lesnoy", StringComparison.Ordinal) + "\ncap: 9 years\n", revision);
        var refused = await PublishAsync(new { revision = Revision(broken), inForceFrom = "2020-01-01" });
        (refused.Status, refused.Code).Should().Be((HttpStatusCode.UnprocessableEntity, "draft_refused"));
        refused.Body.GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("code").GetString()).Should().Contain(["loosened_point", "draft_scope_changed", "in_the_past"]);

        var sound = await PutAsync(Lakeside, text.Replace("title: ИОМ педагога (Приозёрск)", "title: ИОМ педагога Приозёрска", StringComparison.Ordinal), Revision(broken));
        (await town.Api.PostAsync(Lakeside, $"/api/v1/definitions/{Key}/verify", new { }, Cancel)).Body.GetProperty("ok").GetBoolean().Should().BeTrue();
        (await PublishAsync(new { revision = Revision(broken) })).Status.Should().Be(HttpStatusCode.Conflict, "that was checked before the last save");
        (await PublishAsync(new { revision = Revision(sound), orderNumber = "12-п", orderDate = "2026-09-01", note = "Название" })).Body.GetProperty("version").GetInt32().Should().Be(2);

        var versions = await town.Api.GetAsync(Region, $"/api/v1/definitions/{Key}/versions", Cancel);
        versions.Body[0].GetProperty("orderNumber").GetString().Should().Be("12-п");
        versions.Body[0].GetProperty("publishedBy").GetInt32().Should().Be(Lakeside.Id);
        (await town.Api.GetAsync(Lakeside, $"/api/v1/definitions/{Key}/compare?from=1&to=2", Cancel)).Body.GetProperty("changes")[0].GetProperty("after").GetString().Should().Be("ИОМ педагога Приозёрска");
        var back = await BeginAsync(Lakeside, Key, new { fromVersion = 1 });
        back.Body.GetProperty("text").GetString().Should().Contain("version: 3").And.Contain("(Приозёрск)");
        (await BeginAsync(Lakeside, Key, new { fromVersion = 1 })).Code.Should().Be("draft_exists");
    }

    [Fact]
    public async Task A_draft_can_be_lived_through_before_it_is_published_by_those_who_see_it()
    {
        var body = new { unit = "priozersk", version = "draft" };
        (await town.Api.PostAsync(Lakeside, $"/api/v1/definitions/{Key}/simulate", body, Cancel)).Code.Should().Be("definition_unknown");
        await BeginAsync();

        (await town.Api.PostAsync(Lakeside, $"/api/v1/definitions/{Key}/simulate", body, Cancel)).Body.GetProperty("version").GetInt32().Should().Be(2);
        (await town.Api.PostAsync(Other, $"/api/v1/definitions/{Key}/simulate", body, Cancel)).Code.Should().Be("definition_unknown");
    }

    [Fact]
    public async Task A_text_that_was_sent_stands_on_what_is_published_and_not_on_the_shipped_files()
    {
        const string Sent = "apiVersion: iom/v1\nkey: sent\nversion: 1\ntitle: Присланное\nextends: priozersk-municipality\nscope: priozersk\n";
        var (text, revision) = await BeginAsync();
        var saved = await PutAsync(Lakeside, text.Replace("Мнение муниципального координатора", "Взгляд координатора", StringComparison.Ordinal), revision);
        (await PublishAsync(new { revision = Revision(saved) })).Status.Should().Be(HttpStatusCode.OK);

        var teacher = town.Api.ByRole("Учитель", "Школа № 12");
        var route = await town.Api.PostAsync(Lakeside, $"/api/v1/definitions/{Key}/simulate", new { educatorId = teacher.Id, yaml = Sent }, Cancel);
        route.Text.Should().Contain("Взгляд координатора").And.NotContain("Мнение муниципального координатора");
    }

    [Fact]
    public async Task Organisations_with_a_nearer_definition_are_not_affected()
    {
        var affected = (await town.Api.GetAsync(Lakeside, $"/api/v1/definitions/{Key}/affected", Cancel)).Body;
        affected.GetProperty("elsewhere").GetInt32().Should().Be(1, "school 12 has its own");
        affected.GetProperty("organisations").GetInt32().Should().BePositive();
    }

    [Fact]
    public async Task Everybody_may_take_the_drawing_away()
    {
        var drawing = await town.Api.GetAsync(town.Api.ByRole("Учитель", "Школа № 12"), $"/api/v1/definitions/{Key}/bpmn", Cancel);
        System.Xml.Linq.XDocument.Parse(drawing.Text.TrimStart('\uFEFF')).Root!.Attribute("targetNamespace")!.Value.Should().Be($"urn:iom:{Key}:1");
        (await town.Api.GetAsync(Lakeside, "/api/v1/definitions/nothing/bpmn", Cancel)).Code.Should().Be("definition_unknown");
    }

    [Fact]
    public async Task A_new_edition_of_the_region_is_a_question_to_the_municipality_and_changes_nothing_by_itself()
    {
        (await town.Api.GetAsync(Lakeside, $"/api/v1/definitions/{Key}/adoption", Cancel)).Body.GetProperty("newer").GetBoolean().Should().BeFalse();
        var hash = await HashAsync();
        var begun = await BeginAsync(Region, "priozerye-region", new { });
        var text = begun.Body.GetProperty("text").GetString()!;
        text += "# Новая редакция\n";
        var saved = await SendAsync(Region, "/api/v1/definitions/priozerye-region/draft", new StringContent(text), Revision(begun));
        (await town.Api.PostAsync(Region, "/api/v1/definitions/priozerye-region/publish", new { revision = Revision(saved) }, Cancel)).Status.Should().Be(HttpStatusCode.OK);

        (await town.Api.GetAsync(Lakeside, $"/api/v1/definitions/{Key}/adoption", Cancel)).Body.GetProperty("newer").GetBoolean().Should().BeTrue();
        (await HashAsync()).Should().Be(hash);
        var (_, revision) = await BeginAsync();
        (await PublishAsync(new { revision })).Body.GetProperty("version").GetInt32().Should().Be(2);
        (await town.Api.GetAsync(Lakeside, $"/api/v1/definitions/{Key}/adoption", Cancel)).Body.GetProperty("newer").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task A_value_goes_back_to_that_of_the_region_in_a_draft_begun_for_it()
    {
        var layers = (await town.Api.GetAsync(Lakeside, $"/api/v1/definitions/{Key}/layers", Cancel)).Body;
        var point = layers.GetProperty("points").EnumerateArray().First(one => one.GetProperty("state").GetString() == "overridden").GetProperty("path").GetString();
        (await town.Api.PostAsync(Other, $"/api/v1/definitions/{Key}/layers/restore", new { path = point }, Cancel)).Status.Should().Be(HttpStatusCode.NotFound);
        (await town.Api.PostAsync(Lakeside, $"/api/v1/definitions/{Key}/layers/restore", new { path = "nowhere" }, Cancel)).Code.Should().Be("restore_by_hand");

        (await town.Api.PostAsync(Lakeside, $"/api/v1/definitions/{Key}/layers/restore", new { path = point }, Cancel)).Status.Should().Be(HttpStatusCode.NoContent);

        var after = (await town.Api.GetAsync(Lakeside, $"/api/v1/definitions/{Key}/layers?draft=true", Cancel)).Body.GetProperty("points").EnumerateArray();
        after.Where(one => one.GetProperty("path").GetString() == point).Should().OnlyContain(one => one.GetProperty("state").GetString() == "inherited");
    }

    [Fact]
    public async Task Hostile_texts_are_refused_or_kept_as_text_and_never_a_fault_of_ours()
    {
        var (_, revision) = await BeginAsync();
        var before = await town.Api.GetAsync(Lakeside, Draft, Cancel);
        (await PutAsync(Lakeside, new string('a', 10 * 1024 * 1024), revision)).Status.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        (await PutAsync(Lakeside, new string('я', 200 * 1024), revision)).Should().Match<Answer>(answer => answer.Status == HttpStatusCode.RequestEntityTooLarge && answer.Code == "too_large");
        (await PutAsync(Lakeside, "key: a\0b", revision)).Should().Match<Answer>(answer => answer.Status == HttpStatusCode.UnprocessableEntity && answer.Code == "bad_character");
        (await town.Api.GetAsync(Lakeside, Draft, Cancel)).Text.Should().Be(before.Text, "nothing of that was written");

        string[] kept = ["", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", "\t- [", "!!python/object:os.system x", new string('[', 5000), "key: " + new string('a', 100_000)];
        foreach (var text in kept)
        {
            var saved = await PutAsync(Lakeside, text, revision);
            saved.Status.Should().Be(HttpStatusCode.OK);
            revision = Revision(saved);
            (await town.Api.PostAsync(Lakeside, $"/api/v1/definitions/{Key}/verify", new { }, Cancel)).Body.GetProperty("faults").GetArrayLength().Should().BePositive();
            (await PublishAsync(new { revision })).Code.Should().Be("draft_refused");
            (await town.Api.GetAsync(Lakeside, $"/api/v1/definitions/{Key}/layers?draft=true", Cancel)).Status.Should().Be(HttpStatusCode.NotFound);
        }
    }

    private static int Revision(Answer answer) => answer.Body.GetProperty("revision").GetInt32();

    private async Task<string> HashAsync() =>
        (await town.Api.GetAsync(Lakeside, $"/api/v1/definitions/{Key}", Cancel)).Body.GetProperty("hash").GetString()!;

    private async Task<(string Text, int Revision)> BeginAsync()
    {
        var begun = await BeginAsync(Lakeside, Key, new { });
        begun.Status.Should().Be(HttpStatusCode.Created, begun.Text);
        return (begun.Body.GetProperty("text").GetString()!, Revision(begun));
    }

    private Task<Answer> BeginAsync(Account who, string key, object body) => town.Api.PostAsync(who, $"/api/v1/definitions/{key}/draft", body, Cancel);

    private Task<Answer> PublishAsync(object body) => town.Api.PostAsync(Lakeside, $"/api/v1/definitions/{Key}/publish", body, Cancel);

    private Task<Answer> PutAsync(Account who, string text, int? seen) => SendAsync(who, Draft, new StringContent(text, Encoding.UTF8, "application/yaml"), seen);

    private Task<Answer> SendAsync(Account who, string path, StringContent content, int? seen) => town.Api.SendAsync(
        who, HttpMethod.Put, path, content, Cancel, seen is { } revision ? request => request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{revision}\"")) : null);
}
