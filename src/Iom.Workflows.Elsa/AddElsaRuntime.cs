using Iom.Workflows.Execution;
using Microsoft.Extensions.DependencyInjection;

namespace Iom.Workflows.Elsa;

/// <summary>Registers the guest runtime beside the native one.</summary>
public static class ElsaRuntimeRegistration
{
    public static IServiceCollection AddElsaRuntime(this IServiceCollection services) => services.AddSingleton<IPathwayRuntime, ElsaRuntime>();
}
