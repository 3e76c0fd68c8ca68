using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Iom.Tests.Support;
using Xunit;

namespace Iom.Host.Tests;

/// <summary>One running host with the demo town, shared by the tests that leave its clock alone.</summary>
public sealed class Town : IAsyncLifetime
{
    private HostProcess? host;
    private DirectoryInfo? folder;

    /// <summary>Environment of the host; none: the embedded defaults, on a copy of a town that was made before.</summary>
    internal Dictionary<string, string?> Settings { get; init; } = [];

    internal HostProcess Host => host!;

    internal Api Api { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        folder = Settings.Count == 0 ? await DemoFolder.CopyAsync() : null;
        host = await HostProcess.StartAsync(Settings, CancellationToken.None, folder);
        Api = await Api.OfAsync(host, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        folder?.Delete(recursive: true);
    }
}

/// <summary>Tests that share the town.</summary>
[CollectionDefinition(nameof(Town))]
public sealed class TownCollection : ICollectionFixture<Town>;

/// <summary>An account of the demo town.</summary>
internal sealed record Account(int Id, string Email, string Password, string FullName, string Role, string Organisation);

/// <summary>An answer of the API.</summary>
internal sealed record Answer(HttpStatusCode Status, JsonElement Body, string Text)
{
    public string Code => Body.GetProperty("code").GetString()!;

    public string Sentence => Body.GetProperty("title").GetString()!;
}

/// <summary>A client that knows nothing but the API.</summary>
internal sealed class Api(HostProcess host, IReadOnlyList<Account> accounts)
{
    private readonly Dictionary<int, string> tokens = [];

    public IReadOnlyList<Account> Accounts => accounts;

    public static async Task<Api> OfAsync(HostProcess host, CancellationToken cancellationToken)
    {
        var list = await host.Http.GetFromJsonAsync<JsonElement>("/api/v1/demo/accounts", cancellationToken);
        return new Api(host, [.. list.EnumerateArray().Select(account => new Account(
            int.Parse(new string([.. account.GetProperty("email").GetString()!.Split('@')[0].Where(char.IsDigit)]), System.Globalization.CultureInfo.InvariantCulture),
            account.GetProperty("email").GetString()!,
            account.GetProperty("password").GetString()!,
            account.GetProperty("fullName").GetString()!,
            account.GetProperty("role").GetString()!,
            account.GetProperty("organisation").GetString()!))]);
    }

    public Account ByRole(string role, string organisation) =>
        accounts.First(account => account.Role.StartsWith(role, StringComparison.Ordinal) && account.Organisation == organisation);

    public Account ById(int id) => accounts.First(account => account.Id == id);

    public Task<Answer> GetAsync(Account? by, string path, CancellationToken cancellationToken) =>
        SendAsync(by, HttpMethod.Get, path, null, cancellationToken);

    public Task<Answer> PostAsync(Account? by, string path, object body, CancellationToken cancellationToken) =>
        SendAsync(by, HttpMethod.Post, path, JsonContent.Create(body), cancellationToken);

    public async Task<Answer> SendAsync(
        Account? by, HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken, Action<HttpRequestMessage>? also = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (by is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(by, cancellationToken));
        }

        also?.Invoke(request);
        // What is too large is refused before it is sent.
        request.Headers.ExpectContinue = content?.Headers.ContentLength > 1024 * 1024;
        using var answer = await host.Http.SendAsync(request, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return new Answer(answer.StatusCode, text.Length > 0 && text[0] is '{' or '[' ? JsonDocument.Parse(text).RootElement : default, text);
    }

    /// <summary>An educator of an organisation who has no route yet.</summary>
    public async Task<int> FreeEducatorAsync(Account admin, string organisation, CancellationToken cancellationToken)
    {
        var free = await GetAsync(admin, "/api/v1/educators?withoutRoute=true", cancellationToken);
        return free.Body.EnumerateArray().First(line => line.GetProperty("organisation").GetString() == organisation).GetProperty("id").GetInt32();
    }

    private async Task<string> TokenAsync(Account account, CancellationToken cancellationToken)
    {
        if (!tokens.TryGetValue(account.Id, out var token))
        {
            using var answer = await host.Http.PostAsJsonAsync("/api/v1/auth/login", new { email = account.Email, password = account.Password }, cancellationToken);
            answer.EnsureSuccessStatusCode();
            token = (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("accessToken").GetString()!;
            tokens[account.Id] = token;
        }

        return token;
    }
}
