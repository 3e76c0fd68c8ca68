using System.Globalization;
using Iom.Stack.Tests.Cluster;
using Iom.Workflows.Persistence.Rows;

namespace Iom.Stack.Tests.Checker;

/// <summary>What clients were told against what is written: nothing lost, nothing twice, no two answers to one request.</summary>
internal static class Promises
{
    public static IEnumerable<string> Broken(Records records, Ledger ledger)
    {
        foreach (var request in ledger.All.GroupBy(seen => seen.Asked))
        {
            var asked = request.Key;
            var written = records.History[asked.Pathway].Where(row => row.OperationId == asked.OperationId).ToList();
            foreach (var fault in Faults(asked, [.. request], written))
            {
                yield return $"{asked.Pathway} operation {asked.OperationId}: {fault}";
            }
        }

        var twice = records.History.SelectMany(rows => rows).Where(row => row.OperationId is not null)
            .GroupBy(row => row.OperationId).Where(group => group.Count() > 1);
        foreach (var operation in twice)
        {
            yield return $"Operation {operation.Key} is written {operation.Count().ToString(CultureInfo.InvariantCulture)} times.";
        }

        foreach (var start in ledger.Started.Where(id => records.Pathways.All(pathway => pathway.Id != id)))
        {
            yield return $"{start}: its start was acknowledged and it does not exist.";
        }
    }

    private static IEnumerable<string> Faults(Asked asked, List<Seen> seen, List<HistoryRow> written)
    {
        var accepted = seen.Where(answer => answer.Sight == Sight.Accepted).ToList();
        var refused = seen.Where(answer => answer.Sight == Sight.Refused).ToList();
        if (written.Count > 1)
        {
            yield return "written more than once.";
        }

        if (accepted.Count > 0)
        {
            if (written is not [var row])
            {
                yield return "acknowledged and lost.";
            }
            else if (row.Actor != asked.Person || accepted.Any(answer => answer.Revision != row.Revision))
            {
                yield return "what was told is not what is written.";
            }

            if (accepted.Count(answer => !answer.Repeated) > 1)
            {
                yield return "told twice to have been done just now.";
            }

            if (refused.Count > 0)
            {
                yield return $"accepted, and refused as {refused[0].Code} as well.";
            }
        }
        else if (refused.Count > 0 && written.Count > 0)
        {
            yield return $"refused as {refused[0].Code} and written nevertheless.";
        }
    }
}
