using Iom.Host.Administrators.Studio.Forms;
using Iom.Host.Identity;
using Iom.Workflows.Authoring;
using Iom.Workflows.Definitions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;

namespace Iom.Host.Administrators.Studio;

/// <summary>The studio itself: beats a few times a second to read what was typed, to save, and to look for others.</summary>
public sealed partial class StudioBoard : IAsyncDisposable
{
    private const string Diagram = "diagram";
    private const string Yaml = "yaml";
    private const string Problems = "problems";
    private const string Reading = "reading";
    private static readonly string[] Tabs = [Diagram, Problems, Reading, Yaml, "compare"];
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(400);
    private const int BeatsToSave = 2;
    private const int BeatsToLook = 8;
    private const int BeatsToCheck = 3;

    private readonly CancellationTokenSource ending = new();
    private readonly Dictionary<string, ElementReference> tabs = [];
    private StudioDesk? desk;
    private IReadOnlyList<string> others = [];
    private string? colleague;
    private string tab = Diagram;
    private string? typed;
    private int? published;
    private bool fresh;
    private string? column;
    private ElementReference formTitle;

    /// <summary>Key of the definition whose draft is edited.</summary>
    [Parameter, EditorRequired]
    public required string Key { get; set; }

    /// <summary>Who edits; the page has seen to it that they may.</summary>
    [Parameter, EditorRequired]
    public required int PersonId { get; set; }

    [CascadingParameter]
    public required Task<AuthenticationState> Authentication { get; set; }

    private string FormTitle => desk!.Selected.Steps.Length == 0 ? StudioTexts.Of("whole") : desk.TitleOf(desk.Selected);

    protected override async Task OnInitializedAsync()
    {
        var who = (await Authentication).User.FindFirst(CurrentPerson.Claim)?.Value;
        if (who != Nodes.Digits(PersonId) || await Drafts.FindAsync(Key, ending.Token) is not { } draft)
        {
            return;
        }

        var chains = new Dictionary<string, IReadOnlyList<SourceFile>>(StringComparer.Ordinal);
        foreach (var plan in await Plans.CurrentAsync(ending.Token))
        {
            chains[plan.Key] = await Plans.SourcesAsync(plan.Key, plan.Version, ending.Token);
        }

        var roster = await Rosters.CurrentAsync(ending.Token);
        published = (await Plans.VersionsAsync(Key, ending.Token)).Select(version => (int?)version.Version).FirstOrDefault();
        desk = new StudioDesk(new StudioSession(Drafts, draft, PersonId, new StudioLibrary(chains)), StateHasChanged)
        {
            Check = new StudioCheck(Rosters, Time, PersonId),
            Zone = roster.UnitOf(PersonId) is { } unit ? TimeZoneInfo.FindSystemTimeZoneById(unit.Calendar.ZoneId) : TimeZoneInfo.Utc,
            Idle = BeatsToCheck,
        };
        _ = BeatAsync(desk);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (desk is { IntoForm: true })
        {
            desk.IntoForm = false;
            await formTitle.FocusAsync();
        }
        else if (desk is not null && column is not null && column != desk.Column)
        {
            // Where one column is seen at a time the next begins at its top.
            await Microsoft.JSInterop.JSRuntimeExtensions.InvokeVoidAsync(Script, "scrollTo", ending.Token, 0, 0);
        }

        column = desk?.Column;
    }

    /// <summary>Reads what was typed when the typing pauses, saves a moment later, and looks for others every few seconds.</summary>
    private async Task BeatAsync(StudioDesk at)
    {
        using var timer = new PeriodicTimer(Beat);
        for (var beat = 0; await TickAsync(timer); beat++)
        {
            try
            {
                var look = beat % BeatsToLook == 0;
                await InvokeAsync(() => BeatAsync(at, look));
            }
            catch (Exception fault) when (fault is System.Data.Common.DbException or Microsoft.EntityFrameworkCore.DbUpdateException or TimeoutException or InvalidOperationException)
            {
                // The database is away for a moment; what was typed stays here and the next beat tries again.
                Log.LogWarning(fault, "A draft could not be saved or read.");
                at.Session.Failed();
                await InvokeAsync(StateHasChanged);
            }
        }
    }

