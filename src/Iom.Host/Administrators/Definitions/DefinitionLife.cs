using System.Collections.Immutable;
using Iom.Host.Http;
using Iom.Workflows.Authoring;
using Iom.Workflows.Definitions;
using Iom.Workflows.Definitions.Layers;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Iom.Host.Administrators.Definitions;

/// <summary>Questions about a definition that need its versions, its levels and the directory together.</summary>
public sealed class DefinitionLife(
    IDbContextFactory<IomDbContext> contexts, PlanStore plans, DraftStore drafts, IRosterSource rosters, DefinitionAccess access)
{
    /// <summary>Who lives by a definition.</summary>
    /// <param name="Organisations">Organisations at and below its scope for which it is the nearest one.</param>
    /// <param name="Elsewhere">Organisations there that have a nearer one, for everybody in them.</param>
    /// <param name="Running">Running routes of any of its versions; they stay with theirs.</param>
    /// <param name="Below">Definitions that extend it, directly or not.</param>
    public sealed record Affected(int Organisations, int Elsewhere, int Running, ImmutableArray<Lower> Below);

    /// <summary>A definition below.</summary>
    public sealed record Lower(string Key, string Title, int Running);

    /// <summary>What became of beginning a draft.</summary>
    /// <param name="Draft">The draft; with <paramref name="Why"/>: the one that stands in the way.</param>
    /// <param name="Why">Null: begun.</param>
    public sealed record Beginning(Draft? Draft, Refusal? Why);

    /// <summary>The text of a published version; null: there is none.</summary>
    public async Task<string?> TextAsync(string key, int version, CancellationToken cancellationToken) =>
        await plans.SourcesAsync(key, version, cancellationToken) is [var own, ..] ? own.Text : null;

    public async Task<ResolvedDefinition?> VersionAsync(string key, int version, CancellationToken cancellationToken) =>
        ResolvedDefinition.Of(await plans.SourcesAsync(key, version, cancellationToken), key);

    /// <summary>The draft over what is in force above it.</summary>
    public async Task<ResolvedDefinition?> ResolveAsync(Draft draft, CancellationToken cancellationToken) =>
        ResolvedDefinition.Of(await AroundAsync(draft.Text, draft.Key, draft.Scope, cancellationToken), draft.Key);

    /// <summary>What a new edition above means for the newest version; null: nothing above is newer than what it was adopted over.</summary>
    public async Task<Merge?> AdoptionAsync(string key, CancellationToken cancellationToken)
    {
        if (await access.NewestAsync(key, cancellationToken) is not { } plan || plan.Extends.IsEmpty)
        {
            return null;
        }

        var stored = await plans.SourcesAsync(key, plan.Version, cancellationToken);
        var above = await AboveNowAsync(plan, stored[0], cancellationToken);
        return above.IsEmpty ? null : Merge.Onto(stored[0], [.. stored.Skip(1)], above);
    }

    /// <summary>Whether something above is newer than what the newest version was adopted over.</summary>
    public async Task<bool> HasNewerAboveAsync(string key, CancellationToken cancellationToken) =>
        await access.NewestAsync(key, cancellationToken) is { Extends.IsEmpty: false } plan
        && await plans.SourcesAsync(key, plan.Version, cancellationToken) is [var own, ..]
        && !(await AboveNowAsync(plan, own, cancellationToken)).IsEmpty;

    /// <summary>Definitions the reader may look behind of which no version is in force yet.</summary>
    public async Task<IReadOnlyList<ProcessPlan>> WaitingAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var keys = await context.Definitions.AsNoTracking().Select(row => row.Key).Distinct().ToListAsync(cancellationToken);
        var inForce = (await plans.CurrentAsync(cancellationToken)).Select(plan => plan.Key);
        var waiting = new List<ProcessPlan>();
        foreach (var key in keys.Except(inForce).Order(StringComparer.Ordinal))
        {
            if (await access.MayReadAsync(key, cancellationToken) && await access.NewestAsync(key, cancellationToken) is { } plan)
            {
                waiting.Add(plan);
            }
        }

        return waiting;
    }

    public async Task<Affected> AffectedAsync(string key, string? scope, CancellationToken cancellationToken)
    {
        var roster = await rosters.CurrentAsync(cancellationToken);
        var current = await plans.CurrentAsync(cancellationToken);
        // A nearer definition for some of the people leaves the others to this one.
        var nearer = current.Where(plan => plan.Key != key && ReferenceEquals(plan.AppliesTo, Condition.Always)).Select(plan => plan.Scope).OfType<string>().ToHashSet();
        var within = roster.Units.Where(one => one.Level == OrgLevels.Organisation).Select(one => CodesUpTo(roster, one.Id, scope)).OfType<List<string>>().ToList();
        var elsewhere = within.Count(codes => codes.Exists(nearer.Contains));
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var running = await context.Pathways.AsNoTracking().Where(row => row.Status == nameof(PathwayStatus.Running))
            .GroupBy(row => row.DefinitionKey).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var below = current.Where(plan => plan.Extends.Contains(key))
            .Select(plan => new Lower(plan.Key, plan.Title, running.GetValueOrDefault(plan.Key)));
        return new Affected(within.Count - elsewhere, elsewhere, running.GetValueOrDefault(key), [.. below]);
    }

    /// <summary>Begins a draft: from a published version (an old one: that is rolling back), or of a new definition.</summary>
    public async Task<Beginning> BeginAsync(string key, int? fromVersion, string? text, int personId, CancellationToken cancellationToken)
    {
        if (await access.NewestAsync(key, cancellationToken) is { } newest)
        {
            if (!await access.MayEditAsync(newest.Scope, cancellationToken))
            {
                return await access.MayReadAsync(key, cancellationToken) ? No("not_allowed", RefusalKind.Forbidden) : No("definition_unknown", RefusalKind.NotFound);
            }

            var from = fromVersion ?? newest.Version;
            return (text ?? await TextAsync(key, from, cancellationToken)) is not { } found
                ? No("version_unknown", RefusalKind.NotFound)
                : await CreateAsync(key, DefinitionHead.WithVersion(found, newest.Version + 1), from, newest.Scope, personId, cancellationToken);
        }

        if (!DefinitionHead.IsKey(key) || text is null)
        {
            return text is null ? No("definition_unknown", RefusalKind.NotFound) : No("definition_key", RefusalKind.Invalid);
        }

        var scope = DefinitionHead.Read(text)?.Scope;
        return await access.MayEditAsync(scope, cancellationToken)
            ? await CreateAsync(key, text, null, scope, personId, cancellationToken)
            : No("not_allowed", RefusalKind.Forbidden);
    }

    /// <summary>Codes of a unit and of those above it that are nearer than a scope; null: it is not within the scope.</summary>
    private static List<string>? CodesUpTo(Roster roster, int unit, string? scope)
    {
        var codes = roster.UnitAndAbove(unit).ToArray().Select(one => roster.Unit(one).Code).ToList();
        return scope is null ? codes : codes.IndexOf(scope) is >= 0 and var at ? codes[..at] : null;
    }

    private async Task<Beginning> CreateAsync(string key, string text, int? from, string? scope, int personId, CancellationToken cancellationToken)
    {
        if (DefinitionHead.Unkeepable(key, text) is { } fault)
        {
            return new Beginning(null, new Refusal(fault.Code, RefusalKind.Invalid, fault.Sentence));
        }

        return await drafts.CreateAsync(key, text, from, scope, personId, cancellationToken) switch
        {
            DraftSave.Saved(var draft) => new Beginning(draft, null),
            DraftSave.Conflict(var current) => new Beginning(
                await access.MayEditAsync(current?.Scope, cancellationToken) ? current : null, HostRefusals.Of("draft_exists", RefusalKind.Conflict)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>What stands above on the day a version comes into force, or today when that is past; empty: the same as it was adopted over.</summary>
    private async Task<ImmutableArray<SourceFile>> AboveNowAsync(ProcessPlan plan, SourceFile own, CancellationToken cancellationToken)
    {
        var today = await plans.TodayAsync(plan.Scope, cancellationToken);
        var from = (await plans.VersionsAsync(plan.Key, cancellationToken))[0].InForceFrom ?? today;
        var above = await plans.AboveAsync(DefinitionHead.Read(own.Text), from > today ? from : today, cancellationToken);
        var stored = await plans.SourcesAsync(plan.Key, plan.Version, cancellationToken);
        return stored.Skip(1).SequenceEqual(above) ? [] : [.. above];
    }

    private async Task<ImmutableArray<SourceFile>> AroundAsync(string text, string key, string? scope, CancellationToken cancellationToken) =>
    [
        new SourceFile($"{key}.yaml", text),
        .. await plans.AboveAsync(DefinitionHead.Read(text), await plans.TodayAsync(scope, cancellationToken), cancellationToken),
    ];

    private static Beginning No(string code, RefusalKind kind) => new(null, HostRefusals.Of(code, kind));
}
