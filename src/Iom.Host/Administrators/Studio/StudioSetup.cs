namespace Iom.Host.Administrators.Studio;

/// <summary>The studio is the one page that keeps a connection: its circuit lives on the host that answered first.</summary>
public static class StudioSetup
{
    /// <summary>A whole draft travels in one message when its text is typed into; the largest is 256 KB of characters.</summary>
    private const int LargestMessage = 2 * 1024 * 1024;

    public static void AddStudio(this WebApplicationBuilder builder)
    {
        // The framework's own script lies outside the output folder until the program is published.
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = LargestMessage);
        builder.Services.AddSingleton<StudioPresence>();
    }
}
