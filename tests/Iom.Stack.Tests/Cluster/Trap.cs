using Iom.Stack.Tests.Servers;

namespace Iom.Stack.Tests.Cluster;

/// <summary>A trigger that fails as the server itself would: a conflict of transactions, a full disk.</summary>
internal sealed class Trap : IAsyncDisposable
{
    private readonly string _database;
    private readonly string _table;

    private Trap(string database, string table) => (_database, _table) = (database, table);

    /// <param name="hosts">Whose database.</param>
    /// <param name="table">Inserting here fails.</param>
    /// <param name="sqlStates">With these states in turn, separated by a space.</param>
    /// <param name="onlyIf">SQL over <c>new</c> and the sequence <c>trap_count</c>, which counts also what was undone.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<Trap> SetAsync(HostGroup hosts, string table, string sqlStates, string onlyIf, CancellationToken cancellationToken)
    {
        await Sql.ExecuteAsync(
            hosts.Database,
            $"""
            create sequence if not exists trap_count;
            alter sequence trap_count restart;
            create or replace function trap() returns trigger language plpgsql as $$
            begin
                if {onlyIf} then
                    raise exception 'trap' using errcode = (string_to_array('{sqlStates}', ' '))[1 + (nextval('trap_count') % {sqlStates.Split(' ').Length})];
                end if;
                return new;
            end $$;
            create trigger trap before insert on {table} for each row execute function trap()
            """,
            cancellationToken);
        return new Trap(hosts.Database, table);
    }

    public async ValueTask DisposeAsync() => await Sql.ExecuteAsync(_database, $"drop trigger if exists trap on {_table}", CancellationToken.None);
}
