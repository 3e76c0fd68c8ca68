using System.Collections.Immutable;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Persistence.Migrating;

/// <summary>A migration of many pathways, with what became of each.</summary>
/// <param name="Plan">How they are carried over.</param>
/// <param name="CreatedBy">Whose decision it is.</param>
/// <param name="CreatedAt">When the dry run was made, UTC.</param>
public sealed record MigrationBatch(
    Guid Id, MigrationPlan Plan, BatchStatus Status, int CreatedBy, DateTimeOffset CreatedAt, ImmutableArray<MigrationRoute> Routes)
{
    public int Count(RouteStatus status) => Routes.Count(route => route.Status == status);
}

/// <summary>A migration in a list.</summary>
/// <param name="FromVersion">Of the definition.</param>
/// <param name="Units">Whose pathways it holds.</param>
/// <param name="Routes">Number of pathways.</param>
/// <param name="Applied">Of these, carried over and not taken back.</param>
public sealed record MigrationSummary(
    Guid Id, int FromVersion, int ToVersion, BatchStatus Status, int CreatedBy, DateTimeOffset CreatedAt, ImmutableArray<int> Units, int Routes, int Applied);

/// <summary>One pathway of a batch.</summary>
/// <param name="Code">Of the refusal; null: there was none.</param>
/// <param name="Sentence">Of the refusal, in Russian.</param>
/// <param name="Preview">What the dry run found.</param>
public sealed record MigrationRoute(
    Guid PathwayId, int SubjectId, int OrgUnitId, RouteStatus Status, string? Code, string? Sentence, RoutePreview Preview);

/// <summary>Life of a batch; stored by name.</summary>
public enum BatchStatus
{
    /// <summary>A dry run; nothing was changed.</summary>
    Planned,
    Applying,
    Applied,
    Undoing,
    Undone,
}

/// <summary>Where a pathway of a batch stands; stored by name.</summary>
public enum RouteStatus
{
    /// <summary>It can be carried over.</summary>
    Ready,

    /// <summary>It cannot, or could not any more when its turn came.</summary>
    Blocked,
    Applied,

    /// <summary>Taken back.</summary>
    Undone,

    /// <summary>It stays on the new plan: something happened since.</summary>
    Settled,
}
