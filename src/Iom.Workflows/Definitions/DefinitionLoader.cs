using Iom.Workflows.Authoring;
namespace Iom.Workflows.Definitions;
/// <summary>Provisional.</summary>
public static class DefinitionLoader
{
    public static (IReadOnlyList<ProcessPlan> Plans, IReadOnlyList<SourceFault> Faults) Load(IReadOnlyList<SourceFile> files) => ([], []);
}
