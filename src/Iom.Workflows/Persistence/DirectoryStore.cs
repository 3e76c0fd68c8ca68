using System.Globalization;
using Iom.Workflows.Calendars;
using Iom.Workflows.Directory;
using Iom.Workflows.Persistence.Rows;
using Microsoft.EntityFrameworkCore;

namespace Iom.Workflows.Persistence;

/// <summary>The directory in the database. Every change raises its revision, which tells each host to read it again.</summary>
public sealed class DirectoryStore(IDbContextFactory<IomDbContext> contexts)
{
    private const string RevisionKey = "directory.revision";

    /// <summary>The revision alone; cheap.</summary>
    public async Task<long> RevisionAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await RevisionAsync(context, cancellationToken);
    }

    public async Task<DirectoryData> LoadAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        while (true)
        {
            var data = await ReadAsync(context, cancellationToken);
            if (await RevisionAsync(context, cancellationToken) == data.Revision)
            {
                return data;
            }

            // Somebody changed the directory between the tables: half of the old and half of the new is no directory.
        }
    }

    private static async Task<DirectoryData> ReadAsync(IomDbContext context, CancellationToken cancellationToken)
    {
        var revision = await RevisionAsync(context, cancellationToken);
        var units = await context.OrgUnits.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellationToken);
        return new DirectoryData(
            revision,
            [.. units.Select(ToUnit)],
            [.. await context.People.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellationToken)],
            [.. await context.Educators.AsNoTracking().OrderBy(row => row.PersonId).ToListAsync(cancellationToken)],
            [.. await context.Associations.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellationToken)],
            [.. (await context.Assignments.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellationToken)).Select(row =>
                new Assignment(row.PersonId, row.Role, row.OrgUnitId, row.AssociationId, row.EducatorId, row.From, row.To))],
            [.. (await context.Substitutions.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellationToken)).Select(row =>
                new Substitution(row.AbsentId, row.SubstituteId, row.From, row.To, row.Basis))])
        {
            Sittings = [.. await context.Sittings.AsNoTracking().OrderBy(row => row.OrgUnitId).ThenBy(row => row.Body).ThenBy(row => row.Day).ToListAsync(cancellationToken)],
        };
    }

    /// <summary>Puts a whole directory in place of the one there.</summary>
    public async Task ReplaceAsync(DirectoryData data, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await RaiseAsync(context, cancellationToken);
        await context.Sittings.ExecuteDeleteAsync(cancellationToken);
        await context.Substitutions.ExecuteDeleteAsync(cancellationToken);
        await context.Assignments.ExecuteDeleteAsync(cancellationToken);
        await context.Associations.ExecuteDeleteAsync(cancellationToken);
        await context.Educators.ExecuteDeleteAsync(cancellationToken);
        await context.People.ExecuteDeleteAsync(cancellationToken);
        await context.OrgUnits.ExecuteDeleteAsync(cancellationToken);
        context.AddRange(data.Units.Select(ToRow));
        context.AddRange(data.People);
        context.AddRange(data.Educators);
        context.AddRange(data.Associations);
        context.AddRange(data.Assignments.Select(ToRow));
        context.AddRange(data.Substitutions.Select(ToRow));
        context.AddRange(data.Sittings);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Adds a role or a cover.</summary>
    public async Task AddAsync(IEnumerable<Assignment> assignments, IEnumerable<Substitution> substitutions, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await RaiseAsync(context, cancellationToken);
        context.AddRange(assignments.Select(ToRow));
        context.AddRange(substitutions.Select(ToRow));
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<long> RevisionAsync(IomDbContext context, CancellationToken cancellationToken)
    {
        var value = await context.Settings.AsNoTracking()
            .Where(setting => setting.Key == RevisionKey).Select(setting => setting.Value).FirstOrDefaultAsync(cancellationToken);
        return value is null ? 0 : long.Parse(value, CultureInfo.InvariantCulture);
    }

    /// <summary>Counts in the database and first of all: two changes at the same instant wait for each other, and each is seen by every host.</summary>
    private static Task<int> RaiseAsync(IomDbContext context, CancellationToken cancellationToken) => context.Database.ExecuteSqlAsync(
        $"""
        INSERT INTO settings (key, value) VALUES ({RevisionKey}, '1')
        ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(settings.value AS bigint) + 1 AS text)
        """,
        cancellationToken);

    private static OrgUnit ToUnit(OrgUnitRow row) => new(
        row.Id, row.ParentId, row.Code, row.Level, row.Type, row.Name,
        new CalendarChoice(row.ZoneId, Enum.Parse<WorkWeek>(row.Week), row.RegionalHolidays, row.AcademicShape))
    {
        Attributes = row.Attributes,
    };

    private static OrgUnitRow ToRow(OrgUnit unit) => new()
    {
        Id = unit.Id,
        ParentId = unit.ParentId,
        Code = unit.Code,
        Level = unit.Level,
        Type = unit.Type,
        Name = unit.Name,
        ZoneId = unit.Calendar.ZoneId,
        Week = unit.Calendar.Week.ToString(),
        RegionalHolidays = unit.Calendar.RegionalHolidays,
        AcademicShape = unit.Calendar.AcademicShape,
        Attributes = unit.Attributes,
    };

    private static AssignmentRow ToRow(Assignment assignment) => new()
    {
        PersonId = assignment.PersonId,
        Role = assignment.Role,
        OrgUnitId = assignment.OrgUnitId,
        AssociationId = assignment.AssociationId,
        EducatorId = assignment.EducatorId,
        From = assignment.From,
        To = assignment.To,
    };

    private static SubstitutionRow ToRow(Substitution substitution) => new()
    {
        AbsentId = substitution.AbsentId,
        SubstituteId = substitution.SubstituteId,
        From = substitution.From,
        To = substitution.To,
        Basis = substitution.Basis,
    };
}
