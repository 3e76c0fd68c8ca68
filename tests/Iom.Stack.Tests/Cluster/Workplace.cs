using System.Globalization;
using Iom.Stack.Tests.Servers;

namespace Iom.Stack.Tests.Cluster;

/// <summary>Three hosts with people who use them, a catcher of their mails, an ear at the broker, and one book of all answers.</summary>
internal sealed class Workplace : IAsyncDisposable
{
    private Workplace(HostGroup hosts, MailCatcher mail, BrokerEar ear)
    {
        (Hosts, Mail, Ear) = (hosts, mail, ear);
        Clients = new Clients(hosts, Ledger);
    }

    public HostGroup Hosts { get; }

    public MailCatcher Mail { get; }

    public BrokerEar Ear { get; }

    public Ledger Ledger { get; } = new();

    public Clients Clients { get; }

    public static async Task<Workplace> OpenAsync(PrivateServers servers, CancellationToken cancellationToken)
    {
        var mail = new MailCatcher();
        var hosts = await HostGroup.StartAsync(servers, cancellationToken, more: new Dictionary<string, string?>
        {
            ["Iom__Mail__Provider"] = "smtp",
            ["Iom__Mail__Host"] = "127.0.0.1",
            ["Iom__Mail__Port"] = mail.Port.ToString(CultureInfo.InvariantCulture),
        });
        var workplace = new Workplace(hosts, mail, await BrokerEar.OpenAsync(hosts, cancellationToken));
        await workplace.Clients.MeetAsync(cancellationToken);
        return workplace;
    }

    public async ValueTask DisposeAsync()
    {
        Clients.Dispose();
        await Hosts.DisposeAsync();
        await Mail.DisposeAsync();
        await Ear.DisposeAsync();
    }
}
