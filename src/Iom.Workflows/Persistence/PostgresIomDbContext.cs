using Microsoft.EntityFrameworkCore;

namespace Iom.Workflows.Persistence;

/// <summary>Production: PostgreSQL 15 or newer; instants are <c>timestamptz</c> and always UTC.</summary>
public sealed class PostgresIomDbContext(DbContextOptions<PostgresIomDbContext> options) : IomDbContext(options);
