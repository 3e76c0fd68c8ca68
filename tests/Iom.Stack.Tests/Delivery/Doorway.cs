using System.Net;
using System.Net.Sockets;

namespace Iom.Stack.Tests.Delivery;

/// <summary>A port of our own before a server, that can be open or shut: the server is away without being stopped.</summary>
internal sealed class Doorway : IAsyncDisposable
{
    private readonly Uri behind;
    private TcpListener? listener;
    private CancellationTokenSource? open;

    public Doorway(Uri behind)
    {
        this.behind = behind;
        // Found by binding once; while it is shut nobody listens there.
        using var reserve = new TcpListener(IPAddress.Loopback, 0);
        reserve.Start();
        Port = ((IPEndPoint)reserve.LocalEndpoint).Port;
    }

    public int Port { get; }

    public Uri Address => new UriBuilder(behind) { Host = "127.0.0.1", Port = Port }.Uri;

    public void Open()
    {
        open = new CancellationTokenSource();
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        _ = AcceptAsync(listener, open.Token);
    }

    /// <summary>Ends every conversation and takes no new one.</summary>
    public async Task ShutAsync()
    {
        if (open is not null)
        {
            await open.CancelAsync();
            listener!.Dispose();
            open.Dispose();
            open = null;
        }
    }

    public async ValueTask DisposeAsync() => await ShutAsync();

    private async Task AcceptAsync(TcpListener here, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                _ = CarryAsync(await here.AcceptTcpClientAsync(cancellationToken), cancellationToken);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Shut.
        }
    }

    private async Task CarryAsync(TcpClient client, CancellationToken cancellationToken)
    {
        using var near = client;
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(behind.Host, behind.Port, cancellationToken);
            await Task.WhenAny(
                near.GetStream().CopyToAsync(far.GetStream(), cancellationToken),
                far.GetStream().CopyToAsync(near.GetStream(), cancellationToken));
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or IOException)
        {
            // Shut, or one side hung up.
        }
    }
}
