using System.Globalization;

namespace Iom.Host.CommandLine;

/// <summary>The words after <c>simulate</c>.</summary>
/// <param name="What">Key of a definition, or a file.</param>
/// <param name="Educator">Number in the directory, or part of a name; null: the first whom the definition is for.</param>
/// <param name="Unit">Code of a unit whose year is simulated; null: one educator's route.</param>
/// <param name="Start">First day; null: the first of September of the current academic year.</param>
/// <param name="Answer">Day of every answer, as text.</param>
/// <param name="Outcomes">Steps of the script, as text.</param>
/// <param name="Json">JSON instead of tables.</param>
internal sealed record SimulateOptions(string What, string? Educator, string? Unit, DateOnly? Start, string? Answer, IReadOnlyList<string> Outcomes, bool Json)
{
    /// <summary>Null: the words make no sense.</summary>
    public static SimulateOptions? Read(IReadOnlyList<string> words)
    {
        if (words.Count == 0 || words[0].StartsWith('-'))
        {
            return null;
        }

        var options = new SimulateOptions(words[0], null, null, null, null, [], false);
        for (var at = 1; at < words.Count; at++)
        {
            if (words[at] == "--json")
            {
                options = options with { Json = true };
                continue;
            }

            if (at + 1 == words.Count || options.With(words[at], words[++at]) is not { } next)
            {
                return null;
            }

            options = next;
        }

        return options;
    }

    private SimulateOptions? With(string name, string value) => name switch
    {
        "--educator" => this with { Educator = value },
        "--unit" => this with { Unit = value },
        "--answer" => this with { Answer = value },
        "--outcomes" => this with { Outcomes = [.. Outcomes, .. value.Split(',', StringSplitOptions.RemoveEmptyEntries)] },
        "--start" when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => this with { Start = day },
        _ => null,
    };
}
