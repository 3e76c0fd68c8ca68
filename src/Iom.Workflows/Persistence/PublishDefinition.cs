using System.Collections.Immutable;
using System.Text.Json;
using Iom.Workflows.Authoring;
using Iom.Workflows.Definitions;
using Iom.Workflows.Definitions.Layers;
using Iom.Workflows.Directory;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence.Rows;
using Microsoft.EntityFrameworkCore;

namespace Iom.Workflows.Persistence;

/// <summary>From a draft to a published version: everything that speaks against it is told at once, and then it is one transaction.</summary>
public sealed class PublishDefinition(
    IDbContextFactory<IomDbContext> contexts, PlanStore plans, DraftStore drafts, IRosterSource rosters, PlanProof proof, TimeProvider time)
{
    private const int MostNumber = 60;
    private const int MostNote = 2000;

    /// <summary>Pages ask again and again about the same draft; a proof walks through thousands of states.</summary>
    private volatile LastProof? last;

    /// <summary>Reads a draft over what is in force above it.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="order">From when; null: as of today, and nothing is asked about the order.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<DraftCheck> CheckAsync(Draft draft, PublishOrder? order, CancellationToken cancellationToken)
    {
        var versions = await plans.VersionsAsync(draft.Key, cancellationToken);
        var today = await plans.TodayAsync(draft.Scope, cancellationToken);
        var name = $"{draft.Key}.yaml";
        var head = DefinitionHead.Read(draft.Text);
        var text = head is not null && versions.Count > 0 && head.Version <= versions[0].Version
            ? DefinitionHead.WithVersion(draft.Text, versions[0].Version + 1) : draft.Text;
        ImmutableArray<SourceFile> files = [new SourceFile(name, text), .. await plans.AboveAsync(head, order?.InForceFrom ?? today, cancellationToken)];
        var set = DefinitionLoader.Load(files);
        var plan = set.Plans.FirstOrDefault(one => one.Files[0] == name);
        List<SourceFault> faults = [.. set.Faults.Where(fault => fault.File == name), .. Identity(draft, head, name)];
        if (order is not null)
        {
            faults.AddRange(OrderFaults(order, today, name));
        }

        var proven = plan is null ? null : await ProveAsync(plan, order?.InForceFrom ?? today, cancellationToken);
        faults.AddRange(proven?.Faults ?? []);
        var warnings = await WarningsAsync(draft, order, versions, files, cancellationToken);
        return new DraftCheck(files, faults.Count == 0 ? plan : null, [.. faults], [.. warnings, .. proven?.Warnings ?? []], proven?.Vacancies ?? []);
    }

    /// <param name="key">Of the draft.</param>
    /// <param name="expectedRevision">Which the administrator saw.</param>
    /// <param name="personId">Who publishes.</param>
    /// <param name="order">From when and by which order.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<PublishAnswer> PublishAsync(string key, int expectedRevision, int personId, PublishOrder order, CancellationToken cancellationToken)
    {
        if (await drafts.FindAsync(key, cancellationToken) is not { } draft || draft.Revision != expectedRevision)
        {
            return new PublishAnswer.Conflict(await drafts.FindAsync(key, cancellationToken));
        }

        var check = await CheckAsync(draft, order, cancellationToken);
        if (check.Plan is not { } plan)
        {
            return new PublishAnswer.Refused(check);
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (!await DraftStore.CloseAsync(context, key, expectedRevision, plan.Version, cancellationToken))
        {
            return new PublishAnswer.Conflict(await drafts.FindAsync(key, cancellationToken));
        }

        context.Add(new DefinitionRow
        {
            Key = plan.Key,
            Version = plan.Version,
            Hash = plan.Hash,
            Sources = JsonSerializer.Serialize([.. check.Files], EngineJson.Stored.SourceFiles),
            PublishedAt = time.GetUtcNow(),
            PublishedBy = personId,
            InForceFrom = order.InForceFrom,
            OrderNumber = order.OrderNumber,
            OrderDate = order.OrderDate,
            Note = order.Note,
        });
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested)
        {
            // Another host published that version at the same instant; the draft is still there.
            await transaction.RollbackAsync(cancellationToken);
            return new PublishAnswer.Conflict(await drafts.FindAsync(key, cancellationToken));
        }

        plans.Forget();
        return new PublishAnswer.Published(plan);
    }

    private async Task<Proven> ProveAsync(ProcessPlan plan, DateOnly day, CancellationToken cancellationToken)
    {
        var roster = await rosters.CurrentAsync(cancellationToken);
        if (last is { } known && known.Hash == plan.Hash && known.Day == day && known.Roster == roster)
        {
            return known.Result;
        }

        var result = await Task.Run(() => proof(plan, roster, day, cancellationToken), cancellationToken);
        last = new LastProof(plan.Hash, day, roster, result);
        return result;
    }

    private static IEnumerable<SourceFault> Identity(Draft draft, DefinitionHead? head, string name)
    {
        if (head is not null && head.Key != draft.Key)
        {
            yield return Fault(name, "draft_key_changed", $"Это черновик положения «{draft.Key}», а в тексте стоит «key: {head.Key}». Верните прежний ключ или начните отдельный черновик.");
        }

        if (head is not null && head.Scope != draft.Scope)
        {
            yield return Fault(name, "draft_scope_changed", draft.Scope is { } scope
                ? $"Черновик принадлежит «{scope}», а в тексте другое «scope». Верните «scope: {scope}»."
                : "Это общее положение, а в тексте указан «scope». Уберите его или начните отдельный черновик для этой организации.");
        }
    }

    private static IEnumerable<SourceFault> OrderFaults(PublishOrder order, DateOnly today, string name)
    {
        if (order.InForceFrom < today)
        {
            yield return Fault(name, "in_the_past", $"Положение не может вступить в силу задним числом: {order.InForceFrom:dd.MM.yyyy} уже прошло, сегодня {today:dd.MM.yyyy}.");
        }

        if (order.OrderNumber is { Length: > MostNumber } || order.Note is { Length: > MostNote })
        {
            yield return Fault(name, "too_long", $"Номер приказа — не длиннее {MostNumber} знаков, пояснение — не длиннее {MostNote}.");
        }

        if (DefinitionHead.Unkeepable(name, order.OrderNumber + order.Note) is not null)
        {
            yield return Fault(name, "bad_character", "В номере приказа или пояснении стоит служебный символ, которого не видно. Наберите их заново.");
        }
    }

    private async Task<ImmutableArray<string>> WarningsAsync(
        Draft draft, PublishOrder? order, IReadOnlyList<PublishedVersion> versions, ImmutableArray<SourceFile> files, CancellationToken cancellationToken)
    {
        var warnings = new List<string>();
        if (versions.Count > 0 && draft.BaseVersion is { } began && began < versions[0].Version)
        {
            warnings.Add($"Черновик начат с редакции {began}, а с тех пор опубликована редакция {versions[0].Version}. Сравните их, чтобы не потерять её изменения.");
        }

        if (order is not null && versions.FirstOrDefault(version => version.InForceFrom > order.InForceFrom) is { InForceFrom: { } later } waiting)
        {
            warnings.Add($"Редакция {waiting.Version} назначена на {later:dd.MM.yyyy}. Новая редакция вступит раньше и заменит её: редакция {waiting.Version} не начнёт действовать.");
        }

        if (versions.Count > 0
            && ResolvedDefinition.Of([.. await plans.SourcesAsync(draft.Key, versions[0].Version, cancellationToken)], draft.Key) is { } before
            && ResolvedDefinition.Of(files, draft.Key) is { } after && PlanDiff.Between(before, after).IsEmpty)
        {
            warnings.Add($"По смыслу ничего не изменилось по сравнению с редакцией {versions[0].Version}.");
        }

        var open = (await drafts.CommentsAsync(draft.Key, cancellationToken)).Count(comment => comment.ResolvedBy is null);
        if (open > 0)
        {
            warnings.Add($"Замечаний без ответа: {open}.");
        }

        return [.. warnings];
    }

    private sealed record LastProof(string Hash, DateOnly Day, Roster Roster, Proven Result);

    private static SourceFault Fault(string name, string code, string sentence) => new(name, 0, 0, code, sentence);
}
