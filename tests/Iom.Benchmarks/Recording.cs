using System.Collections.Concurrent;
using System.Data.Common;
using Iom.Workflows.Persistence.Sql;

namespace Iom.Benchmarks;

/// <summary>Keeps the statements of every commit, in the order of each pathway, so that the raw limit writes the same rows.</summary>
internal sealed class Recording
{
    private readonly ConcurrentQueue<IReadOnlyList<Statement>> starts = new();
    private readonly ConcurrentDictionary<Guid, ConcurrentQueue<IReadOnlyList<Statement>>> decisions = new();
    private bool starting = true;

    public IEnumerable<IReadOnlyList<Statement>> Starts => starts;

    /// <summary>Per pathway, in order.</summary>
    public IReadOnlyList<List<IReadOnlyList<Statement>>> Decisions => [.. decisions.OrderBy(pair => pair.Key).Select(pair => pair.Value.ToList())];

    public void StartsEnd() => starting = false;

    public IStatementRunner Around(IStatementRunner inner) => new Runner(this, inner);

    private void Keep(IReadOnlyList<Statement> commit)
    {
        if (starting)
        {
            starts.Enqueue(commit);
        }
        else
        {
            decisions.GetOrAdd((Guid)commit[0].Values[0]!, _ => new ConcurrentQueue<IReadOnlyList<Statement>>()).Enqueue(commit);
        }
    }

    private sealed class Runner(Recording recording, IStatementRunner inner) : IStatementRunner, IAsyncDisposable
    {
        public string SkipLocked => inner.SkipLocked;

        public Task<bool> WriteAsync(IReadOnlyList<Statement> statements, CancellationToken cancellationToken)
        {
            recording.Keep(statements);
            return inner.WriteAsync(statements, cancellationToken);
        }

        public Task<List<T>> QueryAsync<T>(Statement statement, Func<DbDataReader, T> read, CancellationToken cancellationToken) =>
            inner.QueryAsync(statement, read, cancellationToken);

        public async ValueTask DisposeAsync()
        {
            if (inner is IAsyncDisposable disposable)
            {
                await disposable.DisposeAsync();
            }
        }
    }
}
