using System.Globalization;
using System.Text;
using Iom.Workflows.Definitions;
using Iom.Workflows.Definitions.Bpmn;

namespace Iom.Host.Administrators.Definitions;

/// <summary>What the pages give to look at and to take away: texts of versions, drawings for modelers.</summary>
public static class DefinitionFiles
{
    public static void MapDefinitionFiles(this WebApplication app)
    {
        app.MapGet("/definitions/{key}/versions/{version:int}", (string key, int version, DefinitionAccess access, DefinitionLife life, CancellationToken token) =>
            TextAsync(key, version, asFile: false, access, life, token)).ExcludeFromDescription();
        app.MapGet("/definitions/{key}/versions/{version:int}/file", (string key, int version, DefinitionAccess access, DefinitionLife life, CancellationToken token) =>
            TextAsync(key, version, asFile: true, access, life, token)).ExcludeFromDescription();
        app.MapGet("/definitions/{key}/bpmn", async (string key, DefinitionQueries queries, CancellationToken token) =>
            await queries.FindAsync(key, token) is { } plan ? Bpmn(plan) : Results.NotFound()).ExcludeFromDescription();
    }

    internal static IResult Bpmn(ProcessPlan plan) =>
        Results.File(Encoding.UTF8.GetBytes(BpmnExport.Write(plan)), "application/xml", Name(plan.Key, plan.Version, "bpmn"));

    private static async Task<IResult> TextAsync(
        string key, int version, bool asFile, DefinitionAccess access, DefinitionLife life, CancellationToken cancellationToken) =>
        !await access.MayReadAsync(key, cancellationToken) || await life.TextAsync(key, version, cancellationToken) is not { } text ? Results.NotFound()
        : asFile ? Results.File(Encoding.UTF8.GetBytes(text), "application/yaml", Name(key, version, "yaml"))
        : Results.Text(text, "text/plain");

    private static string Name(string key, int version, string kind) => string.Create(CultureInfo.InvariantCulture, $"{key}-v{version}.{kind}");
}
