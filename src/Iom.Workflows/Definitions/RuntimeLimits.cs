namespace Iom.Workflows.Definitions;

/// <summary>What a guest runtime cannot express, known before anything is run. The native runtime has no limits.</summary>
/// <param name="Path">The point of the plan, by its path.</param>
/// <param name="Where">What it is, for people.</param>
/// <param name="Sentence">Why, and what may be done.</param>
public sealed record RuntimeLimit(string Path, string Where, string Sentence)
{
    public override string ToString() => $"{Where}: {Sentence}";
}

/// <summary>The limits of runtimes over a plan.</summary>
public static class RuntimeLimits
{
    /// <param name="plan">A plan.</param>
    /// <param name="runtime">One of <see cref="RuntimeNames"/>; of an unknown one nothing is known.</param>
    public static IEnumerable<RuntimeLimit> Of(ProcessPlan plan, string runtime)
    {
        if (runtime != RuntimeNames.Elsa)
        {
            yield break;
        }

        foreach (var track in plan.Tracks.Where(track => track.Rows is not null))
        {
            yield return new RuntimeLimit(
                $"tracks.{track.Key}.each", $"Трек «{track.Title}»", "Elsa не умеет вести столько треков, сколько строк в таблице: в её схеме каждая линия нарисована заранее. Уберите «each» или «runtime: elsa».");
        }

        foreach (var trigger in plan.Triggers.Where(trigger => trigger.Stage is not null))
        {
            yield return new RuntimeLimit(
                $"triggers.{trigger.Key}.to", $"Действие «{trigger.Title}»", "Elsa не умеет прервать этап и потом вернуться в него. Начните действием трек («to: { track: … }») или уберите «runtime: elsa».");
        }
    }
}
