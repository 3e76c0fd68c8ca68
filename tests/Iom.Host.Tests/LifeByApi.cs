using System.Net;
using System.Text.Json;
using FluentAssertions;
using Iom.Tests.Support;
using Xunit;

namespace Iom.Host.Tests;

/// <summary>The whole life of a route by a client that has never seen the definition: it reads forms and buttons from the API alone.</summary>
public sealed class LifeByApi
{
    private const int MostSteps = 200;

    [Fact]
    public async Task A_route_lives_over_two_academic_years_with_a_return_and_an_overdue_step_and_survives_restarts()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("iom-life-");
        try
        {
            Guid pathway;
            await using (var host = await HostProcess.StartAsync([], cancellation, folder))
            {
                var api = await Api.OfAsync(host, cancellation);
                var admin = api.ByRole("Специалист министерства", "Приозёрский край");
                var educator = await api.FreeEducatorAsync(admin, "Школа № 12", cancellation);
                var started = await api.PostAsync(admin, "/api/v1/pathways", new { educatorId = educator, years = 2 }, cancellation);
                started.Status.Should().Be(HttpStatusCode.Created, started.Text);
                pathway = started.Body.GetProperty("id").GetGuid();
                // Nobody moves for a month: reminders, the overdue mark and the escalation come.
                (await api.PostAsync(admin, "/api/v1/demo/clock", new { advance = "P30D" }, cancellation)).Status.Should().Be(HttpStatusCode.OK);
            }

            await using (var host = await HostProcess.StartAsync([], cancellation, folder))
            {
                var api = await Api.OfAsync(host, cancellation);
                var admin = api.ByRole("Специалист министерства", "Приозёрский край");
                var (stages, returned) = await LiveAsync(api, admin, pathway, cancellation);
                returned.Should().BeTrue("the first verdict was a return for rework");
                stages.Should().Contain(["1 self_assessment", "1 drafting", "1 implementation", "2 implementation", "2 presentation"]);
                var history = await api.GetAsync(admin, $"/api/v1/pathways/{pathway}/history", cancellation);
                history.Body.GetProperty("intact").GetBoolean().Should().BeTrue();
                var said = history.Body.GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("sentence").GetString()).ToList();
                said.Should().Contain(line => line!.StartsWith("Срок шага", StringComparison.Ordinal))
                    .And.Contain(line => line!.StartsWith("О просроченном шаге", StringComparison.Ordinal))
                    .And.Contain(line => line!.Contains("Напоминание", StringComparison.Ordinal))
                    .And.Contain("Маршрут завершён.");
                var document = await api.GetAsync(admin, $"/api/v1/pathways/{pathway}/document", cancellation);
                document.Body.GetProperty("revisions").GetArrayLength().Should().BePositive("approval seals the document");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Answers whatever is open until the route is at its end.</summary>
    internal static async Task<(HashSet<string> Stages, bool Returned)> LiveAsync(Api api, Account admin, Guid pathway, CancellationToken cancellationToken)
    {
        var stages = new HashSet<string>();
        var returned = false;
        for (var step = 0; step < MostSteps; step++)
        {
            var route = (await api.GetAsync(admin, $"/api/v1/pathways/{pathway}", cancellationToken)).Body;
            if (route.GetProperty("status").GetString() == "completed")
            {
                return (stages, returned);
            }

            stages.Add($"{route.GetProperty("year")} {route.GetProperty("stage").GetProperty("key").GetString()}");
            var open = route.GetProperty("openItems").EnumerateArray().Where(item => item.GetProperty("status").GetString() == "open").ToList();
            if (open.Count == 0)
            {
                (await api.PostAsync(admin, "/api/v1/demo/clock", new { advance = "P30D" }, cancellationToken)).Status.Should().Be(HttpStatusCode.OK);
                continue;
            }

            returned |= await AnswerAsync(api, open[0], !returned, step, cancellationToken);
        }

        throw new InvalidOperationException("The route does not come to an end.");
    }

    private static async Task<bool> AnswerAsync(Api api, JsonElement open, bool mayReturn, int step, CancellationToken cancellationToken)
    {
        var id = open.GetProperty("id").GetString();
        var performer = api.ById(open.GetProperty("assignees")[0].GetInt32());
        var item = (await api.GetAsync(performer, $"/api/v1/work-items/{id}", cancellationToken)).Body;
        var outcomes = item.GetProperty("allowedActions").GetProperty("outcomes").EnumerateArray().ToList();
        var back = mayReturn ? outcomes.FirstOrDefault(outcome => outcome.GetProperty("sense").GetString() == "negative") : default;
        var returns = back.ValueKind == JsonValueKind.Object;
        var chosen = returns ? back : outcomes.First(outcome => outcome.GetProperty("sense").GetString() == "positive");
        var data = returns ? [] : SchemaForm.Fill(item.GetProperty("form"));
        if (data.ContainsKey("planned_years"))
        {
            data["planned_years"] = 2;
        }

        var answer = await api.PostAsync(performer, $"/api/v1/work-items/{id}/decision", new
        {
            outcome = chosen.GetProperty("key").GetString(),
            comment = returns ? "Уточните сроки" : null,
            data,
            expectedRevision = item.GetProperty("expectedRevision").GetInt64(),
            operationId = $"step-{step}",
        }, cancellationToken);
        answer.Status.Should().Be(HttpStatusCode.OK, answer.Text);
        return returns;
    }
}
