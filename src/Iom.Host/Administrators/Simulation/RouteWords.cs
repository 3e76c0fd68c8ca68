using System.Collections.Immutable;
using Iom.Host.Resources;
using Iom.Host.Work;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;
using Iom.Workflows.Simulation;

namespace Iom.Host.Administrators.Simulation;

/// <summary>Says a simulated route in words, for pages, the API and the command line.</summary>
public sealed class RouteWords(Roster roster)
{
    private const int MostNames = 3;

    public static string Day(DateOnly day) => day.ToString("dd.MM.yyyy", Texts.Russian);

    public static string ShortDay(DateOnly day) => day.ToString("dd.MM", Texts.Russian);

    /// <summary>«12–16 октября», «28 сентября – 2 октября»: Monday to Friday.</summary>
    public static string Week(DateOnly monday)
    {
        var friday = monday.AddDays(4);
        return monday.Month == friday.Month
            ? $"{monday.Day}–{friday.ToString("d MMMM", Texts.Russian)}"
            : $"{monday.ToString("d MMMM", Texts.Russian)} – {friday.ToString("d MMMM", Texts.Russian)}";
    }

    /// <summary>The title of an item, with the part of the work that it is.</summary>
    public string Item(RouteRow row) => PartText.Title(row.Slot.Title, row.Part, roster);

    public string Name(int personId) => roster.Person(personId)?.ShortName ?? $"№ {personId}";

    /// <summary>«Петрова А. А., заместитель директора по УВР».</summary>
    public string NameAndPost(int personId) => roster.Person(personId) is { } person ? $"{person.ShortName}, {Small(person.Position)}" : Name(personId);

    /// <summary>Where the person works.</summary>
    public string Organisation(int personId) => roster.UnitOf(personId)?.Name ?? string.Empty;

    public string Who(ImmutableArray<int> people) => people.IsEmpty
        ? Texts.Of("sim_nobody")
        : string.Join("; ", people.Take(MostNames).Select(NameAndPost)) + (people.Length > MostNames ? Texts.Of("sim_and_more", people.Length - MostNames) : string.Empty);

    /// <summary>How the performers were found; empty when the rule itself found them.</summary>
    public static string Why(string why)
    {
        var parts = why.Split(':', 2);
        return parts[0] switch
        {
            "rule" or "nobody" => string.Empty,
            "fallback" => Texts.Of("sim_why_fallback", parts[^1]),
            "level_up" => Texts.Of("sim_why_level_up", Texts.OrKey("sim_level", parts[^1])),
            _ => why,
        };
    }

    /// <summary>What was sent, kind by kind: «напоминания: 10.09, 15.09».</summary>
    public IEnumerable<string> Notes(RouteRow row)
    {
        foreach (var group in row.Notes.Where(note => note.Kind != RouteNoteKind.Escalation).GroupBy(note => note.Kind))
        {
            yield return Texts.Of($"sim_note_{group.Key}", string.Join(", ", group.Select(note => ShortDay(note.On))));
        }

        foreach (var note in row.Notes.Where(note => note.Kind == RouteNoteKind.Escalation))
        {
            yield return Texts.Of("sim_note_Escalation", ShortDay(note.On), note.To.IsEmpty ? Texts.Of("sim_nobody") : string.Join(", ", note.To.Select(Name)));
        }
    }

    public static string Due(RouteRow row) => row.DueOn is { } due
        ? Day(due) + (row.Preliminary ? Texts.Of("sim_preliminary") : string.Empty)
        : Texts.Of("sim_no_due");

    public static string Answer(RouteRow row) => (row.Answer, row.ClosedOn) switch
    {
        ({ } answer, { } day) => Texts.Of(row.Late ? "sim_answered_late" : "sim_answered", answer.Title, Day(day)),
        (_, { } day) => Texts.Of("sim_taken_back", Day(day)),
        _ => Texts.Of("sim_waits"),
    };

    /// <summary>«Диагностика, круг 2».</summary>
    public static string Stage(RouteRow row) => row.Round > 1 ? Texts.Of("sim_round", row.Stage.Title, row.Round) : row.Stage.Title;

    public static string Left(LeftOut left) => left.Slot is { } slot
        ? Texts.Of(left.NoPerformer ? "sim_left_slot_nobody" : "sim_left_slot", left.Stage.Title, slot.Title)
        : Texts.Of("sim_left_stage", left.Stage.Title);

    /// <summary>How the route ends, in a sentence or two.</summary>
    public static string End(RouteTable table) => table.End.Kind switch
    {
        WalkEndKind.Refused => table.End.Why!.Sentence,
        WalkEndKind.Endless => Texts.Of("sim_end_endless"),
        WalkEndKind.Waits when table.Waiting.FirstOrDefault(row => row.Assignees.IsEmpty) is { } nobody => Texts.Of("sim_end_nobody", nobody.Slot.Title),
        WalkEndKind.Waits => Texts.Of("sim_end_waits", string.Join(", ", table.Waiting.Select(row => $"«{row.Slot.Title}»"))),
        _ => Texts.Of(
            table.Last.Status == PathwayStatus.Completed ? "sim_end_completed" : "sim_end_rejected",
            Texts.Day(table.Rows.Max(row => row.ClosedOn) ?? table.StartOn),
            Texts.Count("years", table.Last.Year)),
    };

    private static string Small(string post) => post.Length > 1 && char.IsUpper(post[0]) && !char.IsUpper(post[1]) ? char.ToLower(post[0], Texts.Russian) + post[1..] : post;
}
