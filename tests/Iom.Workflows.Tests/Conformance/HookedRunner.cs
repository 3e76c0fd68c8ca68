using System.Data.Common;
using Iom.Workflows.Persistence.Sql;

namespace Iom.Workflows.Tests.Conformance;

/// <summary>The runner of the database with a place to break it from outside.</summary>
internal sealed class HookedRunner(IStatementRunner inner) : IStatementRunner, IAsyncDisposable
{
    /// <summary>Sees every batch on its way and may put another in its place.</summary>
    public Func<IReadOnlyList<Statement>, IReadOnlyList<Statement>>? OnWrite { get; set; }

    public string SkipLocked => inner.SkipLocked;

    public Task<bool> WriteAsync(IReadOnlyList<Statement> statements, CancellationToken cancellationToken) =>
        inner.WriteAsync(OnWrite?.Invoke(statements) ?? statements, cancellationToken);

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
