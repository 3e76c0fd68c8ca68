using System.Text.Json;
using Iom.Stack.Tests.Servers;
using Iom.Tests.Support;

namespace Iom.Stack.Tests.Cluster;

/// <summary>An item that somebody may answer now, with a fitting answer.</summary>
internal static class OpenItem
{
    /// <param name="hosts">Where to look.</param>
    /// <param name="clients">Who asks.</param>
    /// <param name="operationId">Id for the decision.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <param name="of">Whose route; null: anybody's.</param>
    public static async Task<Asked> AskAsync(
        HostGroup hosts, Clients clients, string operationId, CancellationToken cancellationToken, int? of = null)
    {
        Asked? asked = null;
        // A host that has just lost its connections may need a moment.
        await Poll.UntilAsync(
            async () => (asked = await FindAsync(hosts, clients, operationId, of, cancellationToken)) is not null,
            "somebody has something to do",
            cancellationToken,
            () => WhyAsync(hosts, clients, cancellationToken));
        return asked!;
    }

    /// <summary>What the first host says to people who have something open.</summary>
    private static async Task<string> WhyAsync(HostGroup hosts, Clients clients, CancellationToken cancellationToken)
    {
        var open = await Sql.ListAsync(
            hosts.Database,
            "select a.person_id, a.pathway_id, a.number from work_item_assignees a order by a.pathway_id desc limit 5",
            reader => (Person: reader.GetInt32(0), Pathway: reader.GetGuid(1), Item: reader.GetInt32(2)),
            cancellationToken);
        var told = new List<string> { $"{open.Count} open; the host is {(hosts.Hosts[0].Process is not { } process ? "down" : process.HasExited ? "dead" : "up")}" };
        foreach (var (person, pathway, item) in open)
        {
            var answer = await clients.SendAsync(hosts.Hosts[0], person, HttpMethod.Get, $"/api/v1/work-items/{pathway:N}-{item}", null, cancellationToken);
            told.Add($"{pathway:N}-{item} to {person}: {(answer is null ? "no answer" : $"{(int)answer.Status} {answer.Body}")}");
        }

        return $"{string.Join(Environment.NewLine, told)}{Environment.NewLine}{hosts.Said()}";
    }

    private static async Task<Asked?> FindAsync(HostGroup hosts, Clients clients, string operationId, int? of, CancellationToken cancellationToken)
    {
        var open = await Sql.ListAsync(
            hosts.Database,
            $"select a.person_id, a.pathway_id, a.number from work_item_assignees a join work_items i using (pathway_id, number) where i.claimed_by is null and (i.subject_id = {of ?? 0} or {of ?? 0} = 0) order by a.pathway_id desc, a.number",
            reader => (Person: reader.GetInt32(0), Pathway: reader.GetGuid(1), Item: reader.GetInt32(2)),
            cancellationToken);
        foreach (var (person, pathway, number) in open)
        {
            var item = await clients.GetAsync(hosts.Hosts[0], person, $"/api/v1/work-items/{pathway:N}-{number}", cancellationToken);
            var outcome = item?.GetProperty("allowedActions").GetProperty("outcomes").EnumerateArray()
                .FirstOrDefault(outcome => outcome.GetProperty("sense").GetString() == "positive");
            if (item is not null && outcome is { ValueKind: JsonValueKind.Object } chosen)
            {
                return new Asked(operationId, pathway, number, person, JsonSerializer.Serialize(new
                {
                    outcome = chosen.GetProperty("key").GetString(),
                    data = SchemaForm.Fill(item.Value.GetProperty("form")),
                    expectedRevision = item.Value.GetProperty("expectedRevision").GetInt64(),
                    operationId,
                }));
            }
        }

        return null;
    }
}
