using Iom.Tests.Support;

namespace Iom.Stack.Tests.Cluster;

/// <summary>One host of several: a process that may be killed, paused and started again, each time at another address.</summary>
internal sealed class ClusterHost(string name, Func<Dictionary<string, string?>> settings) : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("iom-host-");
    private volatile HostProcess? _process;

    /// <summary>Also the name of its connections in the database.</summary>
    public string Name => name;

    /// <summary>Null while it is down.</summary>
    public HostProcess? Process => _process;

    public bool IsUp => _process is not null;

    public async Task StartAsync(CancellationToken cancellationToken) =>
        _process = await HostProcess.StartAsync(settings(), cancellationToken, _folder);

    /// <summary>SIGKILL; whoever is asking it gets no answer.</summary>
    public async Task KillAsync()
    {
        var process = Interlocked.Exchange(ref _process, null);
        if (process is not null)
        {
            await process.KillAsync();
            await process.DisposeAsync();
        }
    }

    /// <summary>SIGKILL while it starts, unless it was faster.</summary>
    /// <returns>True: killed before it could answer anybody.</returns>
    public async Task<bool> StartAndKillAsync(TimeSpan after)
    {
        using var soon = new CancellationTokenSource(after);
        try
        {
            await StartAsync(soon.Token);
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    public Task PauseAsync() => _process!.SignalAsync("STOP");

    public Task ResumeAsync() => _process!.SignalAsync("CONT");

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Delete(recursive: true);
    }
}
