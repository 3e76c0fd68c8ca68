using Iom.Workflows.Directory;

namespace Iom.Host.Notifications;

/// <summary>How mail leaves.</summary>
public interface IMailSender
{
    /// <summary>False: mails are only kept and shown.</summary>
    bool Sends { get; }

    /// <exception cref="MailAwayException">The mail server cannot be reached or does not let us in.</exception>
    Task<IMailSession> OpenAsync(CancellationToken cancellationToken);
}

/// <summary>One conversation with the mail server, for many mails.</summary>
public interface IMailSession : IAsyncDisposable
{
    /// <summary>Returns when the server has taken the mail.</summary>
    /// <param name="to">Whom.</param>
    /// <param name="id">The same at every attempt, so that a mail that was taken twice can be known by it.</param>
    /// <param name="subject">Without names.</param>
    /// <param name="body">Plain text.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="MailRefusedException">The server does not take this mail.</exception>
    /// <exception cref="MailAwayException">The conversation broke off.</exception>
    Task SendAsync(Person to, string id, string subject, string body, CancellationToken cancellationToken);
}

/// <summary>The mail server takes nothing now; no mail is to blame.</summary>
public sealed class MailAwayException(Exception inner) : Exception($"The mail server cannot be used: {inner.GetType().Name}.", inner);

/// <summary>The server refuses one mail.</summary>
public sealed class MailRefusedException(string message, bool forGood) : Exception(message)
{
    /// <summary>Trying again would not help.</summary>
    public bool ForGood => forGood;
}

/// <summary>Demo mode: mails are kept in the database and shown on a page.</summary>
public sealed class KeptMail : IMailSender
{
    public bool Sends => false;

    public Task<IMailSession> OpenAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("Mails are only kept.");
}
