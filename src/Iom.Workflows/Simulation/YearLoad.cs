using System.Collections.Immutable;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Simulation;

/// <summary>What a year brings to everybody, week by week.</summary>
/// <param name="Weeks">Mondays of the ISO weeks.</param>
/// <param name="Routes">Routes that were walked.</param>
/// <param name="NotBegun">Routes that the engine refused to begin.</param>
/// <param name="Standing">Routes that stand still at the end of the year because an item has nobody.</param>
/// <param name="Items">Items opened in all.</param>
/// <param name="Reminders">Reminder mails in all.</param>
/// <param name="People">Everybody who had an item, the heaviest week first.</param>
/// <param name="Queues">What waits for one person in one slot, the longest first; own items of educators are no queue.</param>
public sealed record YearLoad(
    ImmutableArray<DateOnly> Weeks,
    int Routes,
    int NotBegun,
    int Standing,
    long Items,
    long Reminders,
    ImmutableArray<PersonLoad> People,
    ImmutableArray<SlotQueue> Queues)
{
    /// <summary>Weeks in which somebody has at least so many open items, the heaviest first; of equally heavy ones that with more last days.</summary>
    public IEnumerable<HeavyWeek> HeavyWeeks(int atLeast) =>
        from person in People
        from week in Enumerable.Range(0, Weeks.Length)
        where person.Open[week] >= atLeast
        orderby person.Open[week] descending, person.Due[week] descending, week, person.PersonId
        select new HeavyWeek(person.PersonId, Weeks[week], person.Open[week], person.Due[week]);
}

/// <summary>One person's year.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Open">Items that stood in the inbox at any time of the week, by week; one that several may answer counts for each of them.</param>
/// <param name="Due">Items whose last day lies in the week, by week.</param>
public sealed record PersonLoad(int PersonId, ImmutableArray<int> Open, ImmutableArray<int> Due)
{
    public int Most => Open.Max();

    /// <summary>Index of the first week with <see cref="Most"/>.</summary>
    public int HeaviestWeek => Open.IndexOf(Most);
}

/// <summary>A week in which somebody may drown.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Week">Its Monday.</param>
/// <param name="Open">Items in the inbox that week.</param>
/// <param name="Due">Those of them whose last day lies in it.</param>
public sealed record HeavyWeek(int PersonId, DateOnly Week, int Open, int Due);

/// <summary>A bottleneck: items of one slot that wait for one person.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Slot">The slot.</param>
/// <param name="PersonId">Who is waited for.</param>
/// <param name="Most">The most items in one week.</param>
/// <param name="Week">Monday of the first such week.</param>
/// <param name="Items">Items in the whole year.</param>
public sealed record SlotQueue(StagePlan Stage, SlotPlan Slot, int PersonId, int Most, DateOnly Week, int Items);
