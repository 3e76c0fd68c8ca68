namespace Iom.Workflows.Elsa.Flow;

/// <summary>Elsa went another way than the engine. Always a bug, of the generated workflow or of Elsa; nothing is committed then.</summary>
public sealed class DivergenceException(string message) : Exception(message);
