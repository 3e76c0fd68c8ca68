using System.Diagnostics;
using Npgsql;

namespace Iom.Stack.Tests.Servers;

/// <summary>A PostgreSQL or RabbitMQ of the tests' own (tests/services/serve.sh), which they may stop and kill.</summary>
internal sealed class ServedProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServedProcess(Process process) => _process = process;

    /// <summary>Npgsql connection string or <c>amqp://</c> address; the same after a restart.</summary>
    public string Address { get; private set; } = string.Empty;

    /// <param name="kind"><c>postgres</c> or <c>rabbitmq</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<ServedProcess> StartAsync(string kind, CancellationToken cancellationToken)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "services", "serve.sh");
        var served = new ServedProcess(Process.Start(new ProcessStartInfo("bash", [script, kind])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!);
        await served.StartAsync(cancellationToken);
        return served;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Address = await AskAsync("start", "ready ", cancellationToken);
        // What the test itself had open to the server before is of no use any more.
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>Politely: it ends its connections and writes down what it holds.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => AskAsync("stop", "down", cancellationToken);

    /// <summary>At once, as when its machine fails.</summary>
    public Task CrashAsync(CancellationToken cancellationToken) => AskAsync("crash", "down", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        // The end of its input is its order to clean up.
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<string> AskAsync(string order, string expected, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(order.AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
        var answer = await _process.StandardOutput.ReadLineAsync(cancellationToken);
        return answer?.StartsWith(expected, StringComparison.Ordinal) == true
            ? answer[expected.Length..]
            : throw new InvalidOperationException($"The server said '{answer}' to '{order}'.");
    }
}
