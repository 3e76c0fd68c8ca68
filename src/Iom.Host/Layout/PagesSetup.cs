using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Iom.Host.Layout;

/// <summary>Pages are rendered on the server; none of them needs a script but the studio (docs/adr/0011).</summary>
public static class PagesSetup
{
    public static void AddPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents();
        builder.Services.AddAntiforgery(antiforgery => antiforgery.Cookie.Name = "iom-form");
        // Cyrillic stays text in the page instead of becoming entities twice as long.
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.Services.AddCascadingAuthenticationState();
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapPost("/look", Look.ChooseAsync).AllowAnonymous().ExcludeFromDescription();
        // Who may frame a page is said once, and more strictly, by SecurityHeaders; two such headers are one too many.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }
}
