using FluentAssertions;
using Iom.Tests.Support;
using Npgsql;
using Xunit;

namespace Iom.Stack.Tests;

/// <summary>The PostgreSQL that the other tests rely on.</summary>
public sealed class PostgresServer
{
    [Fact]
    public async Task Is_version_15_or_newer_and_keeps_text_as_UTF_8()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.OnPostgresAsync(cancellation);
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var encoding = new NpgsqlCommand("show server_encoding", connection);

        connection.PostgreSqlVersion.Major.Should().BeGreaterThanOrEqualTo(15);
        (await encoding.ExecuteScalarAsync(cancellation)).Should().Be("UTF8");
    }

    [Fact]
    public async Task Gives_every_test_a_database_that_goes_with_it()
    {
        var cancellation = TestContext.Current.CancellationToken;
        string name;
        await using (var first = await TestDatabase.OnPostgresAsync(cancellation))
        await using (var second = await TestDatabase.OnPostgresAsync(cancellation))
        {
            first.ConnectionString.Should().NotBe(second.ConnectionString);
            name = new NpgsqlConnectionStringBuilder(first.ConnectionString).Database!;
            (await CountAsync(name, cancellation)).Should().Be(1);
        }

        (await CountAsync(name, cancellation)).Should().Be(0);
    }

    private static async Task<object?> CountAsync(string name, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(RequiredServer.Postgres);
        await using var count = source.CreateCommand("select count(*) from pg_database where datname = $1");
        count.Parameters.AddWithValue(name);
        return await count.ExecuteScalarAsync(cancellationToken);
    }
}
