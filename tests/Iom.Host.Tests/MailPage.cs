using FluentAssertions;
using Xunit;

namespace Iom.Host.Tests;

/// <summary>What mails say, as the demo town shows them.</summary>
[Collection(nameof(Town))]
public sealed class MailPage(Town town)
{
    [Fact]
    public async Task A_mail_that_names_somebody_ends_its_sentence_once()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var request = new HttpRequestMessage(HttpMethod.Get, "/demo/mail");
        request.Headers.Add("Cookie", await Browse.SignInAsync(town.Host, town.Api.Accounts[0], cancellation));
        using var answer = await town.Host.Http.SendAsync(request, cancellation);
        var page = System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(cancellation));

        page.Should().Contain("маршрут педагога ").And.NotContain("..");
    }
}
