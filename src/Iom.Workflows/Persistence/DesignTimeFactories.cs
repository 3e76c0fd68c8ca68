using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Iom.Workflows.Persistence;

/// <summary>For <c>dotnet ef</c>: the library is its own start-up project.</summary>
public sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteIomDbContext>
{
    public SqliteIomDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteIomDbContext>().UseSqlite("Data Source=design.db").UseSnakeCaseNamingConvention().Options);
}

/// <summary>For <c>dotnet ef</c>: nothing connects.</summary>
public sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresIomDbContext>
{
    public PostgresIomDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresIomDbContext>().UseNpgsql("Host=localhost").UseSnakeCaseNamingConvention().Options);
}
