using System.Globalization;
using Iom.Workflows.Directory;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Iom.Host.Notifications;

/// <summary>SMTP.</summary>
public sealed class SmtpMail(IomOptions options) : IMailSender
{
    private const int Permanent = 500;

    public bool Sends => true;

    public async Task<IMailSession> OpenAsync(CancellationToken cancellationToken)
    {
        var client = new SmtpClient { Timeout = 30_000 };
        try
        {
            await client.ConnectAsync(options.Mail.Host, options.Mail.Port, SecureSocketOptions.StartTlsWhenAvailable, cancellationToken);
            if (options.Mail.User is { } user)
            {
                await client.AuthenticateAsync(user, options.Mail.Password ?? string.Empty, cancellationToken);
            }

            return new Session(client, options.Mail.From);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            client.Dispose();
            throw new MailAwayException(fault);
        }
    }

    private sealed class Session(SmtpClient client, string from) : IMailSession
    {
        public async Task SendAsync(Person to, string id, string subject, string body, CancellationToken cancellationToken)
        {
            using var message = new MimeMessage();
            message.From.Add(new MailboxAddress("ИОМ", from));
            message.To.Add(new MailboxAddress(to.FullName, to.Email));
            message.MessageId = $"{id}@iom";
            message.Subject = subject;
            message.Body = new TextPart("plain") { Text = body };
            try
            {
                await client.SendAsync(message, cancellationToken);
            }
            catch (SmtpCommandException fault) when (fault.ErrorCode != SmtpErrorCode.UnexpectedStatusCode)
            {
                throw new MailRefusedException(
                    string.Create(CultureInfo.InvariantCulture, $"{(int)fault.StatusCode} {fault.Message}"), (int)fault.StatusCode >= Permanent);
            }
            catch (Exception fault) when (fault is CommandException or ProtocolException or ServiceNotConnectedException or ServiceNotAuthenticatedException or IOException or System.Net.Sockets.SocketException or TimeoutException)
            {
                throw new MailAwayException(fault);
            }
        }

        public async ValueTask DisposeAsync()
        {
            try
            {
                await client.DisconnectAsync(quit: true, CancellationToken.None);
            }
            catch (Exception fault) when (fault is CommandException or ProtocolException or IOException or System.Net.Sockets.SocketException)
            {
                // It is gone already.
            }

            client.Dispose();
        }
    }
}
