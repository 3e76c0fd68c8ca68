using FluentAssertions;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence.Rows;
using Iom.Workflows.Tests.Conformance;
using Xunit;

namespace Iom.Workflows.Tests.Persistence;

public abstract class HistoryConformance(DatabaseProvider provider) : ConformanceTest(provider)
{
    [Fact]
    public async Task Any_changed_field_of_any_row_is_detected()
    {
        var route = await LivedAsync();
        foreach (var row in await route.HistoryAsync(Cancel))
        {
            await ChangeAsync(row, "at", row.At, row.At.AddTicks(10));
            await ChangeAsync(row, "actor", row.Actor, (row.Actor ?? 0) + 1);
            await ChangeAsync(row, "kind", row.Kind, "withdrawn");
            await ChangeAsync(row, "operation_id", row.OperationId, row.OperationId + "x");
            await ChangeAsync(row, "fingerprint", row.Fingerprint, row.Fingerprint + "x");
            await ChangeAsync(row, "previous_hash", row.PreviousHash, row.PreviousHash + "0");
            await ChangeAsync(row, "hash", row.Hash, new string('0', 64));
            await ChangeAsync(row, "body", row.Body, "not json");
        }

        (await House.Replay.CheckAsync(route.Id, Cancel)).Should().BeEmpty("all was put back");
    }

    [Fact]
    public async Task Any_changed_character_of_the_facts_is_detected()
    {
        var route = await LivedAsync();
        foreach (var row in await route.HistoryAsync(Cancel))
        {
            for (var place = 0; place < row.Body.Length; place += 7)
            {
                var changed = row.Body.ToCharArray();
                changed[place] = changed[place] == ' ' ? '.' : ' ';
                await ChangeAsync(row, "body", row.Body, new string(changed));
            }
        }
    }

    [Fact]
    public async Task A_row_that_was_taken_away_is_detected_wherever_it_stood()
    {
        var route = await LivedAsync();
        var other = await House.StartAsync(Town.Teacher + 1, "solo", Cancel);
        foreach (var row in await route.HistoryAsync(Cancel))
        {
            await House.TamperAsync("UPDATE history SET revision = $3, pathway_id = $4 WHERE pathway_id = $1 AND revision = $2", route.Id, row.Revision, row.Revision + 100, other.Id);
            (await House.Replay.CheckAsync(route.Id, Cancel)).Should().NotBeEmpty();
            (await House.Replay.CheckAsync(other.Id, Cancel)).Should().NotBeEmpty("a row of another pathway does not belong here");
            await House.TamperAsync("UPDATE history SET revision = $3, pathway_id = $4 WHERE pathway_id = $1 AND revision = $2", other.Id, row.Revision + 100, row.Revision, route.Id);
        }

        (await House.Replay.CheckAsync(route.Id, Cancel)).Should().BeEmpty();
        await House.TamperAsync("DELETE FROM history WHERE pathway_id = $1", route.Id);
        (await House.Replay.CheckAsync(route.Id, Cancel)).Should().NotBeEmpty();
    }

