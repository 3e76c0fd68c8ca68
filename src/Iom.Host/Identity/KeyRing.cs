using System.Xml.Linq;
using Iom.Workflows;
using Iom.Workflows.Persistence;
using Iom.Workflows.Persistence.Rows;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Iom.Host.Identity;

/// <summary>
/// Keys of sign-in cookies and bearer tokens among the settings in the database, so that whoever signed in on one host is known
/// on all of them and stays so when a host is replaced.
/// </summary>
public sealed class KeyRing(IDbContextFactory<IomDbContext> contexts) : IXmlRepository
{
    private const string Prefix = "keys/";

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var context = contexts.CreateDbContext();
        return [.. context.Settings.AsNoTracking().Where(setting => setting.Key.StartsWith(Prefix)).Select(setting => setting.Value).ToList().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var context = contexts.CreateDbContext();
        context.Settings.Add(new SettingRow { Key = Prefix + friendlyName, Value = element.ToString(SaveOptions.DisableFormatting) });
        context.SaveChanges();
    }
}

/// <summary>Where the keys are kept: beside the embedded database in its folder, otherwise in the common database.</summary>
public static class KeyRingSetup
{
    public static void AddKeys(this IServiceCollection services, IomOptions options)
    {
        var keys = services.AddDataProtection().SetApplicationName("iom");
        if (options.Provider == DatabaseProvider.Postgres)
        {
            services.AddSingleton<KeyRing>();
            services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(container =>
                new ConfigureOptions<KeyManagementOptions>(management => management.XmlRepository = container.GetRequiredService<KeyRing>()));
        }
        else
        {
            keys.PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(options.DataFolder, "keys")));
        }
    }
}
