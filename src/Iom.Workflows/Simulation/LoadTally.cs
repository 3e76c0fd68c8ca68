using System.Collections.Immutable;
using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Simulation;

/// <summary>
/// Counts the items of many routes by person and week. One tally belongs to one thread; sums do not depend on the order in which
/// tallies are added, so a parallel run gives the same figures as one after the other.
/// </summary>
internal sealed class LoadTally(ProcessPlan plan, DateOnly firstMonday, int weeks)
{
    private readonly Dictionary<int, Line> people = [];
    private readonly Dictionary<(string Stage, string Slot, int Person), Line> queues = [];
    private readonly Dictionary<int, Standing> open = [];

    private sealed class Line(int weeks)
    {
        public int[] Open { get; } = new int[weeks];

        public int[] Due { get; } = new int[weeks];

        public int Items { get; set; }
    }

    private readonly record struct Standing(string Stage, string Slot, ImmutableArray<int> Assignees, DateOnly Since);

    public int Routes { get; private set; }

    public int NotBegun { get; private set; }

    public int StandingStill { get; private set; }

    public long Items { get; private set; }

    public long Reminders { get; private set; }

    /// <summary>Walks one route to the end of the weeks and counts it.</summary>
    public void Walk(RouteWalk walk, CancellationToken cancellationToken)
    {
        var until = firstMonday.AddDays(7 * weeks);
        open.Clear();
        var end = walk.Run((before, _, after) => See(walk, before, after.Effects), until, cancellationToken);
        foreach (var item in open.Values)
        {
            Count(item, walk.SubjectId, until.AddDays(-1));
        }

        Routes++;
        NotBegun += end.Kind == WalkEndKind.Refused && walk.State.Status == PathwayStatus.NotStarted ? 1 : 0;
        StandingStill += end.Kind == WalkEndKind.Waits && walk.State.Items.Any(item => item is { Status: ItemStatus.Open, Assignees.IsEmpty: true }) ? 1 : 0;
    }

    public void Add(LoadTally other)
    {
        (Routes, NotBegun, StandingStill) = (Routes + other.Routes, NotBegun + other.NotBegun, StandingStill + other.StandingStill);
        (Items, Reminders) = (Items + other.Items, Reminders + other.Reminders);
        Add(people, other.people);
        Add(queues, other.queues);
    }

    public YearLoad ToLoad() => new(
        [.. Enumerable.Range(0, weeks).Select(Monday)],
        Routes,
        NotBegun,
        StandingStill,
        Items,
        Reminders,
        [.. people.Select(pair => new PersonLoad(pair.Key, [.. pair.Value.Open], [.. pair.Value.Due]))
            .OrderByDescending(person => person.Most).ThenBy(person => person.PersonId)],
        [.. queues.Select(pair => Queue(pair.Key, pair.Value))
            .OrderByDescending(queue => queue.Most).ThenByDescending(queue => queue.Items).ThenBy(queue => queue.PersonId)
            .ThenBy(queue => queue.Stage.Key, StringComparer.Ordinal).ThenBy(queue => queue.Slot.Key, StringComparer.Ordinal)]);

    private SlotQueue Queue((string Stage, string Slot, int Person) key, Line line)
    {
        var most = line.Open.Max();
        var stage = plan.Stage(key.Stage);
        return new SlotQueue(stage, stage.Slot(key.Slot), key.Person, most, Monday(Array.IndexOf(line.Open, most)), line.Items);
    }

    private void See(RouteWalk walk, PathwayState before, ImmutableArray<Effect> facts)
    {
        var place = new WalkPlace(before);
        foreach (var fact in facts)
        {
            place.Pass(fact);
            switch (fact)
            {
                case Effect.ItemOpened opened:
                    open[opened.Item] = new Standing(place.Of(opened.Run).Stage, opened.Slot, opened.Assignees, opened.OpenedOn);
                    Items++;
                    Begin(open[opened.Item], walk.SubjectId, opened.DueOn);
                    break;
                case Effect.ItemAssigned assigned when open.TryGetValue(assigned.Item, out var item):
                    open[assigned.Item] = item with { Assignees = assigned.Assignees };
                    break;
                case Effect.ItemAnswered answered when open.Remove(answered.Item, out var item):
                    Count(item, walk.SubjectId, walk.Today);
                    break;
                case Effect.ItemCancelled cancelled when open.Remove(cancelled.Item, out var item):
                    Count(item, walk.SubjectId, walk.Today);
                    break;
                case Effect.Reminded reminded:
                    Reminders += reminded.Recipients.Length;
                    break;
            }
        }
    }

    private void Begin(Standing item, int subject, DateOnly? due)
    {
        foreach (var person in item.Assignees)
        {
            Of(people, person).Items++;
            if (due is { } day && WeekOf(day) is var week && week < weeks)
            {
                Of(people, person).Due[week]++;
            }

            if (person != subject)
            {
                Of(queues, (item.Stage, item.Slot, person)).Items++;
            }
        }
    }

    /// <summary>Who has it at the end is counted for the whole time it stood: an item brought up a level has been in sight of both.</summary>
    private void Count(Standing item, int subject, DateOnly last)
    {
        var (from, to) = (WeekOf(item.Since), Math.Min(WeekOf(last), weeks - 1));
        foreach (var person in item.Assignees)
        {
            var mine = Of(people, person).Open;
            var queue = person == subject ? null : Of(queues, (item.Stage, item.Slot, person)).Open;
            for (var week = from; week <= to; week++)
            {
                mine[week]++;
                if (queue is not null)
                {
                    queue[week]++;
                }
            }
        }
    }

    private int WeekOf(DateOnly day) => Math.Max(0, (day.DayNumber - firstMonday.DayNumber) / 7);

    private DateOnly Monday(int week) => firstMonday.AddDays(7 * week);

    private Line Of<TKey>(Dictionary<TKey, Line> lines, TKey key)
        where TKey : notnull
    {
        if (!lines.TryGetValue(key, out var line))
        {
            lines.Add(key, line = new Line(weeks));
        }

        return line;
    }

    private void Add<TKey>(Dictionary<TKey, Line> to, Dictionary<TKey, Line> from)
        where TKey : notnull
    {
        foreach (var (key, line) in from)
        {
            var sum = Of(to, key);
            sum.Items += line.Items;
            for (var week = 0; week < weeks; week++)
            {
                sum.Open[week] += line.Open[week];
                sum.Due[week] += line.Due[week];
            }
        }
    }
}
