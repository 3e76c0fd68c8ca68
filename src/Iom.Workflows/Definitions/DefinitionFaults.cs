using Iom.Workflows.Authoring;

namespace Iom.Workflows.Definitions;

/// <summary>Collects faults while files are read; the same fault seen through two overlays is kept once.</summary>
internal sealed class DefinitionFaults
{
    private const int MostPerFile = 200;
    private readonly HashSet<SourceFault> faults = [];
    private readonly Dictionary<string, int> perFile = new(StringComparer.Ordinal);

    /// <summary>Everything that was added, twice seen or not.</summary>
    public int Total { get; private set; }

    /// <summary>Those after which a value is missing, so that questions about its sense would mislead.</summary>
    public int Count { get; private set; }

    public IEnumerable<SourceFault> All => faults;

    public void Add(Place at, string code, string sentence)
    {
        Total++;
        Count += code is "unknown_key" or "too_long" ? 0 : 1;
        var soFar = perFile.GetValueOrDefault(at.File);
        if (soFar < MostPerFile && faults.Add(new SourceFault(at.File, at.Line, at.Column, code, sentence)))
        {
            perFile[at.File] = soFar + 1;
        }
    }

    public void AddAll(IEnumerable<SourceFault> others)
    {
        foreach (var fault in others)
        {
            Add(new Place(fault.File, fault.Line, fault.Column), fault.Code, fault.Sentence);
        }
    }
}
