using Microsoft.AspNetCore.Identity;

namespace Iom.Host.Identity;

/// <summary>A way to sign in; everything about the person stands in the directory.</summary>
public sealed class Account : IdentityUser<int>
{
    /// <summary>Number of the person in the directory.</summary>
    public int PersonId { get; set; }
}