    private async Task<bool> TickAsync(PeriodicTimer timer)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ending.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task BeatAsync(StudioDesk at, bool look)
    {
        if (fresh)
        {
            fresh = false;
            return;
        }

        ReadTyped(at);
        at.Idle++;
        if (at.Idle >= BeatsToCheck && at.Document is { Faults.Count: 0, Plan: { } plan } && !at.Check.Knows(plan, await Rosters.CurrentAsync(ending.Token)))
        {
            _ = CheckAsync(at, plan);
        }

        var changed = at.Session.Unsaved && at.Idle >= BeatsToSave ? await at.Session.SaveAsync(CancellationToken.None) : look && await at.Session.RefreshAsync(ending.Token);
        if (look)
        {
            changed |= await MeetAsync();
        }

        if (changed)
        {
            at.Came(await CameInAsync(at.Session));
        }
    }

    private void ReadTyped(StudioDesk at)
    {
        if (typed is { } text)
        {
            typed = null;
            at.Type(at.Document.Text.Contains("\r\n", StringComparison.Ordinal) ? text.Replace("\n", "\r\n", StringComparison.Ordinal) : text);
        }
    }

    private async Task CheckAsync(StudioDesk at, ProcessPlan plan)
    {
        try
        {
            var running = at.Check.RunAsync(plan);
            StateHasChanged();
            if (await running)
            {
                StateHasChanged();
            }
        }
        catch (Exception fault) when (fault is System.Data.Common.DbException or TimeoutException)
        {
            Log.LogWarning(fault, "A draft could not be verified.");
            at.Idle = 0;
        }
    }

    /// <summary>Goes on to another page with everything saved.</summary>
    private async Task LeaveAsync(Func<string> address)
    {
        ReadTyped(desk!);
        await desk!.Session.SaveAsync(CancellationToken.None);
        if (desk.Session.Unsaved || desk.Session.State is SaveState.Conflict or SaveState.Gone)
        {
            desk.Came(StudioTexts.Of("save_first"));
            return;
        }

        Navigation.NavigateTo(address(), forceLoad: true);
    }

    private Task SimulateAsync() => LeaveAsync(() => $"/definitions/{Key}/simulate?of={Kept.Keep(PersonId, desk!.Document.Text)}&against=current");

    private Task CompareAsync() => LeaveAsync(() => $"/definitions/{Key}/compare?from={Nodes.Digits(published!.Value)}&to=0");

    private Task PublishAsync() => LeaveAsync(() => $"/definitions/{Key}/publish");

    private async Task<bool> MeetAsync()
    {
        var here = await Presence.MeetAsync(Key, PersonId, ending.Token);
        var roster = await Rosters.CurrentAsync(ending.Token);
        var names = here.Select(id => roster.Person(id)?.ShortName).OfType<string>().Order(StringComparer.Ordinal).ToList();
        var changed = !names.SequenceEqual(others);
        others = names;
        return changed;
    }

    /// <summary>What to say when another's changes came in.</summary>
    private async Task<string?> CameInAsync(StudioSession session)
    {
        if (session.BroughtIn() is not { } by)
        {
            return null;
        }

        colleague = (await Rosters.CurrentAsync(ending.Token)).Person(by)?.ShortName;
        return StudioTexts.Of("came_in", colleague);
    }

    private void Turn(string to)
    {
        tab = to;
        desk!.Show("view");
    }

    private void ShowProblems() => Turn(Problems);

    private async Task Press(KeyboardEventArgs press)
    {
        var step = press.Key switch { "ArrowRight" => 1, "ArrowLeft" => -1, _ => 0 };
        if (step != 0)
        {
            tab = Tabs[(Array.IndexOf(Tabs, tab) + step + Tabs.Length) % Tabs.Length];
            await tabs[tab].FocusAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        if (desk is not null)
        {
            desk.Check.Dispose();
            if (typed is not null)
            {
                desk.Document.Write(typed);
            }

            // The window was closed before the pause: what was typed is saved all the same.
            await desk.Session.SaveAsync(CancellationToken.None);
            await Presence.LeaveAsync(Key, PersonId);
        }

        ending.Dispose();
    }
}
