namespace Iom.Host.Http;

/// <summary>What browsers are told to forbid: no inline script or style, no framing, no guessing of content types.</summary>
public static class SecurityHeaders
{
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((http, next) =>
    {
        var headers = http.Response.Headers;
        // Older browsers do not count sockets of the same host as 'self'.
        headers.ContentSecurityPolicy = http.Request.Path.Value?.EndsWith("/studio", StringComparison.Ordinal) == true && http.Request.Host is { HasValue: true } host
            ? $"{Policy}; connect-src 'self' ws://{host.ToUriComponent()} wss://{host.ToUriComponent()}"
            : Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        if (!http.Request.Path.StartsWithSegments("/css", StringComparison.Ordinal) && !http.Request.Path.StartsWithSegments("/_framework", StringComparison.Ordinal))
        {
            headers.CacheControl = "no-store";
        }

        return next(http);
    });
}
