using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Iom.Tests.Support;

/// <summary>The real program as its own process, configured only through its environment.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly DirectoryInfo? owned;

    private HostProcess(Process process, DirectoryInfo? owned, Uri address)
    {
        this.process = process;
        this.owned = owned;
        Address = address;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };
    }

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <summary>A client without cookies that follows no redirect.</summary>
    public HttpClient Http { get; }

    /// <param name="settings">Environment of the process.</param>
    /// <param name="folder">Data folder to use and leave; null: one of its own, gone afterwards.</param>
    /// <param name="cancellationToken">Ends the wait for the start.</param>
    public static async Task<HostProcess> StartAsync(
        Dictionary<string, string?> settings, CancellationToken cancellationToken, DirectoryInfo? folder = null)
    {
        var owned = folder is null ? Directory.CreateTempSubdirectory("iom-host-") : null;
        folder ??= owned!;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Iom.Host.dll")])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            Environment = { ["ASPNETCORE_URLS"] = "http://127.0.0.1:0", ["Iom__DataFolder"] = folder.FullName },
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        var said = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            said.Add(line);
            if (line.Split("Now listening on: ") is [_, var address])
            {
                // Whatever else it says must be taken, or a full pipe would stop it.
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return new HostProcess(process, owned, new Uri(address));
            }
        }

        throw new InvalidOperationException($"The host did not start:{Environment.NewLine}{string.Join(Environment.NewLine, said)}");
    }

    public async Task SignInAsync(string email, CancellationToken cancellationToken)
    {
        var accounts = await Http.GetFromJsonAsync<JsonElement>("/api/v1/demo/accounts", cancellationToken);
        var password = accounts[0].GetProperty("password").GetString();
        using var answer = await Http.PostAsJsonAsync("/api/v1/auth/login", new { email, password }, cancellationToken);
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("accessToken").GetString();
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) =>
        await Http.GetFromJsonAsync<JsonElement>(path, cancellationToken);

    public async Task<JsonElement> PostAsync(string path, object body, CancellationToken cancellationToken)
    {
        using var answer = await Http.PostAsJsonAsync(path, body, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode
            ? JsonDocument.Parse(text).RootElement
            : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {text}");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        owned?.Delete(recursive: true);
    }
}
