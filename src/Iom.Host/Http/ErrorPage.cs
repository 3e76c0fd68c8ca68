using System.Text.Encodings.Web;

namespace Iom.Host.Http;

/// <summary>The page people see when something went wrong: what happened and where to go on. Needs nothing that could fail too.</summary>
public static class ErrorPage
{
    public static Task WriteAsync(HttpContext http, string sentence)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        var said = HtmlEncoder.Default.Encode(sentence);
        return http.Response.WriteAsync($"""
            <!DOCTYPE html>
            <html lang="ru">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>Не получилось — ИОМ</title>
              <link rel="stylesheet" href="/css/tokens.css">
              <link rel="stylesheet" href="/css/base.css">
              <link rel="stylesheet" href="/css/layout.css">
              <link rel="icon" href="/css/mark.svg" type="image/svg+xml">
            </head>
            <body>
              <header class="top-bar"><div class="top-inner"><a class="brand" href="/">ИОМ: маршруты педагогов</a></div></header>
              <main class="sheet sheet-narrow" id="main">
                <h1>Не получилось</h1>
                <p class="lead">{said}</p>
                <p><a class="button button-primary" href="/">На главную</a></p>
                <p class="quiet">Код для службы поддержки: {HtmlEncoder.Default.Encode(http.TraceIdentifier)}</p>
              </main>
            </body>
            </html>
            """);
    }
}
