using System.Collections.Immutable;
using Iom.Tests.Support;

namespace Iom.Workflows.Tests;

/// <summary>The rules of the library's folders. Their alphabetical order is the order of the flow.</summary>
internal static class LibraryRules
{
    public static readonly ImmutableArray<string> InOrderOfTheFlow =
    [
        "Authoring", "Calendars", "Definitions", "Directory", "Documents", "Engine", "Execution", "Persistence", "Relay", "Reminders",
        "Simulation", "Verification",
    ];

    /// <summary>Functions over values: no clock, no chance, no waiting, no outside world.</summary>
    public static readonly ImmutableArray<string> Pure = [.. InOrderOfTheFlow[..6], "Simulation", "Verification"];

    /// <summary>Simulations may use every core; nothing else of them waits.</summary>
    private static readonly ImmutableArray<string> Waitless = [.. InOrderOfTheFlow[..6], "Verification"];

    /// <summary>Types that touch the disc; readers and writers of text in memory are no harm.</summary>
    private static readonly ImmutableArray<string> Disc =
    [
        "System.IO.Directory", "System.IO.DirectoryInfo", "System.IO.DriveInfo", "System.IO.File", "System.IO.FileInfo",
        "System.IO.FileStream", "System.IO.FileSystemInfo", "System.IO.FileSystemWatcher", "System.IO.Pipes", "System.IO.StreamReader",
        "System.IO.StreamWriter",
    ];

    public static readonly ImmutableArray<FolderRule> All =
    [
        .. InOrderOfTheFlow[..^1].Select((folder, place) => new FolderRule(
            $"{folder} knows no folder further down", [folder], [.. InOrderOfTheFlow[(place + 1)..].Select(lower => "." + lower)])),
        new("Pure folders do not wait", Waitless, ["System.Threading.Tasks"]),
        new("Pure folders know no network", Pure, ["System.Net"]),
        new("Pure folders know no database", Pure, ["System.Data", "Npgsql"]),
        new("Pure folders know no framework", Pure, ["Microsoft"]),
        new("Pure folders have no clock and no chance", Pure,
            ["System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Random", "System.Security.Cryptography.RandomNumberGenerator"]),
        new("Pure folders read files at their edge only", Pure, Disc, ExceptTypes: ["Folder", "CalendarLibrary"]),
        new("Only Authoring knows YamlDotNet", [], ["YamlDotNet"], ExceptFolders: ["Authoring"]),
        new("Only Calendars knows NodaTime", [], ["NodaTime"], ExceptFolders: ["Calendars"]),
        new("The library knows no web", [], ["Microsoft.AspNetCore"]),
        new("The library knows no bus", [], ["MassTransit", "RabbitMQ"]),
        new("The library knows no scheduler", [], ["Quartz"]),
    ];
}
