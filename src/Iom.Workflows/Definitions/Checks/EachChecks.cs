using Iom.Workflows.Authoring;
using Iom.Workflows.Definitions.Reading;

namespace Iom.Workflows.Definitions.Checks;

/// <summary>Slots with several items: votes, rows, days.</summary>
internal static class EachChecks
{
    public static void Check(ProcessPlan plan, StagePlan stage, SlotPlan slot, string path, string where, ReadingContext context)
    {
        if (slot.Each is null)
        {
            if (slot.Into is not null || slot.Enough != Enough.All)
            {
                context.Fault(context.At(path + (slot.Into is null ? ".enough" : ".into")), "misplaced_enough", where, "«enough» и «into» бывают только вместе с «each».");
            }
        }

        if (slot.Each is EachPlan.Rows { Table: var table })
        {
            CheckRows(plan, slot, table, path, where, context);
        }

        if ((slot.Into is not null || slot.Each is EachPlan.Rows)
            && slot.Fields.FirstOrDefault(field => field.Type is FieldType.Table or FieldType.MultiChoice or FieldType.PlannedYears) is { } wide)
        {
            context.Fault(context.At($"{path}.fields.{wide.Key}"), "misplaced_type", where, $"поле «{wide.Title}» не помещается в строку таблицы: здесь бывают только простые поля.");
        }

        if (slot.Kind == SlotKind.PlanItems && slot.Each is not EachPlan.Rows)
        {
            context.Fault(context.At(path + ".kind"), "missing_each", where, "отчёт о каждом мероприятии (plan_items) ведут по строкам плана: «each: { rows: ключ таблицы }».");
        }

        if (slot.Kind == SlotKind.Notice && slot.Deadline is not null)
        {
            context.Fault(context.At(path + ".deadline"), "misplaced_deadline", where, "сообщение ответа не ждёт, срок ему не нужен.");
        }

        if (slot.Vote is { } vote)
        {
            CheckVote(stage, slot, vote, path, where, context);
        }
    }

    private static void CheckRows(ProcessPlan plan, SlotPlan slot, string table, string path, string where, ReadingContext context)
    {
        var tables = plan.AllStages.SelectMany(other => other.Slots).SelectMany(other => other.Fields)
            .Where(field => field.Type == FieldType.Table).Select(field => field.Key).ToHashSet(StringComparer.Ordinal);
        if (!tables.Contains(table))
        {
            context.Fault(context.At(path + ".each"), "unknown_table", where, $"таблицы «{table}» в документе нет.{Suggestion.For(table, tables)}");
        }

        if (slot.Into is not null)
        {
            context.Fault(context.At(path + ".into"), "misplaced_into", where, "ответы по строкам и так пишутся в свои строки, «into» здесь не нужно.");
        }
    }

    private static void CheckVote(StagePlan stage, SlotPlan slot, VotePlan vote, string path, string where, ReadingContext context)
    {
        if (slot.Deadline is null)
        {
            context.Fault(context.At(path + ".deadline"), "vote_without_deadline", where, "голосованию нужен последний день: в этот день подсчитывают поданные голоса.");
        }

        if (slot.Each is not EachPlan.People)
        {
            context.Fault(context.At(path + ".each"), "misplaced_each", where, "голосуют всегда лично: «each» у голосования не меняют.");
        }

        // In order, what follows the vote is asked after it in every round.
        if (vote.RepeatsWithoutQuorum && stage.Slots.Length > 1 && !(stage.Policy.Kind == PolicyKind.InOrder && stage.Slots[0] == slot))
        {
            context.Fault(context.At(path + ".vote"), "repeats_with_others", where, "повторное голосование начинает новый круг этапа; другие задания могут стоять только после него, по порядку («policy: in_order»).");
        }
    }
}
