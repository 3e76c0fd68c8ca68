using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Iom.Workflows.Elsa.Flow;

namespace Iom.Workflows.Elsa.Activities;

/// <summary>
/// One stage. It waits until the engine says how it was left and completes through that port. What a stage is made of (people, deadlines,
/// forms, votes) is the engine's; nothing of it is known here.
/// </summary>
[Activity("Iom", "Stage", 1, "Этап маршрута: ждёт решения и уходит по его исходу.", "ИОМ", DisplayName = "Этап")]
public sealed class StageActivity : Activity
{
    public StageActivity()
        : base("Iom.Stage", 1)
    {
    }

    /// <summary>Key of the stage in the definition.</summary>
    public string Stage { get; set; } = string.Empty;

    /// <summary>The life it belongs to.</summary>
    public string Life { get; set; } = FlowNames.Main;

    /// <summary>Its ports.</summary>
    [Input(UIHint = InputUIHints.DynamicOutcomes, AutoEvaluate = false)]
    public ICollection<string> Outcomes { get; set; } = [];

    /// <summary>Tracks that must stand at their beginning before it is left through one of <see cref="Forward"/>.</summary>
    public ICollection<string> Awaits { get; set; } = [];

    /// <summary>The ports of positive outcomes.</summary>
    public ICollection<string> Forward { get; set; } = [];

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        switch (Journeys.Of(context).Next(Life, Stage)?.Kind)
        {
            case MoveKind.Skip:
                await context.CompleteActivityWithOutcomesAsync(Ports.Skipped);
                break;
            case MoveKind.Enter:
                context.CreateBookmark(new CreateBookmarkArgs { BookmarkId = Life, BookmarkName = Id, Callback = LeaveAsync, AutoComplete = false });
                break;
            default:
                Journeys.Of(context).Fail($"Elsa came to '{Stage}', which the engine does not enter.");
                break;
        }
    }

    private async ValueTask LeaveAsync(ActivityExecutionContext context)
    {
        var journey = Journeys.Of(context);
        switch (journey.Next(Life, Stage))
        {
            case { Kind: MoveKind.Cancel }:
                await context.CompleteActivityWithOutcomesAsync(Ports.Cancelled);
                break;
            case { Kind: MoveKind.Leave, Port: { } port } when !Outcomes.Contains(port):
                journey.Fail($"'{Stage}' has no port '{port}'.");
                break;
            case { Kind: MoveKind.Leave, Port: { } port } when Forward.Contains(port) && Awaits.FirstOrDefault(track => Runs(context, track)) is { } track:
                journey.Fail($"'{Stage}' is left through '{port}' though '{track}' still runs.");
                break;
            case { Kind: MoveKind.Leave, Port: { } port }:
                await context.CompleteActivityWithOutcomesAsync(port);
                break;
            default:
                journey.Fail($"Elsa waits at '{Stage}', which the engine does not leave.");
                break;
        }
    }

    private static bool Runs(ActivityExecutionContext context, string track) =>
        !context.WorkflowExecutionContext.Bookmarks.Any(bookmark => bookmark.Id == FlowNames.Track(track) && bookmark.ActivityId == FlowNames.Beginning(track));
}
