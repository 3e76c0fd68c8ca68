using System.Globalization;
using System.Text;

namespace Iom.Host.Work;

/// <summary>An opaque place in a list: the key of the last row shown. Lists are never paged by offset, since rows come and go.</summary>
public sealed record Cursor(DateOnly DueOn, Guid PathwayId, int Number)
{
    /// <summary>Stands for "no deadline" in the order: after everything that has one.</summary>
    public static DateOnly Never { get; } = new(9999, 12, 31);

    public override string ToString() => Convert.ToBase64String(Encoding.ASCII.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{DueOn:yyyyMMdd}.{PathwayId:N}.{Number}"))).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <returns>Null for anything that this program did not write.</returns>
    public static Cursor? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > 100)
        {
            return null;
        }

        var base64 = text.Replace('-', '+').Replace('_', '/');
        Span<byte> bytes = stackalloc byte[100];
        if (!Convert.TryFromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '='), bytes, out var length))
        {
            return null;
        }

        var parts = Encoding.ASCII.GetString(bytes[..length]).Split('.');
        return parts.Length == 3
            && DateOnly.TryParseExact(parts[0], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var due)
            && Guid.TryParseExact(parts[1], "N", out var pathway)
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? new Cursor(due, pathway, number)
                : null;
    }
}
