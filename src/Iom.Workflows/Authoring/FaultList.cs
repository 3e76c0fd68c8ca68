namespace Iom.Workflows.Authoring;

/// <summary>Faults of one file while it is being read; all of them are wanted, so reading goes on after each.</summary>
public sealed class FaultList(string file)
{
    private const int Most = 200;
    private readonly List<SourceFault> faults = [];

    public string File => file;

    public IReadOnlyList<SourceFault> Faults => faults;

    public void Add(YamlNode at, string code, string sentence) => Add(at.Line, at.Column, code, sentence);

    public void Add(int line, int column, string code, string sentence)
    {
        if (faults.Count < Most)
        {
            faults.Add(new SourceFault(file, line, column, code, sentence));
        }
    }
}
