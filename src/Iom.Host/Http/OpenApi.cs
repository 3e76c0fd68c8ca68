namespace Iom.Host.Http;

/// <summary>The description of the API at <c>/openapi/v1.json</c>; open in demo mode, for signed-in people otherwise.</summary>
public static class OpenApi
{
    public static void AddOpenApiDocument(this WebApplicationBuilder builder) => builder.Services.AddOpenApi("v1", options => options
        .AddOperationTransformer<ApiExamples>()
        .AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "ИОМ: маршруты педагогов";
            document.Info.Description =
                "Вход: POST /api/v1/auth/login, дальше заголовок Authorization: Bearer … . Отказы приходят как problem+json с устойчивым кодом (code) и фразой по-русски (title).";
            return Task.CompletedTask;
        }));

    public static void MapOpenApiDocument(this WebApplication app, IomOptions options)
    {
        var document = app.MapOpenApi("/openapi/{documentName}.json");
        if (options.IsDemo)
        {
            document.AllowAnonymous();
        }
    }
}
