using System.Net;
using FluentAssertions;
using Iom.Tests.Support;
using Xunit;

namespace Iom.Host.Tests;

/// <summary>Every operation on a route × everybody around it: role × place in the org tree × relation to the route.</summary>
[Collection(nameof(Town))]
public sealed class RightsMatrix(Town town)
{
    private const int MostSteps = 20;

    private static readonly string[] Readings = ["/api/v1/pathways/{0}", "/api/v1/pathways/{0}/history", "/api/v1/pathways/{0}/document", "/api/v1/work-items/{1}"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Account West => town.Api.ByRole("Специалист департамента", "Зареченская область");

    private Account East => town.Api.ByRole("Специалист министерства", "Приозёрский край");

    [Fact]
    public async Task Everybody_sees_and_does_what_role_place_and_relation_allow_and_nothing_else()
    {
        var (pathway, subject) = await BeginAsync(West, "Школа № 5");
        var leads = await LeadsAsync("Школа № 5", subject.Id);
        (Account Who, Hold Hold)[] around =
        [
            (subject, Hold.Performer),
            (West, Hold.Administrator),
            (leads.Own, Hold.Reader),
            (town.Api.ByRole("Директор", "Школа № 5"), Hold.Reader),
            (town.Api.ByRole("Заместитель", "Школа № 5"), Hold.Reader),
            (town.Api.ByRole("Методист муниципальной", "Заречный"), Hold.Reader),
            (town.Api.ByRole("Методист областного", "Зареченская область"), Hold.Reader),
            (leads.Other, Hold.Stranger),
            (town.Api.Accounts.Last(account => account is { Role: "Учитель", Organisation: "Школа № 5" } && account.Id != subject.Id), Hold.Stranger),
            (town.Api.ByRole("Секретарь", "Зареченская область"), Hold.Stranger),
            (town.Api.ByRole("Директор", "Школа № 12"), Hold.Stranger),
            (town.Api.ByRole("Директор", "Зареченский колледж"), Hold.Stranger),
            (town.Api.ByRole("Методист муниципальной", "Приозёрск"), Hold.Stranger),
            (town.Api.ByRole("Администратор", "Приозёрск"), Hold.Stranger),
            (town.Api.ByRole("Координатор", "Приозёрский край"), Hold.Stranger),
            (East, Hold.Stranger),
        ];
        foreach (var (who, hold) in around)
        {
            await CheckAsync(who, hold, pathway, subject.Id);
        }
    }

    [Fact]
    public async Task Delivery_is_for_those_who_administer_a_whole_region()
    {
        foreach (var account in town.Api.Accounts.DistinctBy(account => (account.Role, account.Organisation)))
        {
            var expected = account == West || account == East ? HttpStatusCode.OK : HttpStatusCode.Forbidden;
            (await town.Api.GetAsync(account, "/api/v1/delivery", Cancel)).Status.Should().Be(expected, $"{account.Role}, {account.Organisation}");
        }
    }

    [Fact]
    public async Task Nobody_decides_on_the_own_route_and_a_substitute_decides_for_the_absent()
    {
        var (pathway, subject) = await BeginAsync(East, "Школа № 12");
        var director = town.Api.ByRole("Директор", "Школа № 12");
        var deputy = town.Api.ByRole("Заместитель", "Школа № 12");
        var refused = 0;
        for (var step = 0; step < MostSteps; step++)
        {
            var open = (await town.Api.GetAsync(East, $"/api/v1/pathways/{pathway}", Cancel)).Body.GetProperty("openItems").EnumerateArray()
                .First(item => item.GetProperty("status").GetString() == "open");
            var performer = open.GetProperty("assignees")[0].GetInt32();
            var address = $"/api/v1/work-items/{open.GetProperty("id").GetString()}";
            if (performer != subject.Id)
            {
                var own = await town.Api.PostAsync(subject, $"{address}/decision", new { outcome = "approve" }, Cancel);
                (own.Status, own.Code).Should().Be((HttpStatusCode.Forbidden, "own_pathway"));
                refused++;
            }

            var covered = performer == director.Id;
            await DecideAsync(covered ? deputy : town.Api.ById(performer), address, step);
            if (covered)
            {
                refused.Should().BeGreaterThan(1, "lead, methodologist, deputy and director are asked one by one");
                var said = (await town.Api.GetAsync(director, $"/api/v1/pathways/{pathway}/history", Cancel)).Text;
                said.Should().Contain(director.FullName.Split(' ')[0], "the history tells for whom the deputy decided");
                return;
            }
        }

        throw new InvalidOperationException("The director was never asked.");
    }

    private async Task CheckAsync(Account who, Hold hold, Guid pathway, int subject)
    {
        var why = $"{who.Role}, {who.Organisation}, {hold}";
        var item = $"{pathway:N}-1";
        foreach (var reading in Readings)
        {
            var path = string.Format(System.Globalization.CultureInfo.InvariantCulture, reading, pathway, item);
            (await town.Api.GetAsync(who, path, Cancel)).Status.Should().Be(hold == Hold.Stranger ? HttpStatusCode.NotFound : HttpStatusCode.OK, $"{path}: {why}");
        }

        foreach (var (action, body, expected) in Actions(hold, who.Id))
        {
            var path = action is "withdraw" or "suspend" or "resume" or "replace-person" ? $"/api/v1/pathways/{pathway}/{action}" : $"/api/v1/work-items/{item}/{action}";
            var answer = await town.Api.PostAsync(who, path, body, Cancel);
            ((int)answer.Status, answer.Code).Should().Be(expected, $"{action}: {why}");
        }

        var educators = (await town.Api.GetAsync(who, "/api/v1/educators", Cancel)).Body.EnumerateArray().Select(line => line.GetProperty("id").GetInt32());
        educators.Contains(subject).Should().Be(hold is Hold.Reader or Hold.Administrator, $"the list is of those whom one accompanies: {why}");
        using var page = new HttpRequestMessage(HttpMethod.Get, $"/pathways/{pathway}");
        page.Headers.Add("Cookie", await Browse.SignInAsync(town.Host, who, Cancel));
        using var shown = await town.Host.Http.SendAsync(page, Cancel);
        shown.StatusCode.Should().Be(hold == Hold.Stranger ? HttpStatusCode.NotFound : HttpStatusCode.OK, $"page: {why}");
    }

    /// <summary>Wishes that change nothing even where they are allowed: each lacks what it needs, so the answer tells how far it came.</summary>
    private static IEnumerable<(string Action, object Body, (int, string) Expected)> Actions(Hold hold, int who)
    {
        var hidden = (404, "item_unknown");
        yield return ("decision", new { outcome = "no-such" }, hold == Hold.Performer ? (422, "outcome_unknown") : hidden);
        yield return ("delegate", new { to = who, comment = "прошу" }, hold == Hold.Performer ? (422, "delegation_not_offered") : hidden);
        yield return ("release", new { }, hold is Hold.Performer or Hold.Administrator ? (409, "not_claimed") : hidden);
        yield return ("reassign", new { to = who, comment = string.Empty }, hold switch
        {
            Hold.Administrator => (422, "reason_required"),
            Hold.Performer => (403, "not_allowed"),
            _ => hidden,
        });
        yield return ("withdraw", new { text = string.Empty }, Oversight((422, "reason_required")));
        yield return ("suspend", new { text = string.Empty }, Oversight((422, "reason_required")));
        yield return ("resume", new { }, Oversight((409, "not_suspended")));
        yield return ("replace-person", new { field = "mentor", to = who, text = string.Empty }, Oversight((422, "reason_required")));

        (int, string) Oversight((int, string) administrator) => hold switch
        {
            Hold.Administrator => administrator,
            Hold.Stranger => (404, "pathway_unknown"),
            _ => (403, "not_allowed"),
        };
    }

    private async Task<(Guid Pathway, Account Subject)> BeginAsync(Account admin, string organisation)
    {
        var free = (await town.Api.GetAsync(admin, "/api/v1/educators?withoutRoute=true", Cancel)).Body.EnumerateArray()
            .Where(line => line.GetProperty("organisation").GetString() == organisation).Select(line => line.GetProperty("id").GetInt32());
        var leads = town.Api.Accounts.Where(account => account.Role == "Учитель" && account.Organisation == organisation).OrderBy(account => account.Id).Take(2);
        var educator = free.First(id => leads.All(lead => lead.Id != id) && town.Api.ById(id).Role == "Учитель");
        var started = await town.Api.PostAsync(admin, "/api/v1/pathways", new { educatorId = educator, definitionKey = "base" }, Cancel);
        started.Status.Should().Be(HttpStatusCode.Created, started.Text);
        return (started.Body.GetProperty("id").GetGuid(), town.Api.ById(educator));
    }

    /// <summary>The first two teachers of a school lead its two associations; the others belong to them turn about.</summary>
    private Task<(Account Own, Account Other)> LeadsAsync(string organisation, int subject)
    {
        var teachers = town.Api.Accounts.Where(account => account.Role == "Учитель" && account.Organisation == organisation).OrderBy(account => account.Id).ToList();
        var odd = (subject - teachers[0].Id) % 2;
        return Task.FromResult((teachers[odd], teachers[1 - odd]));
    }

    private async Task DecideAsync(Account by, string address, int step)
    {
        var item = (await town.Api.GetAsync(by, address, Cancel)).Body;
        var positive = item.GetProperty("allowedActions").GetProperty("outcomes").EnumerateArray()
            .First(outcome => outcome.GetProperty("sense").GetString() == "positive").GetProperty("key").GetString();
        var answer = await town.Api.PostAsync(
            by, $"{address}/decision", new { outcome = positive, data = SchemaForm.Fill(item.GetProperty("form")), operationId = $"matrix-{step}" }, Cancel);
        answer.Status.Should().Be(HttpStatusCode.OK, answer.Text);
    }

    private enum Hold
    {
        Stranger,
        Reader,
        Performer,
        Administrator,
    }
}
