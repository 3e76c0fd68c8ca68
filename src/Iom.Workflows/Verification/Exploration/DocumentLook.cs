using System.Collections.Immutable;
using System.Text;
using Iom.Workflows.Definitions;
using Iom.Workflows.Documents;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Verification.Exploration;

/// <summary>What of a document decides about the future of its pathway: answers of conditions, chosen people, rows with work of their own.</summary>
internal sealed class DocumentLook
{
    private readonly ImmutableArray<Comparable> fields;
    private readonly ImmutableArray<Comparable> columns;
    private readonly ImmutableArray<string> tables;
    private readonly DateOnly today;

    public DocumentLook(Mentions mentions, DateOnly today)
    {
        this.today = today;
        fields = Asked(mentions, FactSource.Document, mentions.PersonFields);
        columns = Asked(mentions, FactSource.Row, mentions.PersonColumns);
        tables = mentions.Tables;
    }

    /// <summary>Whether rows of one table may fare differently.</summary>
    public bool TellsRowsApart => !columns.IsEmpty;

    private bool Blind => fields.IsEmpty && tables.IsEmpty;

    public string Of(PathwayDocument document)
    {
        if (Blind)
        {
            return string.Empty;
        }

        var look = new StringBuilder();
        foreach (var (key, asked) in fields)
        {
            Note(look, asked, Comparisons.Values(document.Fields.GetValueOrDefault(key)));
        }

        foreach (var row in tables.SelectMany(table => document.Rows(table)))
        {
            look.Append('r');
            foreach (var (key, asked) in columns)
            {
                Note(look, asked, Comparisons.Values(row.GetValueOrDefault(key)));
            }
        }

        return look.ToString();
    }

    private static ImmutableArray<Comparable> Asked(Mentions mentions, FactSource source, IEnumerable<string> people) =>
    [
        .. mentions.Facts.Where(fact => fact.Source == source).Select(fact => fact.Key).Concat(people).Distinct(StringComparer.Ordinal)
            .Select(key => new Comparable(key, [.. mentions.AskedOf(source, key).Distinct()])),
    ];

    private void Note(StringBuilder look, ImmutableArray<Comparison> asked, ImmutableArray<string> values)
    {
        foreach (var comparison in asked)
        {
            look.Append(Comparisons.Holds(comparison, values, today) ? '1' : '0');
        }
    }

    private readonly record struct Comparable(string Key, ImmutableArray<Comparison> Asked);
}
