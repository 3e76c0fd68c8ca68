using System.Globalization;
using Iom.Host.Resources;
using Iom.Host.Work;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Execution;

namespace Iom.Host.Notifications;

/// <summary>Subject and body of a mail. Names stand in the body only, never in the subject.</summary>
public sealed class MailText(IomOptions options)
{
    public (string Subject, string Body) Compose(Notice notice, StoredPathway pathway, ProcessPlan plan, Roster roster, Person person)
    {
        var item = pathway.State.Item(notice.Item);
        var stage = notice.Stage is { } key ? plan.FindStage(key) : null;
        var step = item is not null && stage is not null && stage.Slots.FirstOrDefault(slot => slot.Key == item.Slot) is { } slot
            ? PartText.Title(slot.Title, item.Part, roster)
            : stage?.Title ?? plan.Title;
        var own = person.Id == notice.SubjectId;
        // The full stop of the initials is also that of the sentence.
        var whose = own ? Texts.Of("mail_own") : Texts.Of("mail_whose", roster.Person(notice.SubjectId)?.ShortName.TrimEnd('.'));
        var due = item?.DueOn is { } day ? Texts.Of("mail_due", day.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("ru-RU"))) : string.Empty;
        var link = notice.Item > 0
            ? $"{options.Mail.BaseAddress?.TrimEnd('/')}/tasks/{notice.PathwayId}/{notice.Item}"
            : $"{options.Mail.BaseAddress?.TrimEnd('/')}/pathways/{notice.PathwayId}";
        return (
            Texts.Of($"mail_subject_{notice.Kind}"),
            Texts.Of("mail_body", Texts.Of($"mail_{notice.Kind}"), step, whose, due, link).Replace("\n\n\n", "\n\n", StringComparison.Ordinal));
    }
}
