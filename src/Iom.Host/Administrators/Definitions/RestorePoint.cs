using Iom.Host.Http;
using Iom.Host.Identity;
using Iom.Workflows.Authoring.Editing;
using Iom.Workflows.Definitions.Layers;
using Iom.Workflows.Engine;
using Iom.Workflows.Persistence;

namespace Iom.Host.Administrators.Definitions;

/// <summary>Takes one value of a level back to what stands above: in the draft that is there, or in one begun for it.</summary>
public sealed class RestorePoint(DefinitionAccess access, DefinitionLife life, DraftStore drafts, CurrentPerson me)
{
    /// <returns>Why not; null: the draft has it now.</returns>
    public async Task<Refusal?> RestoreAsync(string key, string path, CancellationToken cancellationToken)
    {
        if (await access.EditableAsync(key, cancellationToken) is not { } draft)
        {
            var begun = await life.BeginAsync(key, null, null, me.Id, cancellationToken);
            if (begun.Draft is not { } fresh || begun.Why is not null)
            {
                return begun.Why;
            }

            draft = fresh;
        }

        if (Restore.Apply(draft.Text, path) is not YamlEditResult.Done(var text))
        {
            return HostRefusals.Of("restore_by_hand", RefusalKind.Conflict);
        }

        return await drafts.SaveAsync(key, text, draft.Revision, me.Id, cancellationToken) is DraftSave.Saved
            ? null : HostRefusals.Of("draft_changed", RefusalKind.Conflict);
    }
}
