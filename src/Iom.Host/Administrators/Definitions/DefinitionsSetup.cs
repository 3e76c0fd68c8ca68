using Iom.Host.Administrators.Migrating;

namespace Iom.Host.Administrators.Definitions;

/// <summary>Registers what drafts and versions need.</summary>
public static class DefinitionsSetup
{
    public static void AddDefinitions(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<DefinitionAccess>();
        builder.Services.AddScoped<DefinitionLife>();
        builder.Services.AddScoped<OwnDefinitions>();
        builder.Services.AddScoped<RestorePoint>();
        builder.Services.AddScoped<Campaigns.CampaignDesk>();
        builder.Services.AddScoped<MigrationDesk>();
    }
}
