using System.Globalization;

namespace Iom.Host.Work;

/// <summary>A work item in an address: <c>{pathwayId}-{number}</c>.</summary>
public readonly record struct WorkItemId(Guid PathwayId, int Number)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{PathwayId:N}-{Number}");

    public static WorkItemId? Parse(string text)
    {
        var dash = text.LastIndexOf('-');
        return dash > 0
            && Guid.TryParse(text.AsSpan(0, dash), out var pathway)
            && int.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? new WorkItemId(pathway, number)
                : null;
    }
}
