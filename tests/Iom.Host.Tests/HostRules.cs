using System.Collections.Immutable;
using Iom.Tests.Support;

namespace Iom.Host.Tests;

/// <summary>The rules of the host's folders.</summary>
internal static class HostRules
{
    /// <summary>One folder an audience, each with its endpoints, pages and queries.</summary>
    public static readonly ImmutableArray<string> Audiences = ["Administrators", "Approvers", "Monitoring", "Teachers"];

    public static readonly ImmutableArray<FolderRule> All =
    [
        .. Audiences.Select(audience => new FolderRule(
            $"{audience} knows no other audience", [audience], [.. Audiences.Where(other => other != audience).Select(other => "." + other)])),
        new("Only Messaging and Notifications know MassTransit", [], ["MassTransit", "RabbitMQ"], ExceptFolders: ["Messaging", "Notifications"]),
        new("Only Scheduling knows Quartz", [], ["Quartz"], ExceptFolders: ["Scheduling"]),
    ];
}
