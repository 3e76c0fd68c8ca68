using System.Text.RegularExpressions;

namespace Iom.Host.Notifications;

/// <summary>Reasons of faults, fit to be kept and shown: short, and without the addresses that mail servers like to repeat.</summary>
public static partial class Reasons
{
    private const int Longest = 500;

    public static string Clean(string reason)
    {
        var clean = Address().Replace(reason, "…@…");
        return clean.Length > Longest ? clean[..Longest] : clean;
    }

    [GeneratedRegex(@"[^\s<>@""]+@[^\s<>@""]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
