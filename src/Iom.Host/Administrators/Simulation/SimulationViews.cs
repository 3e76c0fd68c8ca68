using Iom.Workflows.Simulation;

namespace Iom.Host.Administrators.Simulation;

/// <summary>One simulated route, as JSON.</summary>
public sealed record RouteView(
    string Definition, int Version, PersonView Educator, DateOnly StartOn, IReadOnlyList<RouteItemView> Items, IReadOnlyList<string> LeftOut, string Status, WalkEndKind End, string EndSentence)
{
    internal static RouteView Of(RouteTable table, RouteWords words) => new(
        table.Plan.Key,
        table.Plan.Version,
        PersonView.Of(table.SubjectId, words),
        table.StartOn,
        [.. table.Rows.Select(row => new RouteItemView(
            row.Item, row.Year, row.Stage.Key, row.Stage.Title, row.Round, row.Slot.Key, row.Slot.Title, [.. row.Assignees.Select(id => PersonView.Of(id, words))], row.Why,
            row.OpenedOn, row.DueOn, row.Preliminary, [.. row.Notes.Select(note => new NoteView(note.On, note.Kind, [.. note.To.Select(id => PersonView.Of(id, words))]))],
            row.Outcome, row.Answer?.Title, row.Late, row.ClosedOn))],
        [.. table.Left.Select(RouteWords.Left)],
        table.Last.Status.ToString().ToLowerInvariant(),
        table.End.Kind,
        RouteWords.End(table));
}

/// <summary>One item of a simulated route. See <see cref="RouteRow"/>.</summary>
public sealed record RouteItemView(
    int Item,
    int Year,
    string Stage,
    string StageTitle,
    int Round,
    string Slot,
    string SlotTitle,
    IReadOnlyList<PersonView> Assignees,
    string Why,
    DateOnly OpenedOn,
    DateOnly? DueOn,
    bool Preliminary,
    IReadOnlyList<NoteView> Notes,
    string? Outcome,
    string? OutcomeTitle,
    bool Late,
    DateOnly? ClosedOn);

/// <summary>A reminder, an overdue mark or an escalation.</summary>
public sealed record NoteView(DateOnly On, RouteNoteKind Kind, IReadOnlyList<PersonView> To);

/// <summary>Somebody named in a simulation.</summary>
public sealed record PersonView(int Id, string Name, string Organisation)
{
    internal static PersonView Of(int id, RouteWords words) => new(id, words.NameAndPost(id), words.Organisation(id));
}

/// <summary>A simulated year, as JSON: weeks by their Mondays, the loads of people in the order of those weeks.</summary>
public sealed record YearView(
    string Definition,
    int Version,
    string Unit,
    DateOnly StartOn,
    int Routes,
    int NotBegun,
    int Standing,
    long Items,
    long Reminders,
    IReadOnlyList<DateOnly> Weeks,
    IReadOnlyList<PersonLoadView> People,
    IReadOnlyList<QueueView> Queues)
{
    internal static YearView Of(YearLoad load, string definition, int version, string unit, DateOnly startOn, RouteWords words) => new(
        definition,
        version,
        unit,
        startOn,
        load.Routes,
        load.NotBegun,
        load.Standing,
        load.Items,
        load.Reminders,
        load.Weeks,
        [.. load.People.Select(person => new PersonLoadView(PersonView.Of(person.PersonId, words), person.Most, load.Weeks[person.HeaviestWeek], person.Open, person.Due))],
        [.. load.Queues.Select(queue => new QueueView(queue.Stage.Key, queue.Slot.Key, queue.Slot.Title, PersonView.Of(queue.PersonId, words), queue.Most, queue.Week, queue.Items))]);
}

/// <summary>One person's year.</summary>
public sealed record PersonLoadView(PersonView Person, int Most, DateOnly HeaviestWeek, IReadOnlyList<int> Open, IReadOnlyList<int> Due);

/// <summary>A bottleneck.</summary>
public sealed record QueueView(string Stage, string Slot, string SlotTitle, PersonView Person, int Most, DateOnly Week, int Items);
