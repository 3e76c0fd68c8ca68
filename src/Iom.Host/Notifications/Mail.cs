using Iom.Workflows.Directory;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Iom.Host.Notifications;

/// <summary>How mail leaves.</summary>
public interface IMailSender
{
    /// <summary>False: mails are only kept and shown.</summary>
    bool Sends { get; }

    Task SendAsync(Person to, string subject, string body, CancellationToken cancellationToken);
}

/// <summary>Demo mode: mails are kept in the database and shown on a page.</summary>
public sealed class KeptMail : IMailSender
{
    public bool Sends => false;

    public Task SendAsync(Person to, string subject, string body, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>SMTP.</summary>
public sealed class SmtpMail(IomOptions options) : IMailSender
{
    public bool Sends => true;

    public async Task SendAsync(Person to, string subject, string body, CancellationToken cancellationToken)
    {
        using var message = new MimeMessage();
        message.From.Add(new MailboxAddress("ИОМ", options.Mail.From));
        message.To.Add(new MailboxAddress(to.FullName, to.Email));
        message.Subject = subject;
        message.Body = new TextPart("plain") { Text = body };
        using var client = new SmtpClient();
        await client.ConnectAsync(options.Mail.Host, options.Mail.Port, SecureSocketOptions.StartTlsWhenAvailable, cancellationToken);
        if (options.Mail.User is { } user)
        {
            await client.AuthenticateAsync(user, options.Mail.Password ?? string.Empty, cancellationToken);
        }

        await client.SendAsync(message, cancellationToken);
        await client.DisconnectAsync(quit: true, cancellationToken);
    }
}
