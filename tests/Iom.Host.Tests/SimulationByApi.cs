using System.Net;
using System.Text.Json;
using FluentAssertions;
using Iom.Tests.Support;
using Xunit;

namespace Iom.Host.Tests;

/// <summary>Simulations over the API and from the command line.</summary>
[Collection(nameof(Town))]
public sealed class SimulationByApi(Town town)
{
    private const string Address = "/api/v1/definitions/base/simulate";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Account East => town.Api.ByRole("Специалист министерства", "Приозёрский край");

    private Account Teacher => town.Api.ByRole("Учитель", "Школа № 12");

    [Fact]
    public async Task A_route_is_shown_item_by_item_with_people_and_days()
    {
        var route = await PostAsync(East, new { educatorId = Teacher.Id, startOn = "2026-09-01" });
        route.Status.Should().Be(HttpStatusCode.OK);
        route.Body.GetProperty("end").GetString().Should().Be("ended");
        var first = route.Body.GetProperty("items")[0];
        (first.GetProperty("slot").GetString(), first.GetProperty("openedOn").GetString()).Should().Be(("self", "2026-09-01"));
        first.GetProperty("assignees")[0].GetProperty("id").GetInt32().Should().Be(Teacher.Id);
        first.GetProperty("notes").GetArrayLength().Should().BePositive();
    }

    [Fact]
    public async Task A_script_makes_the_second_round()
    {
        var route = await PostAsync(East, new { educatorId = Teacher.Id, startOn = "2026-09-01", script = new { answer = "opened+1", steps = new[] { "director=return", "draft=@due+2" } } });
        var rounds = route.Body.GetProperty("items").EnumerateArray().Where(item => item.GetProperty("slot").GetString() == "director" && item.GetProperty("year").GetInt32() == 1)
            .Select(item => (item.GetProperty("round").GetInt32(), item.GetProperty("outcome").GetString()));
        rounds.Should().Equal((1, "return"), (2, "approve"));
        route.Body.GetProperty("items").EnumerateArray().First(item => item.GetProperty("slot").GetString() == "draft").GetProperty("late").GetBoolean().Should().BeTrue();
    }

    [Fact]
    public async Task A_text_is_simulated_before_it_is_published()
    {
        const string Text = """
            apiVersion: iom/v1
            key: fresh
            version: 1
            title: Новое положение
            kind: iom
            cap: 1 years
            years: { default: 1 }
            stages:
              - key: only
                title: Единственный этап
                slots:
                  - key: step
                    title: Единственный шаг
                    kind: form
                    performer: subject
                    deadline: { after: opened, working_days: 5 }
            """;
        var route = await PostAsync(East, new { educatorId = Teacher.Id, startOn = "2026-09-01", yaml = Text });
        route.Body.GetProperty("definition").GetString().Should().Be("fresh");
        route.Body.GetProperty("items").EnumerateArray().Single().GetProperty("dueOn").GetString().Should().Be("2026-09-07", "school 12 works on Saturdays");
        var faulty = await PostAsync(East, new { educatorId = Teacher.Id, yaml = Text.Replace("kind: form", "kind: song", StringComparison.Ordinal) });
        (faulty.Status, faulty.Code).Should().Be((HttpStatusCode.UnprocessableEntity, "definition_faulty"));
        faulty.Body.GetProperty("fields")[0].GetProperty("field").GetString().Should().StartWith("yaml:14:");
    }

    [Fact]
    public async Task A_year_of_a_unit_tells_loads_and_queues()
    {
        var year = await PostAsync(East, new { unit = "priozersk", startOn = "2026-09-01" });
        year.Status.Should().Be(HttpStatusCode.OK);
        var weeks = year.Body.GetProperty("weeks").GetArrayLength();
        year.Body.GetProperty("people").EnumerateArray().Should().AllSatisfy(person => person.GetProperty("open").GetArrayLength().Should().Be(weeks));
        var queue = year.Body.GetProperty("queues")[0];
        queue.GetProperty("most").GetInt32().Should().Be(year.Body.GetProperty("people")[0].GetProperty("most").GetInt32(), "the methodologist of the town is the bottleneck of it");
    }

    [Fact]
    public async Task Only_those_who_watch_or_administer_may_simulate_and_only_over_their_own()
    {
        var ask = new { educatorId = Teacher.Id, startOn = "2026-09-01" };
        foreach (var (role, place) in new[] { ("Директор", "Школа № 12"), ("Заместитель", "Школа № 12"), ("Администратор", "Приозёрск"), ("Координатор", "Приозёрский край") })
        {
            (await PostAsync(town.Api.ByRole(role, place), ask)).Status.Should().Be(HttpStatusCode.OK, role);
        }

        foreach (var (role, place) in new[] { ("Учитель", "Школа № 12"), ("Методист муниципальной", "Приозёрск"), ("Директор", "Школа № 3"), ("Специалист департамента", "Зареченская область") })
        {
            (await PostAsync(town.Api.ByRole(role, place), ask)).Status.Should().Be(HttpStatusCode.NotFound, role);
        }

        var director = town.Api.ByRole("Директор", "Школа № 12");
        (await PostAsync(director, new { unit = "priozersk-school-12" })).Status.Should().Be(HttpStatusCode.OK);
        var above = await PostAsync(director, new { unit = "priozersk" });
        (above.Status, above.Code).Should().Be((HttpStatusCode.NotFound, "unit_unknown"));
        (await PostAsync(null, ask)).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("""{ }""", "simulation_whom")]
    [InlineData("""{ "educatorId": 13, "startOn": "1999-09-01" }""", "simulation_start")]
    [InlineData("""{ "educatorId": 13, "script": { "answer": "soon" } }""", "simulation_script")]
    [InlineData("""{ "educatorId": 13, "script": { "steps": ["nobody=approve"] } }""", "simulation_step")]
    public async Task What_cannot_be_simulated_is_refused_with_a_reason(string body, string code)
    {
        var refused = await PostAsync(East, JsonDocument.Parse(body).RootElement);
        (refused.Status, refused.Code).Should().Be((HttpStatusCode.UnprocessableEntity, code));
    }

    [Fact]
    public async Task The_command_line_prints_the_table_without_any_server()
    {
        var (code, said) = await HostProcess.RunAsync([], Cancel, "simulate", "base", "--start", "2026-09-01", "--outcomes", "director=return");
        code.Should().Be(0, said);
        said.Should().Contain("Утверждение директором").And.Contain("круг 2").And.Contain("напоминания:").And.Contain("Маршрут завершён");
        (code, said) = await HostProcess.RunAsync([], Cancel, "simulate", "base", "--unit", "priozersk", "--json");
        code.Should().Be(0, said);
        said.Should().Contain("\"queues\"");
        (code, said) = await HostProcess.RunAsync([], Cancel, "simulate", "no-such-definition");
        code.Should().Be(1);
        said.Should().Contain("no-such-definition");
    }

    private Task<Answer> PostAsync(Account? by, object body) => town.Api.PostAsync(by, Address, body, Cancel);
}
