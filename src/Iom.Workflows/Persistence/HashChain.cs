using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Iom.Workflows.Persistence;

/// <summary>The chain that makes the history tamper-evident: each row's hash covers the row and the hash before it.</summary>
public static class HashChain
{
    /// <summary>What stands before the first row.</summary>
    public const string Start = "";

    /// <summary>SHA-256 (hex) over the row, its fields joined by a character that none of them can hold.</summary>
    public static string Next(
        string previous, Guid pathwayId, long revision, DateTimeOffset at, int? actor, string kind, string body, string? operationId, string? fingerprint)
    {
        // Both databases keep instants to the microsecond; the hash must not depend on what is lost below it.
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{previous}\u001f{pathwayId:N}\u001f{revision}\u001f{at.UtcTicks / 10}\u001f{actor}\u001f{kind}\u001f{operationId}\u001f{fingerprint}\u001f{body}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
