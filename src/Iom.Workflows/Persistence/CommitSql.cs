namespace Iom.Workflows.Persistence;

/// <summary>The statements of a commit; the same text on SQLite and PostgreSQL.</summary>
internal static class CommitSql
{
    public const string InsertPathway = """
        INSERT INTO pathways (id, definition_key, definition_version, kind, runtime, subject_id, org_unit_id, association_id, status, stage,
            round, year, planned_years, attention, start_on, changed_at, state, memo, revision, chain_hash)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
        """;

    public const string UpdatePathway = """
        UPDATE pathways SET status = $3, stage = $4, round = $5, year = $6, planned_years = $7, attention = $8, changed_at = $9, state = $10,
            memo = $11, revision = $12, chain_hash = $13, org_unit_id = $14, association_id = $15
        WHERE id = $1 AND revision = $2
        """;

    public const string InsertDocument = "INSERT INTO documents (pathway_id, body) VALUES ($1, $2)";

    public const string UpdateDocument = "UPDATE documents SET body = $2 WHERE pathway_id = $1";

    public const string InsertRevision = """
        INSERT INTO document_revisions (pathway_id, number, body, sha256, sealed_at, sealed_by) VALUES ($1, $2, $3, $4, $5, $6)
        """;

    public const string InsertItem = """
        INSERT INTO work_items (pathway_id, number, definition_key, definition_version, stage, slot, round, year, subject_id, org_unit_id,
            status, opens_on, due_on, preliminary, why, revision, part, late)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, FALSE)
        """;

    public const string OpenItem = """
        UPDATE work_items SET status = 'Open', opens_on = $3, due_on = $4, preliminary = $5, why = $6, revision = $7
        WHERE pathway_id = $1 AND number = $2
        """;

    public const string ClaimItem = "UPDATE work_items SET claimed_by = $3, revision = $4 WHERE pathway_id = $1 AND number = $2";

    public const string AnswerItem = """
        UPDATE work_items SET status = 'Answered', outcome = $3, force = $4, decided_by = $5, on_behalf_of = $6, decided_at = $7, comment = $8,
            late = $9, revision = $10
        WHERE pathway_id = $1 AND number = $2
        """;

    public const string CancelItem = """
        UPDATE work_items SET status = 'Cancelled', decided_at = $3, revision = $4 WHERE pathway_id = $1 AND number = $2
        """;

    /// <summary>Open items leave the inboxes, with the assignees; both come back at the resumption.</summary>
    public const string SuspendItems = "UPDATE work_items SET status = 'Suspended', revision = $2 WHERE pathway_id = $1 AND status = 'Open'";

    public const string ResumeItem = """
        UPDATE work_items SET status = 'Open', due_on = $3, preliminary = $4, revision = $5 WHERE pathway_id = $1 AND number = $2
        """;

    public const string MovePathway = "UPDATE pathways SET definition_key = $2, definition_version = $3 WHERE id = $1";

    public const string SetRuntime = "UPDATE pathways SET runtime = $2 WHERE id = $1";

    /// <summary>The item goes on under the names of another plan.</summary>
    public const string MoveItem = """
        UPDATE work_items SET definition_key = $3, definition_version = $4, stage = $5, slot = $6, revision = $7 WHERE pathway_id = $1 AND number = $2
        """;

    public const string MoveDue = "UPDATE work_items SET due_on = $3, preliminary = $4, revision = $5 WHERE pathway_id = $1 AND number = $2";

    public const string MoveAssigneesDue = "UPDATE work_item_assignees SET due_on = $3 WHERE pathway_id = $1 AND number = $2";

    /// <summary>The item stands again as before a migration, even if that took it back.</summary>
    public const string RestoreItem = """
        UPDATE work_items SET status = $3, due_on = $4, claimed_by = $5, decided_at = NULL WHERE pathway_id = $1 AND number = $2
        """;

    public const string DeleteAllAssignees = "DELETE FROM work_item_assignees WHERE pathway_id = $1";

    public const string DeleteAllTimers = "DELETE FROM timers WHERE pathway_id = $1";

    public const string InsertAssignee = """
        INSERT INTO work_item_assignees (person_id, pathway_id, number, due_on) VALUES ($1, $2, $3, $4)
        """;

    public const string DeleteAssignees = "DELETE FROM work_item_assignees WHERE pathway_id = $1 AND number = $2";

    public const string SetTimer = """
        INSERT INTO timers (pathway_id, item, rung, at, attempts) VALUES ($1, $2, $3, $4, 0)
        ON CONFLICT (pathway_id, item) DO UPDATE SET rung = excluded.rung, at = excluded.at, leased_until = NULL, attempts = 0
        """;

    public const string DeleteTimer = "DELETE FROM timers WHERE pathway_id = $1 AND item = $2";

    public const string InsertHistory = """
        INSERT INTO history (pathway_id, revision, at, actor, kind, body, operation_id, fingerprint, previous_hash, hash)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    public const string InsertOutbox = "INSERT INTO outbox (pathway_id, revision, body, created_at, attempts) VALUES ($1, $2, $3, $4, 0)";

    public const string FindPathway = """
        SELECT p.definition_key, p.definition_version, p.runtime, p.state, p.memo, p.revision, p.chain_hash, d.body, p.kind,
            h.fingerprint, h.revision, w.revision
        FROM pathways p JOIN documents d ON d.pathway_id = p.id
            LEFT JOIN history h ON h.pathway_id = p.id AND h.operation_id = $2
            LEFT JOIN work_items w ON w.pathway_id = p.id AND w.number = $3
        WHERE p.id = $1
        """;

    public const string FindOfKind = """
        SELECT subject_id, id, start_on, status IN ('Running', 'Suspended') FROM pathways
        WHERE kind = $1 AND (status IN ('Running', 'Suspended') OR start_on >= $2)
        """;

    public const string FindHistory = "SELECT kind, body FROM history WHERE pathway_id = $1 AND revision <= $2 ORDER BY revision";

    public const string FindRunning = "SELECT id FROM pathways WHERE subject_id = $1 AND kind = $2 AND status IN ('Running', 'Suspended')";
}
