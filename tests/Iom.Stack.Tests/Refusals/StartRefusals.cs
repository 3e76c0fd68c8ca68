using FluentAssertions;
using Iom.Host;
using Iom.Stack.Tests.Servers;
using Iom.Tests.Support;
using Npgsql;
using Xunit;

namespace Iom.Stack.Tests.Refusals;

/// <summary>A database that does not let the program in: it says so in one sentence, ends, and destroys nothing.</summary>
[Collection(nameof(PrivateServers))]
public sealed class StartRefusals(PrivateServers servers)
{
    private const string Secret = "never-to-be-printed";

    [Fact]
    public async Task A_wrong_password_is_said_without_saying_it()
    {
        var place = await servers.TakeAsync(town: false, Cancel);

        (await RefusedAsync(place, address => address.Password = Secret)).Should().Contain("не принял имя «postgres» или пароль");
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        var place = await servers.TakeAsync(town: false, Cancel);

        (await RefusedAsync(place, address => (address.Host, address.Port) = ("127.0.0.1", 1))).Should().Contain("сервер базы данных 127.0.0.1:1 не отвечает");
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_named()
    {
        var place = await servers.TakeAsync(town: false, Cancel);

        (await RefusedAsync(place, address => address.Database = "nowhere")).Should().Contain("нет базы данных «nowhere»");
    }

    [Theory]
    [InlineData("neither here nor there")]
    [InlineData("Port=many;Host=localhost")]
    [InlineData("Database=iom")]
    public async Task A_connection_string_that_is_none_is_a_wrong_setting(string address)
    {
        var place = await servers.TakeAsync(town: false, Cancel);
        var settings = place.Settings("host-0");
        settings["Iom__Database__ConnectionString"] = address + ";" + Secret;

        var (code, said) = await HostProcess.RunAsync(settings, Cancel);

        code.Should().Be(ExitCodes.WrongSettings);
        said.Should().Contain("Iom:Database:ConnectionString is not in Npgsql's form").And.NotContain(Secret).And.NotContain("   at ");
    }

    [Theory]
    [InlineData(false, "permission denied for schema public")]
    [InlineData(true, "permission denied for")]
    public async Task Rights_that_are_missing_are_told_with_the_words_of_the_server(bool town, string words)
    {
        var place = await servers.TakeAsync(town, Cancel);
        var role = $"weak_{(town ? "reader" : "maker")}";
        await Sql.ExecuteAsync(place.Database, $"create role {role} login password '{Secret}'", Cancel);

        var said = await RefusedAsync(place, address => (address.Username, address.Password) = (role, Secret));

        said.Should().Contain($"пользователю «{role}» не хватает прав").And.Contain(words);
    }

    [Theory]
    [InlineData("delete from \"__EFMigrationsHistory\"")]
    [InlineData("delete from __accounts_migrations")]
    [InlineData("alter table definitions rename to definitions_kept")]
    public async Task A_migration_that_stopped_half_way_is_told_and_nothing_is_destroyed(string harm)
    {
        var place = await servers.TakeAsync(town: true, Cancel);
        await Sql.ExecuteAsync(place.Database, harm, Cancel);
        var before = await ContentsAsync(place);

        (await RefusedAsync(place, _ => { })).Should().Contain("обновлена не до конца");

        (await ContentsAsync(place)).Should().Equal(before);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<string> RefusedAsync(Place place, Action<NpgsqlConnectionStringBuilder> wrong)
    {
        var settings = place.Settings("host-0");
        var address = new NpgsqlConnectionStringBuilder(settings["Iom__Database__ConnectionString"]);
        wrong(address);
        settings["Iom__Database__ConnectionString"] = address.ConnectionString;
        var (code, said) = await HostProcess.RunAsync(settings, Cancel);
        code.Should().Be(ExitCodes.NotPrepared, said);
        said.Should().Contain("Программа не запущена").And.NotContain(Secret).And.NotContain("Unhandled exception", "a sentence is no stack trace");
        return said;
    }

    /// <summary>Every table with the number of its rows.</summary>
    private static Task<List<string>> ContentsAsync(Place place) => Sql.ListAsync(
        place.Database,
        """
        select format('%s %s', c.relname, (xpath('/row/n/text()', query_to_xml(format('select count(*) n from %I', c.relname), false, true, '')))[1])
        from pg_class c join pg_namespace s on s.oid = c.relnamespace where s.nspname = 'public' and c.relkind = 'r' order by 1
        """,
        reader => reader.GetString(0),
        Cancel);
}
