using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Iom.Host.Identity;

/// <summary>Accounts, in the same database as the rest, with migrations of their own.</summary>
public abstract class AccountsDbContext(DbContextOptions options) : IdentityUserContext<Account, int>(options)
{
    public const string MigrationsTable = "__accounts_migrations";

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Account>().ToTable("accounts").HasIndex(account => account.PersonId).IsUnique();
        builder.Entity<Microsoft.AspNetCore.Identity.IdentityUserClaim<int>>().ToTable("account_claims");
        builder.Entity<Microsoft.AspNetCore.Identity.IdentityUserLogin<int>>().ToTable("account_logins");
        builder.Entity<Microsoft.AspNetCore.Identity.IdentityUserToken<int>>().ToTable("account_tokens");
    }
}

/// <summary>Accounts on SQLite.</summary>
public sealed class SqliteAccountsDbContext(DbContextOptions<SqliteAccountsDbContext> options) : AccountsDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
    }

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        instant => instant.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}

/// <summary>Accounts on PostgreSQL.</summary>
public sealed class PostgresAccountsDbContext(DbContextOptions<PostgresAccountsDbContext> options) : AccountsDbContext(options);

/// <summary>For <c>dotnet ef</c>.</summary>
public sealed class SqliteAccountsFactory : IDesignTimeDbContextFactory<SqliteAccountsDbContext>
{
    public SqliteAccountsDbContext CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqliteAccountsDbContext>()
        .UseSqlite("Data Source=design.db", sqlite => sqlite.MigrationsHistoryTable(AccountsDbContext.MigrationsTable))
        .UseSnakeCaseNamingConvention().Options);
}

/// <summary>For <c>dotnet ef</c>.</summary>
public sealed class PostgresAccountsFactory : IDesignTimeDbContextFactory<PostgresAccountsDbContext>
{
    public PostgresAccountsDbContext CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgresAccountsDbContext>()
        .UseNpgsql("Host=localhost", postgres => postgres.MigrationsHistoryTable(AccountsDbContext.MigrationsTable))
        .UseSnakeCaseNamingConvention().Options);
}
