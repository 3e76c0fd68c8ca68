using System.Diagnostics.Metrics;
using Iom.Host.Delivery;
using Iom.Workflows.Execution;

namespace Iom.Host.Telemetry;

/// <summary>
/// Figures of the whole installation, from the database and the same on every host: dashboards take the maximum over hosts. A gauge gives the
/// newest sample; before the first one it gives nothing.
/// </summary>
public sealed class InstallationMeter : IDisposable
{
    public const string OutboxAge = "iom.outbox.age";
    public const string OutboxWaiting = "iom.outbox.waiting";
    public const string OutboxParked = "iom.outbox.parked";
    public const string DeadLetters = "iom.dead_letters";
    public const string MailsWaiting = "iom.mails.waiting";
    public const string MailsParked = "iom.mails.parked";
    public const string SweepLag = "iom.sweep.lag";
    public const string ItemsOpen = "iom.items.open";
    public const string ItemsOverdue = "iom.items.overdue";

    private readonly Meter meter = new(ExecutionMeter.Name);
    private volatile DeliveryState? state;
    private volatile ItemCounts? items;

    public InstallationMeter()
    {
        Gauge(OutboxAge, "s", "Seconds that the oldest waiting outbox row has waited.", () => state?.OutboxAge.TotalSeconds);
        Gauge(OutboxWaiting, "{row}", "Outbox rows on their way.", () => state?.Waiting);
        Gauge(OutboxParked, "{row}", "Outbox rows given up.", () => state?.Parked);
        Gauge(DeadLetters, "{message}", "Messages that nobody could take.", () => state?.DeadLetters);
        Gauge(MailsWaiting, "{mail}", "Mails to be sent.", () => state?.MailsWaiting);
        Gauge(MailsParked, "{mail}", "Mails given up.", () => state?.MailsParked);
        Gauge(SweepLag, "s", "Seconds that what is due has waited for the sweep.", () => state?.SweepLag.TotalSeconds);
        Gauge(ItemsOpen, "{item}", "Open work items.", () => items?.Open);
        Gauge(ItemsOverdue, "{item}", "Open work items past their day everywhere in the country.", () => items?.Overdue);
    }

    public void Sample(DeliveryState newest) => state = newest;

    public void Sample(ItemCounts newest) => items = newest;

    public void Dispose() => meter.Dispose();

    private void Gauge(string name, string unit, string description, Func<double?> read) =>
        meter.CreateObservableGauge(name, () => read() is { } value ? [new Measurement<double>(value)] : Array.Empty<Measurement<double>>(), unit, description);
}

/// <summary>Work items of the whole installation.</summary>
public sealed record ItemCounts(long Open, long Overdue);
