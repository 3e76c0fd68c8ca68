using System.Collections.Immutable;
using System.Globalization;
using Iom.Workflows.Authoring;
using Iom.Workflows.Authoring.Editing;

namespace Iom.Host.Administrators.Studio.Forms;

/// <summary>Who does the work, as a person chooses it: who, where, and who if there is nobody.</summary>
/// <param name="Kind"><c>subject</c>, <c>role</c>, <c>relative</c>, <c>body</c>, <c>field</c> …; <c>other</c>: a rule beyond this form.</param>
/// <param name="Key">The role, relation, body, field or number of the person; for several: how they go together.</param>
/// <param name="Level">Level of the org tree, or <c>org_type:school</c>, <c>unit:code</c>; null: where the educator works.</param>
/// <param name="Fallbacks">What is tried when nobody is found, in turn.</param>
public sealed record PerformerForm(string Kind, string? Key, string? Level, ImmutableArray<PerformerForm.Fallback> Fallbacks)
{
    /// <summary>For a body: every member, not its chair alone.</summary>
    public bool Members { get; init; }

    /// <summary>The educator never decides on his own pathway.</summary>
    public bool NotSubject { get; init; }

    /// <summary>For a pool: those who have fewer educators than this; 0: no matter.</summary>
    public int Load { get; init; }

    /// <summary>For educators and a pool: which of them.</summary>
    public YamlNode? Where { get; init; }

    /// <summary>For several: the rules.</summary>
    public ImmutableArray<PerformerForm> Rules { get; init; } = [];

    /// <summary>One try when nobody was found.</summary>
    /// <param name="Kind"><c>up</c>, <c>skip</c>, <c>role</c>; <c>other</c>: a rule beyond this form, kept as it is.</param>
    /// <param name="Role">For a role: which.</param>
    /// <param name="Level">For a role: at which level.</param>
    /// <param name="Written">What stands in the text.</param>
    public sealed record Fallback(string Kind, string? Role = null, string? Level = null, YamlNode? Written = null)
    {
        public YamlNode ToYaml() => Kind switch
        {
            "up" or "skip" => Yaml.Text(Kind),
            "role" => Yaml.Map(("role", Yaml.Text(Role ?? "head")), ("level", Level is null ? null : Yaml.Text(Level))),
            _ => Written!,
        };
    }

    public static PerformerForm From(YamlNode? node) => PerformerRules.Read(node);

    /// <summary>The same for another kind, with something sensible chosen.</summary>
    public PerformerForm As(string kind) => kind == "subject" ? new PerformerForm(kind, null, null, []) : new PerformerForm(kind, PerformerRules.Usual(kind), null, Fallbacks)
    {
        Load = kind == "pool" ? 3 : 0,
        Members = false,
        Rules = kind == "several" ? [new PerformerForm("role", "head", null, []), new PerformerForm("role", "deputy_academic", null, [])] : [],
    };

    /// <exception cref="InvalidOperationException">A rule beyond the form; it is not written back.</exception>
    public YamlNode ToYaml() => Kind switch
    {
        "subject" => Yaml.Text("subject"),
        "other" => throw new InvalidOperationException("Rules beyond the form stay as they are."),
        _ => Yaml.Map(
        [
            .. Rule(),
            ("except", NotSubject ? Yaml.Text("subject") : null),
            ("if_nobody", Fallbacks switch
            {
                [] => null,
                [var single] => single.ToYaml(),
                _ => Yaml.List([.. Fallbacks.Select(fallback => fallback.ToYaml())]),
            }),
        ]),
    };

    private (string, YamlNode?)[] Rule() => Kind switch
    {
        "several" => [(Key!, Yaml.List([.. Rules.Select(rule => rule.ToYaml())]))],
        "educators" => [(Kind, Yaml.Map(("where", Where))), Place("level")],
        "pool" =>
        [
            (Kind, Yaml.Map(("role", Yaml.Text(Key!)), Place("level"))),
            ("where", Where),
            ("max_load", Load > 0 ? Yaml.Map(("role", Yaml.Text(Key!)), ("below", Yaml.Text(Nodes.Digits(Load)))) : null),
        ],
        "person" => [(Kind, Yaml.Text(int.TryParse(Key, CultureInfo.InvariantCulture, out _) ? Key! : "1"))],
        "role" or "body" => [(Kind, Yaml.Text(Key!)), Place("level"), Place("org_type"), Place("unit"), ("members", Members ? Yaml.Text("true") : null)],
        _ => [(Kind, Yaml.Text(Key!))],
    };

    private (string, YamlNode?) Place(string key) => (key, Level switch
    {
        null or "" => null,
        var place when place.Split(':') is [var word, var value] => word == key ? Yaml.Text(value) : null,
        var level => key == "level" ? Yaml.Text(level) : null,
    });
}
