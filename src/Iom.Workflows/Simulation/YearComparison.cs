using System.Collections.Immutable;

namespace Iom.Workflows.Simulation;

/// <summary>What another version of a plan changes in the year of every person. Both loads are of the same weeks.</summary>
/// <param name="People">Those whose load differs, the largest change of the heaviest week first.</param>
/// <param name="Items">How many items more (or fewer) in all.</param>
/// <param name="Reminders">How many reminder mails more (or fewer) in all.</param>
public sealed record YearComparison(ImmutableArray<PersonChange> People, long Items, long Reminders)
{
    /// <exception cref="ArgumentException">The loads are of different weeks; a bug.</exception>
    public static YearComparison Of(YearLoad before, YearLoad after)
    {
        if (!before.Weeks.SequenceEqual(after.Weeks))
        {
            throw new ArgumentException("The loads are of different weeks.", nameof(after));
        }

        var none = ImmutableArray.Create(new int[before.Weeks.Length]);
        var old = before.People.ToDictionary(person => person.PersonId);
        var changes = new List<PersonChange>();
        foreach (var now in after.People)
        {
            changes.Add(Change(old.Remove(now.PersonId, out var was) ? was : new PersonLoad(now.PersonId, none, none), now));
        }

        changes.AddRange(old.Values.Select(gone => Change(gone, new PersonLoad(gone.PersonId, none, none))));
        return new YearComparison(
            [.. changes.Where(change => change.Open.Any(delta => delta != 0)).OrderByDescending(change => Math.Abs(change.MostAfter - change.MostBefore)).ThenBy(change => change.PersonId)],
            after.Items - before.Items,
            after.Reminders - before.Reminders);
    }

    private static PersonChange Change(PersonLoad before, PersonLoad after) =>
        new(after.PersonId, before.Most, after.Most, [.. after.Open.Zip(before.Open, (now, was) => now - was)]);
}

/// <summary>How one person's year changes.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="MostBefore">Items in the heaviest week before.</param>
/// <param name="MostAfter">Items in the heaviest week after.</param>
/// <param name="Open">Open items more (or fewer), by week.</param>
public sealed record PersonChange(int PersonId, int MostBefore, int MostAfter, ImmutableArray<int> Open);
