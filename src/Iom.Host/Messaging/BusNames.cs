namespace Iom.Host.Messaging;

/// <summary>Names on the broker, all under the installation's prefix; part of the contract in docs/messages.md.</summary>
public sealed class BusNames(string prefix)
{
    /// <summary>Exchange to which notices go; other programs bind queues of their own to it.</summary>
    public string NoticeExchange => $"{prefix}.notice.v1";

    /// <summary>The program's own queue of notices.</summary>
    public string Notices => $"{prefix}.notices";

    /// <summary>Where messages lie that were tried and failed, with the reason.</summary>
    public string NoticesFailed => $"{prefix}.notices_error";

    /// <summary>Where messages lie that no consumer knows.</summary>
    public string NoticesSkipped => $"{prefix}.notices_skipped";

    /// <summary>Exchange and queue for what the broker itself gives up: delivered again and again without an answer.</summary>
    public string Parked => $"{prefix}.parked";

    /// <summary>Exchange of the messages by which a host sees that the bus carries.</summary>
    public string CanaryExchange => $"{prefix}.canary.v1";

    /// <summary>Queues from which nothing is consumed in the ordinary way.</summary>
    public IReadOnlyList<string> Parking => [NoticesFailed, NoticesSkipped, Parked];

    public string CanaryQueue(string host) => $"{prefix}.canary.{host}";
}
