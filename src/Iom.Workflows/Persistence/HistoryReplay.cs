using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Iom.Workflows.Engine;
using Iom.Workflows.Persistence.Rows;
using Microsoft.EntityFrameworkCore;

namespace Iom.Workflows.Persistence;

/// <summary>Checks a pathway against its history: the chain of hashes, and the state that its facts make.</summary>
public sealed class HistoryReplay(IDbContextFactory<IomDbContext> contexts)
{
    /// <returns>Faults found, as sentences for an engineer; empty when all is well.</returns>
    public async Task<IReadOnlyList<string>> CheckAsync(Guid pathwayId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        while (true)
        {
            var (revision, faults) = await CheckAsync(context, pathwayId, cancellationToken);
            if (faults.Count == 0 || revision == await RevisionAsync(context, pathwayId, cancellationToken))
            {
                return faults;
            }

            // Somebody committed between the reading of two tables: what looks like a fault may be none.
        }
    }

    /// <summary>The state that stored facts make.</summary>
    public static PathwayState Fold(IEnumerable<HistoryRow> history) =>
        Evolution.Fold(history.SelectMany(row => Facts(row)));

    /// <summary>The facts of one row.</summary>
    /// <exception cref="JsonException">The row is not what the program wrote.</exception>
    public static ImmutableArray<Effect> Facts(HistoryRow row) => Facts(row.Body);

    internal static ImmutableArray<Effect> Facts(string body) =>
        JsonSerializer.Deserialize(body, EngineJson.Stored.HistoryBody)?.Facts ?? throw new JsonException("An empty history row.");

    private static async Task<(long Revision, List<string> Faults)> CheckAsync(IomDbContext context, Guid pathwayId, CancellationToken cancellationToken)
    {
        var pathway = await context.Pathways.AsNoTracking().SingleAsync(row => row.Id == pathwayId, cancellationToken);
        var document = await context.Documents.AsNoTracking().SingleAsync(row => row.PathwayId == pathwayId, cancellationToken);
        var history = await context.History.AsNoTracking()
            .Where(row => row.PathwayId == pathwayId).OrderBy(row => row.Revision).ToListAsync(cancellationToken);
        var revisions = await context.DocumentRevisions.AsNoTracking()
            .Where(row => row.PathwayId == pathwayId).OrderBy(row => row.Number).ToListAsync(cancellationToken);
        var faults = new List<string>();
        CheckChain(pathway, history, faults);
        if (faults.Count == 0)
        {
            // Only facts that are as they were written can be asked what they make.
            CheckFacts(pathway, document, history, revisions, faults);
        }

        return (pathway.Revision, faults);
    }

    private static Task<long> RevisionAsync(IomDbContext context, Guid pathwayId, CancellationToken cancellationToken) =>
        context.Pathways.AsNoTracking().Where(row => row.Id == pathwayId).Select(row => row.Revision).SingleAsync(cancellationToken);

    private static void CheckFacts(
        PathwayRow pathway, DocumentRow document, List<HistoryRow> history, List<DocumentRevisionRow> revisions, List<string> faults)
    {
        var facts = history.SelectMany(row => Facts(row)).ToList();
        var state = Evolution.Fold(facts);
        if (JsonSerializer.Serialize(state, EngineJson.Stored.PathwayState) != pathway.State)
        {
            faults.Add("The facts of the history make another state than the one stored.");
        }

        var plan = facts.Select(fact => fact switch
        {
            Effect.PlanChanged changed => (changed.ToKey, changed.ToVersion),
            Effect.MigrationUndone undone => (undone.ToKey, undone.ToVersion),
            _ => ((string, int)?)null,
        }).LastOrDefault(plan => plan is not null);
        if (plan is not null && plan != (pathway.DefinitionKey, pathway.DefinitionVersion))
        {
            faults.Add("The history leads to another plan than the one the pathway runs on.");
        }

        if (facts.OfType<Effect.RuntimeChanged>().LastOrDefault() is { } handed && handed.To != pathway.Runtime)
        {
            faults.Add("The history leads to another runtime than the one that carries the pathway.");
        }

        if (state.Document.ToCanonicalJson() != document.Body)
        {
            faults.Add("The facts of the history make another document than the one stored.");
        }

        if (!facts.OfType<Effect.RevisionSealed>().Select(fact => (fact.Number, fact.Sha256)).SequenceEqual(revisions.Select(row => (row.Number, row.Sha256))))
        {
            faults.Add("The sealed revisions are not those that the history tells of.");
        }

        faults.AddRange(revisions
            .Where(row => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(row.Body))) != row.Sha256)
            .Select(row => $"The text of revision {row.Number} does not match its hash."));
    }

    private static void CheckChain(PathwayRow pathway, List<HistoryRow> history, List<string> faults)
    {
        var previous = HashChain.Start;
        for (var i = 0; i < history.Count; i++)
        {
            var row = history[i];
            if (row.Revision != i + 1)
            {
                faults.Add($"Revision {i + 1} is missing.");
            }

            if (row.PreviousHash != previous
                || row.Hash != HashChain.Next(previous, row.PathwayId, row.Revision, row.At, row.Actor, row.Kind, row.Body, row.OperationId, row.Fingerprint))
            {
                faults.Add($"Revision {row.Revision} was changed after it was written.");
            }

            previous = row.Hash;
        }

        if (pathway.ChainHash != previous || pathway.Revision != history.Count)
        {
            faults.Add("The history does not end where the pathway stands.");
        }
    }
}
