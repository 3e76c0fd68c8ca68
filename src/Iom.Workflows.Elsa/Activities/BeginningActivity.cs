using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Iom.Workflows.Elsa.Flow;

namespace Iom.Workflows.Elsa.Activities;

/// <summary>
/// The beginning of a track, to which it comes back from each of its ends: it waits until the track is started. So a track can run again
/// next year, and "is not running" is a place in the workflow and not the absence of one.
/// </summary>
[Activity("Iom", "TrackBeginning", 1, "Начало трека: ждёт, пока трек не начнётся.", "ИОМ", DisplayName = "Начало трека")]
[FlowNode("Done")]
public sealed class BeginningActivity : Activity
{
    public BeginningActivity()
        : base("Iom.TrackBeginning", 1)
    {
    }

    /// <summary>The life of the track.</summary>
    public string Life { get; set; } = string.Empty;

    protected override void Execute(ActivityExecutionContext context) =>
        context.CreateBookmark(new CreateBookmarkArgs { BookmarkId = Life, BookmarkName = Id, Callback = StartAsync, AutoComplete = false });

    private async ValueTask StartAsync(ActivityExecutionContext context)
    {
        if (Journeys.Of(context).Next(Life, null) is { Kind: MoveKind.Start })
        {
            await context.CompleteActivityWithOutcomesAsync("Done");
        }
        else
        {
            Journeys.Of(context).Fail($"'{Life}' waits for its start, which the engine does not tell of.");
        }
    }
}
