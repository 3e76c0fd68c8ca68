using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Iom.Host.Demo;
using Iom.Stack.Tests.Servers;

namespace Iom.Stack.Tests.Cluster;

/// <summary>People with their tokens, who ask any host and write down what they saw.</summary>
internal sealed class Clients(HostGroup hosts, Ledger ledger) : IDisposable
{
    /// <summary>Longer than any honest answer takes; a paused host is given up after it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(2) }) { Timeout = Patience };
    private readonly ConcurrentDictionary<int, string> _tokens = new();
    private Dictionary<int, string>? _emails;

    /// <summary>Somebody who may start and withdraw routes anywhere.</summary>
    public int Administrator { get; private set; }

    public async Task MeetAsync(CancellationToken cancellationToken)
    {
        var people = await Sql.ListAsync(
            hosts.Database, "select id, email, position from people", reader => (reader.GetInt32(0), reader.GetString(1), reader.GetString(2)), cancellationToken);
        _emails = people.ToDictionary(person => person.Item1, person => person.Item2);
        Administrator = people.First(person => person.Item3.StartsWith("Специалист министерства", StringComparison.Ordinal)).Item1;
    }

    /// <summary>Null: no answer, or not now.</summary>
    public async Task<JsonElement?> GetAsync(ClusterHost host, int person, string path, CancellationToken cancellationToken) =>
        await SendAsync(host, person, HttpMethod.Get, path, null, cancellationToken) is { Status: HttpStatusCode.OK } answer ? answer.Body : null;

    /// <summary>One attempt at a decision, written down.</summary>
    public async Task<Seen> DecideAsync(ClusterHost host, Asked asked, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(
            host, asked.Person, HttpMethod.Post, $"/api/v1/work-items/{asked.Pathway:N}-{asked.Item}/decision", asked.Body, cancellationToken);
        var seen = answer switch
        {
            { Status: HttpStatusCode.OK, Body: var body } => new Seen(
                asked, Sight.Accepted, body.GetProperty("revision").GetInt64(), body.GetProperty("repeated").GetBoolean()),
            { Status: HttpStatusCode.Unauthorized or HttpStatusCode.ServiceUnavailable } or null => new Seen(asked, Sight.Unknown),
            { Status: >= HttpStatusCode.InternalServerError } => new Seen(asked, Sight.Unknown),
            { Body: var body } => new Seen(asked, Sight.Refused, Code: body.GetProperty("code").GetString()),
        };
        ledger.Write(seen);
        return seen;
    }

    /// <summary>Starts a route; a start that was answered is written down.</summary>
    public async Task<Guid?> StartAsync(ClusterHost host, int educator, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(
            host, Administrator, HttpMethod.Post, "/api/v1/pathways", JsonSerializer.Serialize(new { educatorId = educator }), cancellationToken);
        if (answer is not { Status: HttpStatusCode.Created, Body: var body })
        {
            return null;
        }

        var id = body.GetProperty("id").GetGuid();
        ledger.WriteStart(id);
        return id;
    }

    /// <summary>Null: the connection broke, the wait was given up, or nobody could sign in.</summary>
    public async Task<Answer?> SendAsync(
        ClusterHost host, int person, HttpMethod method, string path, string? body, CancellationToken cancellationToken)
    {
        try
        {
            if (host.Process?.Address is not { } address || await TokenAsync(address, person, cancellationToken) is not { } token)
            {
                return null;
            }

            using var request = new HttpRequestMessage(method, new Uri(address, path));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await _http.SendAsync(request, cancellationToken);
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            return new Answer(answer.StatusCode, text.Length > 0 && text[0] is '{' or '[' ? JsonDocument.Parse(text).RootElement : default);
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or IOException or JsonException)
        {
            return null;
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<string?> TokenAsync(Uri address, int person, CancellationToken cancellationToken)
    {
        if (_tokens.TryGetValue(person, out var token))
        {
            return token;
        }

        using var answer = await _http.PostAsJsonAsync(
            new Uri(address, "/api/v1/auth/login"), new { email = _emails![person], password = DemoAccounts.Password }, cancellationToken);
        return !answer.IsSuccessStatusCode ? null : _tokens[person] =
            (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("accessToken").GetString()!;
    }

    internal sealed record Answer(HttpStatusCode Status, JsonElement Body);
}
