using System.Diagnostics;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Persistence;

/// <summary>Stored names of events; they never change, whatever the types are called.</summary>
public static class EventKinds
{
    public const string Migrated = "migrated";
    public const string MigrationUndone = "migration_undone";

    public static string Of(PathwayEvent happened) => happened switch
    {
        PathwayEvent.Started => "started",
        PathwayEvent.Answered => "answered",
        PathwayEvent.Claimed => "claimed",
        PathwayEvent.Released => "released",
        PathwayEvent.Delegated => "delegated",
        PathwayEvent.Reassigned => "reassigned",
        PathwayEvent.TimerFell => "timer_fell",
        PathwayEvent.DirectoryChanged => "directory_changed",
        PathwayEvent.Withdrawn => "withdrawn",
        PathwayEvent.Suspended => "suspended",
        PathwayEvent.Resumed => "resumed",
        PathwayEvent.PersonReplaced => "person_replaced",
        PathwayEvent.Triggered => "triggered",
        PathwayEvent.Migrated => Migrated,
        PathwayEvent.MigrationUndone => MigrationUndone,
        PathwayEvent.RuntimeChanged => "runtime_changed",
        _ => throw new UnreachableException($"No stored name for {happened.GetType().Name}."),
    };
}
