using System.Globalization;
using System.Resources;
using Iom.Workflows.Engine;

namespace Iom.Host.Http;

/// <summary>Refusals that only the host can give, with their sentences from <c>Resources/HostRefusals.resx</c>.</summary>
public static class HostRefusals
{
    private static readonly ResourceManager Sentences = new("Iom.Host.Resources.HostRefusals", typeof(HostRefusals).Assembly);

    public static Refusal Of(string code, RefusalKind kind) => new(code, kind, Sentence(code));

    public static string Sentence(string code) =>
        Sentences.GetString(code, CultureInfo.GetCultureInfo("ru-RU")) ?? throw new MissingManifestResourceException(code);

    /// <summary>The stable code of a bare HTTP status.</summary>
    public static string CodeOf(int status) => status switch
    {
        400 => "bad_request",
        401 => "not_signed_in",
        403 => "not_allowed",
        404 => "not_found",
        405 => "bad_request",
        413 => "too_large",
        415 => "wrong_content_type",
        _ => status >= 500 ? "our_fault" : "bad_request",
    };
}
