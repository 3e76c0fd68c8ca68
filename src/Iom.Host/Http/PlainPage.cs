using System.Text.Encodings.Web;

namespace Iom.Host.Http;

/// <summary>A page of plain HTML, for where the usual pages cannot be shown. Needs nothing that could fail too.</summary>
public static class PlainPage
{
    private const string Account = """<nav class="nav" aria-label="Разделы"><ul><li><a href="/tasks">Мои задачи</a></li><li><a href="/notices">Уведомления</a></li></ul></nav>""";

    /// <param name="http">Whose page it is: who has signed in is offered where to go on.</param>
    /// <param name="heading">Title and heading, as text.</param>
    /// <param name="content">What follows, as HTML; every text in it encoded by <see cref="Text"/>.</param>
    /// <returns>The whole page.</returns>
    public static string Of(HttpContext http, string heading, string content) => $"""
        <!DOCTYPE html>
        <html lang="ru">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>{Text(heading)} — ИОМ</title>
          <link rel="stylesheet" href="/css/tokens.css">
          <link rel="stylesheet" href="/css/base.css">
          <link rel="stylesheet" href="/css/layout.css">
          <link rel="stylesheet" href="/css/forms.css">
          <link rel="icon" href="/css/mark.svg" type="image/svg+xml">
        </head>
        <body>
          <header class="top"><div class="top-bar"><div class="top-inner"><a class="brand" href="/">ИОМ: маршруты педагогов</a></div></div>{(http.User.Identity?.IsAuthenticated == true ? Account : string.Empty)}</header>
          <main class="sheet sheet-narrow" id="main">
            <h1>{Text(heading)}</h1>
            {content}
          </main>
        </body>
        </html>
        """;

    /// <returns>The text as it may stand in HTML and in the quotation marks of an attribute.</returns>
    public static string Text(string? text) => HtmlEncoder.Default.Encode(text ?? string.Empty);
}
