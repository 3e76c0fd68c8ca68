namespace Iom.Workflows.Persistence.Rows;

/// <summary>A message that a consumer has dealt with, written together with what it did: the second delivery finds it and does nothing.</summary>
public sealed class InboxRow
{
    public required Guid MessageId { get; init; }
    public required string Consumer { get; init; }
    public DateTimeOffset ReceivedAt { get; init; }
}

/// <summary>A message that nobody could take, as it lay in a parking queue of the broker.</summary>
public sealed class DeadLetterRow
{
    public long Id { get; init; }

    /// <summary>Hash of queue, body and instant of death: moved here twice, it stands here once.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The queue that it was meant for, and to which it goes back.</summary>
    public required string Queue { get; init; }

    /// <summary>Why, as a stable word: <c>failed</c>, <c>unreadable</c>, <c>unknown_kind</c>, <c>refused_by_broker</c>.</summary>
    public required string Cause { get; init; }

    /// <summary>Why, in the words of the program that gave it up; without addresses of people.</summary>
    public required string Reason { get; init; }
    public string? MessageId { get; init; }
    public string? ContentType { get; init; }
    public required byte[] Body { get; init; }

    /// <summary>When it was given up, UTC.</summary>
    public DateTimeOffset DiedAt { get; init; }

    /// <summary>When a person sent it again or put it away, UTC; null: it waits.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
}

/// <summary>Who sent what again, or put it away.</summary>
public sealed class DeliveryLogRow
{
    public long Id { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>The person, by number.</summary>
    public required int Actor { get; init; }

    /// <summary><c>replay</c> or <c>dismiss</c>.</summary>
    public required string Action { get; init; }

    /// <summary><c>outbox</c>, <c>dead_letter</c> or <c>mail</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Which one; null: all that waited.</summary>
    public string? Target { get; init; }
    public required int Count { get; init; }
}
