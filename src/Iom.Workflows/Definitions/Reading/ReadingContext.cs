namespace Iom.Workflows.Definitions.Reading;

/// <summary>What the readers of one definition share: the faults, and the place of every value by its path.</summary>
/// <param name="faults">Where faults go.</param>
/// <param name="top">The top of the file; stands in for a place nobody wrote.</param>
/// <param name="partial">
/// The definition extends one that could not be found, so only what is written can be checked, not what is missing.
/// </param>
internal sealed class ReadingContext(DefinitionFaults faults, Place top, bool partial)
{
    private readonly Dictionary<string, Place> places = new(StringComparer.Ordinal);
    private readonly HashSet<string> broken = new(StringComparer.Ordinal);

    public DefinitionFaults Faults => faults;

    public bool Partial => partial;

    public IReadOnlyDictionary<string, Place> Places => places;

    /// <summary>Something the flow rests on (a stage key, an outcome, a target) could not be read: questions about the whole flow would mislead.</summary>
    public bool FlowBroken { get; private set; }

    public void Wrote(string path, Place place) => places[path] = place;

    /// <summary>The place of a value or, when nobody wrote it, of the nearest thing around it.</summary>
    public Place At(string path)
    {
        for (var rest = path; rest.Length > 0; rest = rest[..Math.Max(0, rest.LastIndexOf('.'))])
        {
            if (places.TryGetValue(rest, out var place))
            {
                return place;
            }
        }

        return top;
    }

    public void Fault(Place at, string code, string where, string sentence) =>
        faults.Add(at, code, where.Length > 0 ? $"{where}: {sentence}" : string.Concat(char.ToUpperInvariant(sentence[0]).ToString(), sentence.AsSpan(1)));

    /// <summary>A fault of the whole flow; after it the flow is not asked about.</summary>
    public void FlowFault(Place at, string code, string where, string sentence)
    {
        FlowBroken = true;
        Fault(at, code, where, sentence);
    }

    /// <summary>Names of stages that deadlines, transitions and the yearly loop refer to; checked when all stages are known.</summary>
    public List<(Node.Text Name, string Where)> StagesNamed { get; } = [];

    public void StageNamed(Node.Text name, string where) => StagesNamed.Add((name, where));

    /// <summary>Slots that performers refer to as <c>stage.slot</c>.</summary>
    public List<(Node.Text Name, string Where)> SlotsNamed { get; } = [];

    public void SlotNamed(Node.Text name, string where) => SlotsNamed.Add((name, where));

    /// <summary>Fields, or columns of tables, that rules refer to, with the type they must have; null: any.</summary>
    public List<(Node.Text Name, string? Type, bool Column, string Where)> FieldsNamed { get; } = [];

    public void FieldNamed(Node.Text name, string type, string where) => FieldsNamed.Add((name, type, false, where));

    public void ColumnNamed(Node.Text name, string type, string where) => FieldsNamed.Add((name, type, true, where));

    public void FieldNamed(Node.Text name, string where) => FieldsNamed.Add((name, null, false, where));

    /// <summary>Outcomes of stages that conditions refer to; checked when all stages are known.</summary>
    public List<(string Stage, Node.Text Name, string Where)> OutcomesNamed { get; } = [];

    public void OutcomeNamed(string stage, Node.Text name, string where) => OutcomesNamed.Add((stage, name, where));

    public void BreakFlow() => FlowBroken = true;

    public void Break(string path) => broken.Add(path);

    /// <summary>Whether a part could not be read whole; then questions about its sense are not asked.</summary>
    public bool IsBroken(string path) => broken.Contains(path);
}
