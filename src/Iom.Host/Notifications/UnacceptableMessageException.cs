namespace Iom.Host.Notifications;

/// <summary>A message that can be read but makes no sense here. Trying again does not help; it is parked with this reason.</summary>
public sealed class UnacceptableMessageException(string message) : Exception(message);
