using System.Globalization;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;

namespace Iom.Host.Work;

/// <summary>Who may be chosen in the fields of a form, by the key of the field (<c>table.column</c> inside tables).</summary>
public sealed class PersonChoices
{
    private readonly Dictionary<string, IReadOnlyList<Choice>> choices = new(StringComparer.Ordinal);

    private PersonChoices()
    {
    }

    public static PersonChoices None { get; } = new();

    public static PersonChoices Of(IEnumerable<FieldPlan> fields, Roster roster, PathwayState state, DateOnly today)
    {
        var found = new PersonChoices();
        found.Collect(fields, string.Empty, field => [.. roster.Candidates(field, state, today)
            .Select(roster.Person).OfType<Person>()
            .OrderBy(person => person.FullName, StringComparer.Ordinal)
            .Select(person => new Choice(person.Id.ToString(CultureInfo.InvariantCulture), $"{person.FullName}, {person.Position}"))]);
        return found;
    }

    public IReadOnlyList<Choice> For(string key) => choices.GetValueOrDefault(key) ?? [];

    private void Collect(IEnumerable<FieldPlan> fields, string prefix, Func<FieldPlan, IReadOnlyList<Choice>> find)
    {
        foreach (var field in fields)
        {
            if (field.Type == FieldType.Person)
            {
                choices[prefix + field.Key] = find(field);
            }

            Collect(field.Columns, $"{prefix}{field.Key}.", find);
        }
    }

    /// <summary>A person by number, with the words by which people know him.</summary>
    public sealed record Choice(string Id, string Title);
}
