using System.Globalization;
using System.Resources;

namespace Iom.Workflows.Documents;

/// <summary>The sentences about fields, from <c>FormFaults.resx</c>.</summary>
internal static class FormFaults
{
    private static readonly ResourceManager Sentences = new("Iom.Workflows.Documents.FormFaults", typeof(FormFaults).Assembly);
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru-RU");

    public static FieldFault Of(string field, string code, params object?[] facts) => new(field, code, Sentence(code, facts));

    public static FieldFault CommentRequired(string outcome) => new("comment", "required", Sentence("comment_required", [outcome]));

    public static FieldFault ConfirmRequired(string field, string title) => new(field, "required", Sentence("required_confirm", [title]));

    private static string Sentence(string code, object?[] facts) =>
        string.Format(Russian, Sentences.GetString(code, Russian) ?? throw new MissingManifestResourceException(code), facts);
}
