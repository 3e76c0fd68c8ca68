using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Iom.Host.Tests;

/// <summary>As much of an OTLP collector as an exporter needs; keeps what it is given.</summary>
internal sealed class OtlpCatcher : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly Task serving;

    public OtlpCatcher()
    {
        using (var reserve = new TcpListener(IPAddress.Loopback, 0))
        {
            reserve.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)reserve.LocalEndpoint).Port}/");
        }

        listener.Prefixes.Add(Address.ToString());
        listener.Start();
        serving = ServeAsync();
    }

    public Uri Address { get; }

    /// <summary>Path and body of every request; names and texts stand readable in its protobuf.</summary>
    public ConcurrentQueue<(string Path, string Body)> Requests { get; } = new();

    public bool Has(string path, string text) => Requests.Any(request => request.Path == path && request.Body.Contains(text, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        listener.Close();
        await serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                Requests.Enqueue((context.Request.Url!.AbsolutePath, Encoding.UTF8.GetString(body.ToArray())));
                context.Response.ContentType = "application/x-protobuf";
                context.Response.Close();
            }
        }
        catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException)
        {
            // Closed.
        }
    }
}
