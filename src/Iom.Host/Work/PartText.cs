using System.Text.Json;
using Iom.Host.Resources;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;
using Iom.Workflows.Persistence;
using Iom.Workflows.Persistence.Rows;

namespace Iom.Host.Work;

/// <summary>Titles of items of which a slot has several: «Протокол: Иванова И. И.», «Мероприятие 3: Открытый урок».</summary>
internal static class PartText
{
    public static string Title(string slot, WorkItemRow row, Roster roster) => Title(slot, Read(row), roster);

    public static ItemPart? Read(WorkItemRow row) => row.Part is { } part ? JsonSerializer.Deserialize(part, EngineJson.Stored.ItemPart) : null;

    public static string Title(string slot, ItemPart? part, Roster roster)
    {
        if (part is null)
        {
            return slot;
        }

        var numbered = part.Row is { } row ? Texts.Of("part_row", slot, row + 1) : slot;
        var words = new[] { part.Label, part.Person is { } person ? roster.Person(person)?.ShortName : null, part.Day is { } day ? Texts.Day(day) : null };
        var rest = string.Join(", ", words.OfType<string>());
        return rest.Length == 0 ? numbered : $"{numbered}: {rest}";
    }
}
