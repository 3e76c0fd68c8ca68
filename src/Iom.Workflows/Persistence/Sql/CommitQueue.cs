using System.Threading.Channels;

namespace Iom.Workflows.Persistence.Sql;

/// <summary>
/// Commits that wait at the same moment are handed over together: while one group is being written the next one gathers by itself, so
/// nobody waits for company. See docs/adr/0017.
/// </summary>
internal sealed class CommitQueue : IAsyncDisposable
{
    private const int MostTogether = 64;

    /// <summary>Groups written side by side.</summary>
    private const int SideBySide = 2;

    /// <summary>A group that takes longer is held up by somebody's lock, and others need not stand behind it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly Channel<WaitingCommit> waiting = Channel.CreateUnbounded<WaitingCommit>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SemaphoreSlim free = new(SideBySide);
    private readonly Func<IReadOnlyList<WaitingCommit>, Task> write;
    private readonly Task handingOver;
    private int underWay;

    /// <param name="write">Writes a group and answers every one of it; throws nothing.</param>
    public CommitQueue(Func<IReadOnlyList<WaitingCommit>, Task> write)
    {
        this.write = write;
        handingOver = Task.Run(HandOverAsync);
    }

    /// <returns>What became of it; once queued it may be committed at any moment, so the wait cannot be cancelled.</returns>
    public Task<bool> AddAsync(IReadOnlyList<Statement> statements)
    {
        var commit = new WaitingCommit(statements);
        return waiting.Writer.TryWrite(commit) ? commit.Done.Task : throw new ObjectDisposedException(nameof(CommitQueue));
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await handingOver;
        while (Volatile.Read(ref underWay) > 0)
        {
            await Task.Yield();
        }

        free.Dispose();
    }

    private async Task HandOverAsync()
    {
        while (await waiting.Reader.WaitToReadAsync())
        {
            await free.WaitAsync();
            var group = new List<WaitingCommit>();
            while (group.Count < MostTogether && waiting.Reader.TryRead(out var commit))
            {
                group.Add(commit);
            }

            Interlocked.Increment(ref underWay);
            _ = WriteAsync(group);
        }
    }

    private async Task WriteAsync(List<WaitingCommit> group)
    {
        var writing = write(group);
        try
        {
            await writing.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            // It goes on; the next group need not wait for it.
        }

        free.Release();
        await writing;
        Interlocked.Decrement(ref underWay);
    }
}

/// <summary>The statements of one commit, and who waits for the answer.</summary>
internal sealed record WaitingCommit(IReadOnlyList<Statement> Statements)
{
    /// <summary>True: written; false: somebody was first, nothing was written.</summary>
    public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
