using System.Globalization;
using System.Security.Claims;
using Iom.Workflows.Directory;
using Iom.Workflows.Execution;

namespace Iom.Host.Identity;

/// <summary>Who is asking, as the directory knows the person.</summary>
public sealed class CurrentPerson(IHttpContextAccessor http, IRosterSource rosters, TimeProvider time)
{
    public const string Claim = "iom:person";

    /// <summary>Number in the directory; null: nobody is signed in.</summary>
    public int? IdOrNull => http.HttpContext?.User.FindFirstValue(Claim) is { } value ? int.Parse(value, CultureInfo.InvariantCulture) : null;

    /// <exception cref="InvalidOperationException">Nobody is signed in; the fallback policy should have seen to that.</exception>
    public int Id => IdOrNull ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>The day it is where the person works.</summary>
    public async ValueTask<DateOnly> TodayAsync(CancellationToken cancellationToken)
    {
        var roster = await rosters.CurrentAsync(cancellationToken);
        var now = time.GetUtcNow();
        return roster.UnitOf(Id) is { } unit ? roster.CalendarOf(unit.Id).LocalDate(now) : DateOnly.FromDateTime(now.UtcDateTime);
    }

    /// <summary>All that the person may do somewhere.</summary>
    public async ValueTask<Rights> RightsAsync(CancellationToken cancellationToken)
    {
        var roster = await rosters.CurrentAsync(cancellationToken);
        return roster.RightsAnywhere(Id, await TodayAsync(cancellationToken));
    }
}
