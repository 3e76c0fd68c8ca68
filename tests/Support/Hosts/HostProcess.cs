using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Iom.Tests.Support;

/// <summary>The real program as its own process, configured only through its environment.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private const int Remembered = 20_000;

    private readonly Process process;
    private readonly DirectoryInfo? owned;
    private readonly ConcurrentQueue<string> said;

    private HostProcess(Process process, DirectoryInfo? owned, Uri address, ConcurrentQueue<string> said)
    {
        this.process = process;
        this.owned = owned;
        this.said = said;
        Address = address;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };
    }

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <summary>A client without cookies that follows no redirect.</summary>
    public HttpClient Http { get; }

    /// <summary>The last lines that it wrote.</summary>
    public string Said => string.Join(Environment.NewLine, said);

    /// <summary>The same, line by line.</summary>
    public IReadOnlyList<string> Lines => [.. said];

    public bool HasExited => process.HasExited;

    /// <summary>Number of the process.</summary>
    public int Id => process.Id;

    /// <param name="settings">Environment of the process.</param>
    /// <param name="folder">Data folder to use and leave; null: one of its own, gone afterwards.</param>
    /// <param name="cancellationToken">Ends the wait for the start.</param>
    public static async Task<HostProcess> StartAsync(
        Dictionary<string, string?> settings, CancellationToken cancellationToken, DirectoryInfo? folder = null)
    {
        var owned = folder is null ? Directory.CreateTempSubdirectory("iom-host-") : null;
        folder ??= owned!;
        var process = Process.Start(Program(settings, folder))!;
        var said = new ConcurrentQueue<string>();
        try
        {
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                said.Enqueue(line);
                // As plain text the line ends with the address, as JSON it goes on with a quotation mark.
                if (line.Split("Now listening on: ") is [_, var address, ..])
                {
                    // Whatever else it says must be taken, or a full pipe would stop it.
                    _ = ListenAsync(process.StandardOutput, said);
                    return new HostProcess(process, owned, new Uri(address.Split('"')[0]), said);
                }
            }
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }

        process.Dispose();
        owned?.Delete(recursive: true);
        throw new InvalidOperationException($"The host did not start:{Environment.NewLine}{string.Join(Environment.NewLine, said)}");
    }

    /// <summary>Runs the program to its own end.</summary>
    /// <returns>Its exit code, and all that it wrote.</returns>
    public static async Task<(int Code, string Said)> RunAsync(
        Dictionary<string, string?> settings, CancellationToken cancellationToken, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("iom-host-");
        var start = Program(settings, folder);
        start.RedirectStandardError = true;
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        try
        {
            var texts = await Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, string.Concat(texts));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }

            folder.Delete(recursive: true);
        }
    }

    /// <summary>SIGKILL: no code of the program runs any more.</summary>
    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <summary>A signal by name, such as STOP, CONT or TERM.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <returns>The exit code.</returns>
    public async Task<int> ExitedAsync(CancellationToken cancellationToken)
    {
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
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

    /// <summary>SIGTERM, as a container engine stops a program; ends when the program has.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync(CancellationToken cancellationToken)
    {
        await SignalAsync("TERM");
        return await ExitedAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await KillAsync();
        process.Dispose();
        owned?.Delete(recursive: true);
    }

    private static ProcessStartInfo Program(Dictionary<string, string?> settings, DirectoryInfo folder)
    {
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

        return start;
    }

    private static async Task ListenAsync(StreamReader output, ConcurrentQueue<string> said)
    {
        try
        {
            while (await output.ReadLineAsync() is { } line)
            {
                said.Enqueue(line);
                while (said.Count > Remembered)
                {
                    said.TryDequeue(out _);
                }
            }
        }
        catch (ObjectDisposedException)
        {
            // The process was disposed of.
        }
    }
}
