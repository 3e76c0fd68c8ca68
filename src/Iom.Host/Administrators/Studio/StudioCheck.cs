using Iom.Workflows.Authoring.Editing;
using Iom.Workflows.Definitions;
using Iom.Workflows.Execution;
using Iom.Workflows.Verification;

namespace Iom.Host.Administrators.Studio;

/// <summary>Verifies the draft over the real directory while it is edited: in the background, the newest text only.</summary>
/// <param name="rosters">The directory.</param>
/// <param name="time">The clock.</param>
/// <param name="personId">Who edits; the day is that of his organisation.</param>
public sealed class StudioCheck(IRosterSource rosters, TimeProvider time, int personId) : IDisposable
{
    /// <summary>Verifying takes a processor for a while; people at work go first.</summary>
    private static readonly SemaphoreSlim Turn = new(1);
    private CancellationTokenSource? running;

    /// <summary>What was found in <see cref="Plan"/>; null: nothing was verified yet.</summary>
    public VerificationReport? Report { get; private set; }

    /// <summary>The plan that was verified last or is being verified.</summary>
    public ProcessPlan? Plan { get; private set; }

    /// <summary>How many grave findings each form has.</summary>
    public IReadOnlyDictionary<YamlPath, int> Grave { get; private set; } = new Dictionary<YamlPath, int>();

    public bool IsBusy { get; private set; }

    /// <summary>Verifies a plan unless that is done already; an older run is given up.</summary>
    /// <returns>Whether there is something new to show.</returns>
    public async Task<bool> RunAsync(ProcessPlan plan)
    {
        if (running is not null)
        {
            await running.CancelAsync();
        }

        using var own = new CancellationTokenSource();
        (running, Plan, IsBusy) = (own, plan, true);
        try
        {
            var roster = await rosters.CurrentAsync(own.Token);
            var today = roster.UnitOf(personId) is { } unit ? roster.CalendarOf(unit.Id).LocalDate(time.GetUtcNow()) : DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
            await Turn.WaitAsync(own.Token);
            try
            {
                Report = await Task.Run(() => Verifier.Verify(plan, roster, today, own.Token), own.Token);
                Grave = Report.Findings.Where(finding => finding.Severity == Severity.Error)
                    .GroupBy(finding => StudioPlaces.Of(plan, finding.Place)).ToDictionary(place => place.Key, place => place.Count());
            }
            finally
            {
                Turn.Release();
            }

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
                (running, IsBusy) = (null, false);
            }
        }
    }

    public void Dispose() => running?.Cancel();
}
