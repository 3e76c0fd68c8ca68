using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Iom.Host.Notifications;
using RabbitMQ.Client;

namespace Iom.Host.Messaging;

/// <summary>A parked message, as the program keeps it.</summary>
/// <param name="Queue">The queue that it was meant for.</param>
/// <param name="Cause">Stable word, see <see cref="Iom.Workflows.Persistence.Rows.DeadLetterRow"/>.</param>
/// <param name="Values">For the statement that inserts it.</param>
internal sealed record DeadLetter(string Queue, string Cause, object?[] Values)
{
    public static DeadLetter Of(string lyingIn, BasicGetResult message, DateTimeOffset now)
    {
        var headers = message.BasicProperties.Headers ?? new Dictionary<string, object?>();
        var queue = Word(headers, "x-first-death-queue") is { Length: > 0 } first && lyingIn.EndsWith(".parked", StringComparison.Ordinal)
            ? first
            : lyingIn.Replace("_error", string.Empty, StringComparison.Ordinal).Replace("_skipped", string.Empty, StringComparison.Ordinal);
        var thrown = Word(headers, "MT-Fault-ExceptionType");
        var cause = lyingIn.EndsWith("_skipped", StringComparison.Ordinal) ? "unknown_kind"
            : lyingIn.EndsWith("_error", StringComparison.Ordinal)
                ? IsUnreadable(thrown) ? "unreadable" : "failed"
                : "refused_by_broker";
        var reason = cause switch
        {
            "unknown_kind" => "No consumer knows this kind or version of message.",
            "refused_by_broker" => $"The broker gave it up: {Word(headers, "x-first-death-reason") ?? "no reason given"}.",
            _ => $"{thrown}: {Word(headers, "MT-Fault-Message")}",
        };
        var body = message.Body.ToArray();
        var died = DateTimeOffset.TryParse(Word(headers, "MT-Fault-Timestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at.ToUniversalTime()
            : now;
        // What has no instant of its own is told apart by its place in the queue's life: a redelivery of the same message is the same letter.
        var mark = Word(headers, "MT-Fault-Timestamp") ?? message.BasicProperties.MessageId ?? string.Empty;
        var fingerprint = Convert.ToHexString(SHA256.HashData([.. Encoding.UTF8.GetBytes($"{lyingIn}|{mark}|"), .. body]));
        return new DeadLetter(
            queue, cause, [fingerprint, queue, cause, Reasons.Clean(reason), message.BasicProperties.MessageId, message.BasicProperties.ContentType, body, died]);
    }

    private static bool IsUnreadable(string? thrown) => thrown is not null
        && (thrown.Contains("Serialization", StringComparison.Ordinal) || thrown.Contains("Json", StringComparison.Ordinal)
            || thrown.EndsWith(nameof(UnacceptableMessageException), StringComparison.Ordinal));

    private static string? Word(IDictionary<string, object?> headers, string name) => headers.TryGetValue(name, out var value)
        ? value switch
        {
            byte[] bytes => Encoding.UTF8.GetString(bytes),
            null => null,
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        }
        : null;
}
