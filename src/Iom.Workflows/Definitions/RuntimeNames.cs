namespace Iom.Workflows.Definitions;

/// <summary>Names of runtimes; stored with pathways, so they never change.</summary>
public static class RuntimeNames
{
    /// <summary>The engine of the house.</summary>
    public const string Native = "native";

    /// <summary>Elsa Workflows, where it was built in.</summary>
    public const string Elsa = "elsa";
}
