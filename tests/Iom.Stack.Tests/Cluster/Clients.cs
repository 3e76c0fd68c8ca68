using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Iom.Host.Demo;
using Iom.Stack.Tests.Servers;

namespace Iom.Stack.Tests.Cluster;

/// <summary>People with their tokens, who ask any host and write down what they saw.</summary>
internal sealed class Clients(HostGroup hosts, Ledger ledger) : IDisposable
{
    /// <summary>Longer than any honest answer takes, also on a busy machine; a paused host is given up after it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

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

    /// <summary>Null: the connection broke, or the wait was given up. Who could not sign in gets what the host said to that.</summary>
    public async Task<Answer?> SendAsync(
        ClusterHost host, int person, HttpMethod method, string path, string? body, CancellationToken cancellationToken)
    {
        try
        {
            if (host.Process?.Address is not { } address)
            {
                return null;
            }

            if (!_tokens.TryGetValue(person, out var token))
            {
                var login = JsonSerializer.Serialize(new { email = _emails![person], password = DemoAccounts.Password });
                var signedIn = await SendAsync(HttpMethod.Post, new Uri(address, "/api/v1/auth/login"), null, login, cancellationToken);
                if (signedIn.Status != HttpStatusCode.OK)
                {
                    return signedIn;
                }

                token = _tokens[person] = signedIn.Body.GetProperty("accessToken").GetString()!;
            }

            return await SendAsync(method, new Uri(address, path), token, body, cancellationToken);
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or IOException or JsonException)
        {
            return null;
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<Answer> SendAsync(HttpMethod method, Uri address, string? token, string? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _http.SendAsync(request, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return new Answer(answer.StatusCode, text.Length > 0 && text[0] is '{' or '[' ? JsonDocument.Parse(text).RootElement : default);
    }

    internal sealed record Answer(HttpStatusCode Status, JsonElement Body);
}
