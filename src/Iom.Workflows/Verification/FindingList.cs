using System.Collections.Immutable;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Verification;

/// <summary>Collects findings; the same one in several organisations is kept once, with all of them.</summary>
internal sealed class FindingList(ProcessPlan plan)
{
    /// <summary>Names that fit into a sentence; the finding itself names all.</summary>
    private const int MostNamed = 5;

    private readonly List<Entry> entries = [];
    private readonly Dictionary<(string Code, string Path, string Sentence), Entry> known = [];

    public ProcessPlan Plan => plan;

    /// <param name="severity">How grave.</param>
    /// <param name="code">Stable code; the sentence stands in the texts under it.</param>
    /// <param name="path">Path of the value, as in <see cref="ProcessPlan.Origins"/>.</param>
    /// <param name="facts">What the sentence names.</param>
    /// <param name="witness">The way there.</param>
    /// <param name="organisations">Names; they are put behind the sentence.</param>
    public void Add(
        Severity severity, string code, string path, object?[] facts, IEnumerable<string>? witness = null, IEnumerable<string>? organisations = null)
    {
        var sentence = VerificationTexts.Of(code, facts);
        if (!known.TryGetValue((code, path, sentence), out var entry))
        {
            entry = new Entry(severity, code, path, sentence, [.. witness ?? []]);
            known.Add((code, path, sentence), entry);
            entries.Add(entry);
        }

        entry.Organisations.UnionWith(organisations ?? []);
    }

    public ImmutableArray<Finding> ToFindings() =>
        [.. entries.OrderBy(entry => entry.Severity).Select(entry => new Finding(
            entry.Code, entry.Severity, Sentence(entry), PlaceOf(entry.Path), entry.Witness, [.. entry.Organisations]))];

    /// <summary>The place of a value or, when nobody wrote it, of the nearest thing around it.</summary>
    private Origin? PlaceOf(string path)
    {
        for (var rest = path; rest.Length > 0; rest = rest[..Math.Max(0, rest.LastIndexOf('.'))])
        {
            if (plan.Origins.TryGetValue(rest, out var origin))
            {
                return origin;
            }
        }

        return plan.Origins.GetValueOrDefault("title");
    }

    private static string Sentence(Entry entry)
    {
        if (entry.Organisations.Count == 0)
        {
            return entry.Sentence;
        }

        var named = string.Join(", ", entry.Organisations.Take(MostNamed));
        var more = entry.Organisations.Count - MostNamed;
        return VerificationTexts.Of("organisations", entry.Sentence, more > 0 ? VerificationTexts.Of("and_more", named, more) : named);
    }

    private sealed record Entry(Severity Severity, string Code, string Path, string Sentence, ImmutableArray<string> Witness)
    {
        public SortedSet<string> Organisations { get; } = new(StringComparer.Ordinal);
    }
}
