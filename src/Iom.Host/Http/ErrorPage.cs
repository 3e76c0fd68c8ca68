namespace Iom.Host.Http;

/// <summary>The page people see when something went wrong: what happened and where to go on.</summary>
public static class ErrorPage
{
    public static Task WriteAsync(HttpContext http, string sentence)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync(PlainPage.Of(http, "Не получилось", $"""
            <p class="lead">{PlainPage.Text(sentence)}</p>
            <p><a class="button button-primary" href="/">На главную</a></p>
            <p class="quiet">Код для службы поддержки: {PlainPage.Text(http.TraceIdentifier)}</p>
            """));
    }
}
