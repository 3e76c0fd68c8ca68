using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;
using Iom.Workflows.Documents;
using Iom.Workflows.Engine;
using Iom.Workflows.Tests.Engine;

namespace Iom.Workflows.Tests.Verification;

/// <summary>A run in which people press buttons as chance has it, now and then what takes the route on.</summary>
internal static class Stumbling
{
    private const int MostSteps = 6_000;

    /// <returns>How the run went: to its end, until nobody could do anything, or on and on.</returns>
    public static Fate Of(ProcessPlan plan, int seed)
    {
        // The run must be the same for the same seed: the seed comes from CsCheck.
        var chance = new Random(seed);
        var run = new PathwayRun(plan);
        if (run.Ask(run.Starting(years: chance.Next(1, plan.CapYears + 1))) is not Decision.Accepted)
        {
            return Fate.Ended;
        }

        run.Start(years: chance.Next(1, plan.CapYears + 1));
        for (var i = 0; i < MostSteps && run.State.Status == PathwayStatus.Running; i++)
        {
            try
            {
                if (!Step(run, chance))
                {
                    return Fate.Stuck;
                }
            }
            catch (CalendarNotCoveredException)
            {
                // Decades on: it went round for long, but did not get stuck.
                return Fate.Ended;
            }
        }

        return run.State.Status == PathwayStatus.Running ? Fate.WentRound : Fate.Ended;
    }

    /// <summary>What became of a run.</summary>
    public enum Fate
    {
        Ended,
        Stuck,
        WentRound,
    }

    private static bool Step(PathwayRun run, Random chance)
    {
        var open = run.State.Items.Where(item => item.Status == ItemStatus.Open).ToList();
        if (open.Count == 0)
        {
            var next = run.State.Items.Where(item => item.Status == ItemStatus.Scheduled).MinBy(item => item.NextRungAt);
            if (next is null)
            {
                return false;
            }

            run.Now = next.NextRungAt > run.Now ? next.NextRungAt.Value : run.Now;
            return run.Ask(new PathwayEvent.TimerFell(run.Now, next.Number, next.NextRung)) is Decision.Accepted && Happens(run, new PathwayEvent.TimerFell(run.Now, next.Number, next.NextRung));
        }

        var item = open[chance.Next(open.Count)];
        if (item.Assignees.IsEmpty)
        {
            return Happens(run, new PathwayEvent.Reassigned(run.Now, Town.Administrator, item.Number, Town.Mentor, "Должность свободна."));
        }

        var person = item.Assignees[chance.Next(item.Assignees.Length)];
        var offers = Permissions.Allowed(run.Plan, run.State, item.Number, person, run.Roster, run.Now).Outcomes;
        if (offers.IsEmpty)
        {
            return false;
        }

        var offer = chance.Next(4) > 0 ? offers[0] : offers[chance.Next(offers.Length)];
        var slot = run.Plan.SlotOf(run.State, item);
        var form = offer.Outcome.Sense == OutcomeSense.Positive ? SampleForm.Fill(slot, run.Today, 1) : SampleForm.Fill(slot with { Fields = [] }, run.Today, 1);
        var to = offer.ReturnTo.IsEmpty ? null : offer.ReturnTo[chance.Next(offer.ReturnTo.Length)];
        return Happens(run, new PathwayEvent.Answered(run.Now, person, item.Number, offer.Outcome.Key, "Замечания приложены.", form, to));
    }

    private static bool Happens(PathwayRun run, PathwayEvent happened)
    {
        if (run.Ask(happened) is not Decision.Accepted)
        {
            return false;
        }

        run.Let(happened);
        return true;
    }
}
