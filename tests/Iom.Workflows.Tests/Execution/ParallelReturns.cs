using System.Collections.Immutable;
using Iom.Workflows.Definitions;
using Iom.Workflows.Documents;
using Iom.Workflows.Engine;
using Iom.Workflows.Tests.Engine;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Execution;

/// <summary>
/// A route with returns in the main life and in two tracks beside it, a choice of where to return to, rounds that are used up, a stage that
/// awaits one track and one that ends the other, and a second year.
/// </summary>
internal static class ParallelReturns
{
    private const int MostEvents = 80;

    public static ProcessPlan Plan { get; } = Plan(
        Stage("draft", Form("draft")),
        Stage("consent", Verdict("lead", Lead), Verdict("deputy", Deputy)).ReturningTo("draft") with { Policy = new StagePolicy(PolicyKind.All, 0, NegativeRule.WhenAllAnswered) },
        Stage("approval", Verdict("head", Head)).ReturningTo("draft", "consent").Leading("reject", TargetKind.Rejected) with { Awaits = ["mentoring"] },
        Stage("work", Form("report")).Leading("submit", TargetKind.NextYear) with { Ends = ["school"] },
        Stage("result", Form("result"))) with
    {
        DefaultYears = 2,
        YearBeginsAt = "draft",
        Tracks =
        [
            new TrackPlan("mentoring", "Наставничество", Condition.Always, new TrackStart.Entering("consent"), null,
            [
                Stage("plan", Form("plan")),
                Stage("talk", Verdict("talk", Deputy)).ReturningTo("plan"),
                Stage("close", Verdict("close", Head)).Leading("return", TargetKind.Stage, 3, "plan", "talk"),
            ]),
            new TrackPlan("school", "Школа педагога", Condition.Always, new TrackStart.WithPathway(), null,
            [
                Stage("lessons", Form("lessons")),
                Stage("review", Verdict("review", Deputy)).ReturningTo("lessons").Leading("reject", TargetKind.Rejected),
            ]),
        ],
    };

    /// <summary>Events in an order that follows from the seed; every third verdict or so is a return.</summary>
    public static List<PathwayEvent> Story(int seed)
    {
        var chance = new Random(seed);
        var run = new PathwayRun(Plan);
        var story = new List<PathwayEvent> { run.Starting() };
        run.Let(story[0]);
        while (run.State.Status == PathwayStatus.Running && story.Count < MostEvents)
        {
            var open = run.State.Items.Where(item => item.Status == ItemStatus.Open).ToArray();
            var item = open[chance.Next(open.Length)];
            var offers = Permissions.Allowed(Plan, run.State, item.Number, item.Assignees[0], run.Roster, run.Now).Outcomes;
            var offer = offers[chance.Next(3) == 0 ? chance.Next(offers.Length) : 0];
            var to = offer.ReturnTo.IsEmpty ? null : offer.ReturnTo[chance.Next(offer.ReturnTo.Length)];
            var happened = new PathwayEvent.Answered(
                run.Now, item.Assignees[0], item.Number, offer.Outcome.Key, "Уточните цели.", ImmutableSortedDictionary<string, FieldValue>.Empty, to);
            run.Let(happened);
            story.Add(happened);
            run.Now = run.Now.AddHours(chance.Next(1, 40));
        }

        return story;
    }
}
