namespace Iom.Workflows.Relay;

/// <summary>
/// The bus as a whole cannot take anything now. No row is to blame: none uses up an attempt, all are given back, and the relay pauses.
/// </summary>
public sealed class BusAwayException(string message, Exception? inner = null) : Exception(message, inner);
