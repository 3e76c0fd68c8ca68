using Iom.Workflows.Definitions;
using Iom.Workflows.Execution;
#if WITH_ELSA
using Iom.Workflows.Elsa;
#endif

namespace Iom.Host;

/// <summary>The runtimes of this build: always the native one, and Elsa where it was built in (<c>-p:WithElsa=true</c>, docs/guides/elsa.md).</summary>
internal static class Runtimes
{
#if WITH_ELSA
    private static bool HasElsa => true;
#else
    private static bool HasElsa => false;
#endif

    public static void AddRuntimes(this WebApplicationBuilder builder, IomOptions options)
    {
#if WITH_ELSA
        builder.Services.AddElsaRuntime();
#endif
        builder.Services.AddSingleton(new HostRuntime(options.Runtime));
    }

    /// <summary>Null: pathways can be begun on it here.</summary>
    public static string? Fault(string runtime) => runtime switch
    {
        RuntimeNames.Native => null,
        RuntimeNames.Elsa when HasElsa => null,
        RuntimeNames.Elsa => "Iom:Runtime is elsa, but this program was built without Elsa; build it with -p:WithElsa=true.",
        _ => $"Iom:Runtime must be native or elsa, not '{runtime}'.",
    };
}
