using Iom.Workflows.Persistence.Rows;
using Microsoft.EntityFrameworkCore;

namespace Iom.Workflows.Persistence;

/// <summary>
/// Drafts of definitions. A save names the revision it was made on and is written only over that one, so two administrators on one
/// draft never write over each other; every save is kept.
/// </summary>
public sealed class DraftStore(IDbContextFactory<IomDbContext> contexts, TimeProvider time)
{
    /// <returns>The draft; null: there is none.</returns>
    public async Task<Draft?> FindAsync(string key, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await FindAsync(context, key, cancellationToken);
    }

    /// <param name="scopes">Codes of org units; null among them: definitions of no unit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<Draft>> ListAsync(IReadOnlyCollection<string?> scopes, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.DefinitionDrafts.AsNoTracking().OrderBy(row => row.Key).ToListAsync(cancellationToken);
        return [.. rows.Where(row => scopes.Contains(row.Scope)).Select(Draft)];
    }

    /// <summary>Begins a draft.</summary>
    /// <param name="key">Of the definition.</param>
    /// <param name="text">What it begins with.</param>
    /// <param name="baseVersion">The published version the text is from; null: a new definition.</param>
    /// <param name="scope">Code of the org unit whose administrators may work on it.</param>
    /// <param name="personId">Who begins it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A conflict when there is a draft already.</returns>
    public async Task<DraftSave> CreateAsync(string key, string text, int? baseVersion, string? scope, int personId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await FindAsync(context, key, cancellationToken) is { } there)
        {
            return new DraftSave.Conflict(there);
        }

        var last = await context.DefinitionDraftChanges.Where(row => row.Key == key).MaxAsync(row => (int?)row.Revision, cancellationToken) ?? 0;
        var draft = new DefinitionDraftRow
        {
            Key = key,
            BaseVersion = baseVersion,
            Text = text,
            Revision = last + 1,
            Scope = scope,
            EditedBy = personId,
            EditedAt = time.GetUtcNow(),
        };
        context.AddRange(draft, Change(Draft(draft)));
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return new DraftSave.Saved(Draft(draft));
        }
        catch (DbUpdateException)
        {
            if (await FindAsync(key, cancellationToken) is { } current)
            {
                return new DraftSave.Conflict(current);
            }

            throw;
        }
    }

    /// <summary>Puts a text in place of the one there, if that is still the one the editor knew.</summary>
    public async Task<DraftSave> SaveAsync(string key, string text, int expectedRevision, int personId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var now = time.GetUtcNow();
        var hit = await context.DefinitionDrafts.Where(row => row.Key == key && row.Revision == expectedRevision).ExecuteUpdateAsync(
            row => row.SetProperty(draft => draft.Text, text).SetProperty(draft => draft.Revision, expectedRevision + 1)
                .SetProperty(draft => draft.EditedBy, personId).SetProperty(draft => draft.EditedAt, now),
            cancellationToken);
        var draft = await FindAsync(context, key, cancellationToken);
        if (hit == 0 || draft is null)
        {
            return new DraftSave.Conflict(draft);
        }

        context.Add(Change(draft));
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new DraftSave.Saved(draft);
    }

    /// <summary>Takes the draft away; its saves stay in the database.</summary>
    /// <returns>Whether it was still that revision.</returns>
    public async Task<bool> DiscardAsync(string key, int expectedRevision, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (!await CloseAsync(context, key, expectedRevision, version: 0, cancellationToken))
        {
            return false;
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Opens the draft to the people of its scope, or closes it.</summary>
    public async Task OpenForCommentsAsync(string key, bool open, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.DefinitionDrafts.Where(row => row.Key == key)
            .ExecuteUpdateAsync(row => row.SetProperty(draft => draft.OpenForComments, open), cancellationToken);
    }

    /// <summary>The saves of the draft that is there, the last first.</summary>
    public async Task<IReadOnlyList<DraftChange>> ChangesAsync(string key, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.DefinitionDraftChanges.AsNoTracking().Where(row => row.Key == key && row.Version == null)
            .OrderByDescending(row => row.Revision)
            .Select(row => new DraftChange(row.Revision, row.By, row.At, row.Text)).ToListAsync(cancellationToken);
    }

    /// <summary>The remarks on the draft that is there, the first first.</summary>
    public async Task<IReadOnlyList<DraftComment>> CommentsAsync(string key, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.DefinitionComments.AsNoTracking().Where(row => row.Key == key && row.Version == null)
            .OrderBy(row => row.Id)
            .Select(row => new DraftComment(row.Id, row.Path, row.PersonId, row.At, row.Text, row.ResolvedBy)).ToListAsync(cancellationToken);
    }

    public async Task<DraftComment> AddCommentAsync(string key, string? path, int personId, string text, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = new DefinitionCommentRow { Key = key, Path = path, PersonId = personId, At = time.GetUtcNow(), Text = text };
        context.Add(row);
        await context.SaveChangesAsync(cancellationToken);
        return new DraftComment(row.Id, row.Path, row.PersonId, row.At, row.Text, null);
    }

    /// <returns>Whether there is such an open remark.</returns>
    public async Task<bool> ResolveAsync(string key, int comment, int personId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.DefinitionComments.Where(row => row.Key == key && row.Id == comment && row.Version == null && row.ResolvedBy == null)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.ResolvedBy, personId), cancellationToken) > 0;
    }

    /// <summary>Ends a draft inside the caller's transaction: its saves and remarks are kept under what it became.</summary>
    internal static async Task<bool> CloseAsync(IomDbContext context, string key, int expectedRevision, int version, CancellationToken cancellationToken)
    {
        if (await context.DefinitionDrafts.Where(row => row.Key == key && row.Revision == expectedRevision).ExecuteDeleteAsync(cancellationToken) == 0)
        {
            return false;
        }

        await context.DefinitionDraftChanges.Where(row => row.Key == key && row.Version == null)
            .ExecuteUpdateAsync(row => row.SetProperty(change => change.Version, version), cancellationToken);
        await context.DefinitionComments.Where(row => row.Key == key && row.Version == null)
            .ExecuteUpdateAsync(row => row.SetProperty(comment => comment.Version, version), cancellationToken);
        return true;
    }

    private static async Task<Draft?> FindAsync(IomDbContext context, string key, CancellationToken cancellationToken) =>
        await context.DefinitionDrafts.AsNoTracking().FirstOrDefaultAsync(row => row.Key == key, cancellationToken) is { } row ? Draft(row) : null;

    private static Draft Draft(DefinitionDraftRow row) =>
        new(row.Key, row.BaseVersion, row.Text, row.Revision, row.Scope, row.EditedBy, row.EditedAt, row.OpenForComments);

    private static DefinitionDraftChangeRow Change(Draft draft) =>
        new() { Key = draft.Key, Revision = draft.Revision, By = draft.EditedBy, At = draft.EditedAt, Text = draft.Text };
}