    [Fact]
    public async Task Two_rows_in_each_others_place_are_detected()
    {
        var route = await LivedAsync();
        foreach (var (from, to) in new[] { (2L, 999L), (3L, 2L), (999L, 3L) })
        {
            await House.TamperAsync("UPDATE history SET revision = $3 WHERE pathway_id = $1 AND revision = $2", route.Id, from, to);
        }

        (await House.Replay.CheckAsync(route.Id, Cancel)).Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_state_or_a_document_that_the_history_does_not_make_is_detected()
    {
        var route = await LivedAsync();
        var stored = await route.StoredAsync(Cancel);
        var state = await House.ReadAsync(context => Task.FromResult(context.Pathways.Single(row => row.Id == route.Id).State), Cancel);
        await DetectedAsync("UPDATE pathways SET state = $2 WHERE id = $1", state.Replace("note", "decision", StringComparison.Ordinal), state);
        await DetectedAsync("UPDATE documents SET body = $2 WHERE pathway_id = $1", "{\"remark\":\"Другое\"}", stored.State.Document.ToCanonicalJson());
        await DetectedAsync("UPDATE pathways SET revision = $2 WHERE id = $1", stored.Revision + 1, stored.Revision);
        await DetectedAsync("UPDATE pathways SET chain_hash = $2 WHERE id = $1", "0", stored.ChainHash);

        async Task DetectedAsync(string statement, object changed, object original)
        {
            await House.TamperAsync(statement, route.Id, changed);
            (await House.Replay.CheckAsync(route.Id, Cancel)).Should().NotBeEmpty(statement);
            await House.TamperAsync(statement, route.Id, original);
            (await House.Replay.CheckAsync(route.Id, Cancel)).Should().BeEmpty();
        }
    }

    [Fact]
    public async Task A_sealed_revision_that_was_changed_or_taken_away_is_detected()
    {
        var route = await LivedAsync();
        var stored = await route.StoredAsync(Cancel);
        var (body, sha) = (stored.State.Document.ToCanonicalJson(), stored.State.Document.Hash());
        var forged = stored.State.Document with { Fields = Forms.Filled(("remark", "Подделка")) };
        const string Change = "UPDATE document_revisions SET body = $2, sha256 = $3 WHERE pathway_id = $1";
        foreach (var (text, hash) in new[]
        {
            (forged.ToCanonicalJson(), sha), (forged.ToCanonicalJson(), forged.Hash()), (body + " ", sha), ("not json", sha), (body, forged.Hash()),
        })
        {
            await House.TamperAsync(Change, route.Id, text, hash);
            (await House.Replay.CheckAsync(route.Id, Cancel)).Should().NotBeEmpty();
            await House.TamperAsync(Change, route.Id, body, sha);
            (await House.Replay.CheckAsync(route.Id, Cancel)).Should().BeEmpty();
        }

        await House.TamperAsync("DELETE FROM document_revisions WHERE pathway_id = $1", route.Id);
        (await House.Replay.CheckAsync(route.Id, Cancel)).Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_check_beside_people_at_work_finds_no_fault()
    {
        var route = await House.StartAsync(Town.Teacher, "solo", Cancel);
        var working = true;
        var faults = new List<string>();
        await Together.RunAsync([
            async () =>
            {
                for (var i = 0; i < 60; i++)
                {
                    (await route.HandleAsync(
                        now => i % 2 == 0 ? new PathwayEvent.Claimed(now, Town.Deputies[0], 1) : new PathwayEvent.Released(now, Town.Deputies[0], 1), Cancel)).ShouldBeDone();
                }

                Volatile.Write(ref working, false);
            },
            async () =>
            {
                while (Volatile.Read(ref working))
                {
                    faults.AddRange(await House.Replay.CheckAsync(route.Id, Cancel));
                }
            },
        ]);
        faults.Should().BeEmpty();
    }

    /// <summary>A pathway with a text, a return, a sealed revision and operations of clients.</summary>
    private async Task<Route> LivedAsync()
    {
        var route = await House.StartAsync(Town.Teacher, "solo", Cancel);
        (await route.AnswerAsync(1, Town.Deputies[0], "return", Cancel, 1, new Operation("op-1", "f-1"))).ShouldBeDone();
        (await route.HandleAsync(now => new PathwayEvent.Claimed(now, Town.Deputies[1], 2), Cancel, 2, new Operation("op-2", "f-2"))).ShouldBeDone();
        (await route.HandleAsync(
            now => new PathwayEvent.Answered(now, Town.Deputies[1], 2, "approve", null, Forms.Filled(("remark", "Хорошо"))), Cancel)).ShouldBeDone();
        await route.ShouldBeWholeAsync(Cancel);
        return route;
    }

    private async Task ChangeAsync(HistoryRow row, string column, object? original, object? changed)
    {
        var statement = $"UPDATE history SET {column} = $3 WHERE pathway_id = $1 AND revision = $2";
        await House.TamperAsync(statement, row.PathwayId, row.Revision, changed);
        (await House.Replay.CheckAsync(row.PathwayId, Cancel)).Should().NotBeEmpty($"{column} of revision {row.Revision} was changed to {changed}");
        await House.TamperAsync(statement, row.PathwayId, row.Revision, original);
    }
}

public sealed class HistoryOnSqlite() : HistoryConformance(DatabaseProvider.Sqlite);

public sealed class HistoryOnPostgres() : HistoryConformance(DatabaseProvider.Postgres);
