using Iom.Workflows.Authoring.Editing;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Execution;
using Iom.Workflows.Verification;

namespace Iom.Host.Administrators.Studio;

/// <summary>Verifies the draft over the real directory while it is edited: away from the page's own thread, the newest text only.</summary>
/// <param name="rosters">The directory.</param>
/// <param name="time">The clock.</param>
/// <param name="personId">Who edits; the day is that of his organisation.</param>
public sealed class StudioCheck(IRosterSource rosters, TimeProvider time, int personId) : IDisposable
{
    /// <summary>Verifying takes a processor for a while; people at work go first.</summary>
    private static readonly SemaphoreSlim Turn = new(1);
    private CancellationTokenSource? running;
    private ProcessPlan? asked;
    private Roster? among;

    /// <summary>What was found in <see cref="Plan"/>; null: nothing was verified yet.</summary>
    public VerificationReport? Report { get; private set; }

    /// <summary>The plan that <see cref="Report"/> is about.</summary>
    public ProcessPlan? Plan { get; private set; }

    /// <summary>How many grave findings each form has.</summary>
    public IReadOnlyDictionary<YamlPath, int> Grave { get; private set; } = new Dictionary<YamlPath, int>();

    /// <summary>Whether a plan is being verified, or was among the people of a directory as it is.</summary>
    public bool Knows(ProcessPlan plan, Roster roster) => ReferenceEquals(plan, asked) && (running is not null || ReferenceEquals(roster, among));

    /// <summary>Verifies a plan; an older run is given up.</summary>
    /// <returns>Whether there is something new to show.</returns>
    public async Task<bool> RunAsync(ProcessPlan plan)
    {
        GiveUp();
        using var own = new CancellationTokenSource();
        (running, asked) = (own, plan);
        try
        {
            var roster = among = await rosters.CurrentAsync(own.Token);
            var now = time.GetUtcNow();
            var today = roster.UnitOf(personId) is { } unit ? roster.CalendarOf(unit.Id).LocalDate(now) : DateOnly.FromDateTime(now.UtcDateTime);
            await Turn.WaitAsync(own.Token);
            try
            {
                Report = await Task.Run(() => Verifier.Verify(plan, roster, today, own.Token), own.Token);
            }
            finally
            {
                Turn.Release();
            }

            Plan = plan;
            Grave = Report.Findings.Where(finding => finding.Severity == Severity.Error)
                .GroupBy(finding => StudioPlaces.Of(plan, finding.Place)).ToDictionary(place => place.Key, place => place.Count());
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        finally
        {
            if (running == own)
            {
                // What was not verified to its end is asked for again.
                (running, asked) = (null, ReferenceEquals(Plan, plan) ? plan : null);
            }
        }
    }

    /// <summary>Stops a run whose plan is no longer the one that is edited; the processor is free for the next at once.</summary>
    /// <param name="now">The plan as it is edited now; null: whatever it is.</param>
    public void GiveUp(ProcessPlan? now = null)
    {
        if (now is null || !ReferenceEquals(now, asked))
        {
            running?.Cancel();
        }
    }

    public void Dispose() => GiveUp();
}
