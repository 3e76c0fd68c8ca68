using System.Threading.Channels;

namespace Iom.Workflows.Persistence;

/// <summary>
/// Says that something new lies in the outbox. Only a hint: it may be lost or come twice, and whoever waits for it looks into the table
/// from time to time all the same.
/// </summary>
public sealed class OutboxSignal
{
    private readonly Channel<byte> here = OneAtMost();
    private readonly Channel<byte> elsewhere = OneAtMost();

    /// <summary>A commit of this process left rows: its own relay is woken, and the other hosts are to be told.</summary>
    public void Committed()
    {
        here.Writer.TryWrite(0);
        elsewhere.Writer.TryWrite(0);
    }

    /// <summary>Another host told of rows.</summary>
    public void Heard() => here.Writer.TryWrite(0);

    /// <summary>Ends at the next hint, or when the patience is at its end.</summary>
    /// <param name="patience">After it the table is asked without a hint.</param>
    /// <param name="cancellationToken">Ends the wait, too; nothing is thrown.</param>
    public Task WaitAsync(TimeSpan patience, CancellationToken cancellationToken) => WaitAsync(here.Reader, patience, cancellationToken);

    /// <summary>Ends when there is something to tell the other hosts.</summary>
    public async Task WaitForNewsAsync(CancellationToken cancellationToken) => await elsewhere.Reader.ReadAsync(cancellationToken);

    private static async Task WaitAsync(ChannelReader<byte> hints, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        end.CancelAfter(patience);
        try
        {
            await hints.ReadAsync(end.Token);
        }
        catch (OperationCanceledException)
        {
            // No hint: time to look.
        }
    }

    private static Channel<byte> OneAtMost() =>
        Channel.CreateBounded<byte>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
}
