using Iom.Host.Resources;

namespace Iom.Host.Work;

/// <summary>How much time is left, in words: «осталось 2 рабочих дня», «сегодня последний день», «просрочено на 3 рабочих дня».</summary>
public static class DueWords
{
    public static string Of(WorkItemLine line)
    {
        if (line.DueOn is not { } due || line.WorkingDaysLeft is not { } left)
        {
            return Texts.Of("due_none");
        }

        if (line.Overdue)
        {
            return left < 0 ? Texts.Of("due_late", Texts.Count("working_days", left)) : Texts.Of("due_late_weekend");
        }

        return left == 0
            ? Texts.Of("due_today")
            : Texts.Of("due_left", Texts.Form("left_verb", left), Texts.Count("working_days", left), due.ToString("d MMMM", Texts.Russian));
    }
}
