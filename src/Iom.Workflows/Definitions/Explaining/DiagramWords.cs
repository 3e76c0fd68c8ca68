using System.Collections.Immutable;

namespace Iom.Workflows.Definitions.Explaining;

/// <summary>What is written on a diagram and what is said instead of it.</summary>
internal static class DiagramWords
{
    /// <summary>The whole diagram in sentences, for those who cannot see it.</summary>
    public static string Describe(ProcessPlan plan)
    {
        var sentences = new List<string> { PlanTexts.Of("diagram_desc", string.Join(", ", plan.Stages.Select(stage => $"«{stage.Title}»"))) };
        sentences.AddRange(plan.Tracks.Select(track =>
            PlanTexts.Of("diagram_track", track.Title, PlanText.Start(plan, track)) + ". "
            + PlanTexts.Of("diagram_desc", string.Join(", ", track.Stages.Select(stage => $"«{stage.Title}»")))));
        foreach (var stage in plan.AllStages)
        {
            foreach (var transition in stage.Transitions)
            {
                var outcome = Title(stage, transition);
                switch (transition.Target)
                {
                    case TargetKind.Stage:
                        var targets = string.Join(PlanTexts.Of("or"), transition.Stages.Select(key => $"«{plan.Stage(key).Title}»"));
                        sentences.Add(PlanTexts.Of("diagram_desc_return", stage.Title, outcome, targets));
                        break;
                    case TargetKind.NextYear:
                        sentences.Add(PlanTexts.Of("diagram_desc_year", stage.Title, plan.Stage(plan.YearBeginsAt!).Title));
                        break;
                    case TargetKind.Rejected:
                        sentences.Add(PlanTexts.Of("diagram_desc_rejected", stage.Title, outcome));
                        break;
                    case TargetKind.End:
                        sentences.Add(PlanTexts.Of("diagram_desc_end", stage.Title, outcome));
                        break;
                }
            }
        }

        return string.Join(' ', sentences.Distinct());
    }

    /// <summary>Small lines under the name of a stage: its condition, its policy.</summary>
    public static ImmutableArray<string> Notes(StagePlan stage)
    {
        var notes = ImmutableArray.CreateBuilder<string>(2);
        if (!Equals(stage.When, Condition.Always))
        {
            notes.Add(Fit(PlanTexts.Of("diagram_condition", ConditionText.Of(stage.When)), 72));
        }

        if (stage.Slots.Length > 1)
        {
            notes.Add(Fit(PlanText.Policy(stage), 72));
        }

        return notes.DrainToImmutable();
    }

    /// <summary>The label beside the edge where an arrow leaves.</summary>
    public static string Exit(StagePlan stage, TransitionPlan transition) => transition.Target switch
    {
        TargetKind.NextYear => PlanTexts.Of("diagram_next_year"),
        TargetKind.Rejected => Fit(PlanTexts.Of("diagram_exit", Title(stage, transition), PlanTexts.Of("diagram_rejected")), 60),
        TargetKind.End => Fit(PlanTexts.Of("diagram_exit", Title(stage, transition), PlanTexts.Of("diagram_end")), 60),
        _ => transition.MaxRounds is { } rounds
            ? PlanTexts.Of("diagram_round", Fit(Title(stage, transition), 44), PlanTexts.Count(rounds, "rounds_genitive"))
            : PlanTexts.Of("diagram_return", Fit(Title(stage, transition), 50)),
    };

    /// <summary>Cuts a text that would run over its box; letters are taken to be of middle width.</summary>
    public static string Fit(string text, int letters) => text.Length <= letters ? text : string.Concat(text.AsSpan(0, letters - 1).TrimEnd(), "…");

    /// <summary>What an outcome is called by the first slot that may come to it.</summary>
    public static string Title(StagePlan stage, TransitionPlan transition) =>
        stage.Slots.Select(slot => slot.Results.FirstOrDefault(outcome => outcome.Key == transition.Outcome)?.Title).FirstOrDefault(title => title is not null) ?? transition.Outcome;
}
