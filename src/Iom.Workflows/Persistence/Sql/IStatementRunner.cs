using System.Data.Common;

namespace Iom.Workflows.Persistence.Sql;

/// <summary>Runs hand-written SQL where EF Core would cost too much: the commit of a decision and its reading (docs/adr/0013).</summary>
public interface IStatementRunner
{
    /// <summary>Appended to a locking sub-select where the database knows it.</summary>
    string SkipLocked { get; }

    /// <summary>All statements in one transaction. Being told to give way to another transaction is no answer: it is tried again.</summary>
    /// <returns>False when a row was not hit or a unique key was taken: nothing was written then.</returns>
    Task<bool> WriteAsync(IReadOnlyList<Statement> statements, CancellationToken cancellationToken);

    /// <summary>One statement that returns rows; it may change data.</summary>
    Task<List<T>> QueryAsync<T>(Statement statement, Func<DbDataReader, T> read, CancellationToken cancellationToken);
}
