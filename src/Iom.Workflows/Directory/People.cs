using System.Collections.Immutable;

namespace Iom.Workflows.Directory;

/// <summary>Somebody the directory knows: an educator, a methodologist, an administrator.</summary>
/// <param name="Id">Number in the directory.</param>
/// <param name="FullName">Фамилия Имя Отчество.</param>
/// <param name="Email">Where mail goes; also the sign-in name.</param>
/// <param name="OrgUnitId">Where the person works.</param>
/// <param name="Position">Post, in Russian, as printed on documents.</param>
public sealed record Person(int Id, string FullName, string Email, int OrgUnitId, string Position)
{
    /// <summary>Иванова И. И.</summary>
    public string ShortName
    {
        get
        {
            var parts = FullName.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return parts.Length < 2 ? FullName : $"{parts[0]} {string.Concat(parts.Skip(1).Select(part => $"{part[0]}. ")).TrimEnd()}";
        }
    }
}

/// <summary>The facts about a person who may hold an ИОМ; conditions of definitions are asked about them.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Category"><c>teacher</c>, <c>kindergarten_teacher</c>, <c>college_teacher</c>, <c>head</c>, <c>deputy</c> …</param>
/// <param name="Subject">Leading subject or field of work, in Russian.</param>
/// <param name="AssociationId">Methodical association; null: none.</param>
/// <param name="Leader">Head or deputy: «управленческие кадры».</param>
/// <param name="TenureSince">Start of pedagogical service (local date).</param>
/// <param name="Track">Degree the educator goes for (seed 000); null: none.</param>
/// <param name="Qualification">Category and education, as printed; null: unknown.</param>
public sealed record Educator(
    int PersonId,
    string Category,
    string Subject,
    int? AssociationId,
    bool Leader,
    DateOnly TenureSince,
    string? Track = null,
    string? Qualification = null)
{
    /// <summary>Further facts that definitions may ask about: <c>born</c>, <c>qualification</c>, <c>post_since</c> …; dates as yyyy-MM-dd.</summary>
    public ImmutableSortedDictionary<string, string> Attributes { get; init; } = NoAttributes.Value;
}

/// <summary>A methodical association (МО, ЦК) of a unit.</summary>
public sealed record Association(int Id, int OrgUnitId, string Name);

/// <summary>A role held for a period.</summary>
/// <param name="PersonId">Who holds it.</param>
/// <param name="Role">One of <see cref="Roles"/> or a role of the definition's own.</param>
/// <param name="OrgUnitId">Where.</param>
/// <param name="AssociationId">For <see cref="Roles.AssociationLead"/>: which association.</param>
/// <param name="EducatorId">For roles towards one educator (mentor, tutor): whose.</param>
/// <param name="From">First day (local), inclusive; null: always was.</param>
/// <param name="To">Last day (local), inclusive; null: open.</param>
public sealed record Assignment(
    int PersonId,
    string Role,
    int OrgUnitId,
    int? AssociationId = null,
    int? EducatorId = null,
    DateOnly? From = null,
    DateOnly? To = null)
{
    public bool HoldsOn(DateOnly day) => (From is null || From <= day) && (To is null || day <= To);
}

/// <summary>Cover for an absence: while it lasts, the substitute may do all that the absent person may do on their items.</summary>
/// <param name="AbsentId">Who is away.</param>
/// <param name="SubstituteId">Who covers.</param>
/// <param name="From">First day (local), inclusive.</param>
/// <param name="To">Last day (local), inclusive.</param>
/// <param name="Basis">The order, as printed; null: none given.</param>
public sealed record Substitution(int AbsentId, int SubstituteId, DateOnly From, DateOnly To, string? Basis = null)
{
    public bool HoldsOn(DateOnly day) => From <= day && day <= To;
}

/// <summary>Roles that the program itself knows something about; definitions may use others freely.</summary>
public static class Roles
{
    public const string Administrator = "administrator";
    public const string AssociationLead = "association_lead";
    public const string Coordinator = "coordinator";
    public const string Deputy = "deputy_academic";
    public const string Head = "head";
    public const string Mentor = "mentor";
    public const string Methodologist = "methodologist";
    public const string SeniorEducator = "senior_educator";
    public const string Tutor = "tutor";
}
