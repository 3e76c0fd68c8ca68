using Iom.Workflows.Directory;
using Iom.Workflows.Persistence.Rows;
using Microsoft.EntityFrameworkCore;

namespace Iom.Workflows.Persistence;

/// <summary>The model, once for both databases. Pages and queries read through it; pathways are only ever written by <see cref="PathwayStore"/>.</summary>
public abstract class IomDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<PathwayRow> Pathways => Set<PathwayRow>();

    public DbSet<WorkItemRow> WorkItems => Set<WorkItemRow>();

    public DbSet<AssigneeRow> Assignees => Set<AssigneeRow>();

    public DbSet<TimerRow> Timers => Set<TimerRow>();

    public DbSet<HistoryRow> History => Set<HistoryRow>();

    public DbSet<DocumentRow> Documents => Set<DocumentRow>();

    public DbSet<DocumentRevisionRow> DocumentRevisions => Set<DocumentRevisionRow>();

    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    public DbSet<DefinitionRow> Definitions => Set<DefinitionRow>();

    public DbSet<DefinitionDraftRow> DefinitionDrafts => Set<DefinitionDraftRow>();

    public DbSet<DefinitionDraftChangeRow> DefinitionDraftChanges => Set<DefinitionDraftChangeRow>();

    public DbSet<DefinitionCommentRow> DefinitionComments => Set<DefinitionCommentRow>();

    public DbSet<MigrationBatchRow> MigrationBatches => Set<MigrationBatchRow>();

    public DbSet<MigrationRouteRow> MigrationRoutes => Set<MigrationRouteRow>();

    public DbSet<OrgUnitRow> OrgUnits => Set<OrgUnitRow>();

    public DbSet<Person> People => Set<Person>();

    public DbSet<Educator> Educators => Set<Educator>();

    public DbSet<Association> Associations => Set<Association>();

    public DbSet<AssignmentRow> Assignments => Set<AssignmentRow>();

    public DbSet<SubstitutionRow> Substitutions => Set<SubstitutionRow>();

    public DbSet<Sitting> Sittings => Set<Sitting>();

    public DbSet<NoticeRow> Notices => Set<NoticeRow>();

    public DbSet<MailRow> Mails => Set<MailRow>();

    public DbSet<InboxRow> Inbox => Set<InboxRow>();

    public DbSet<DeadLetterRow> DeadLetters => Set<DeadLetterRow>();

    public DbSet<DeliveryLogRow> DeliveryLog => Set<DeliveryLogRow>();

    public DbSet<SettingRow> Settings => Set<SettingRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<PathwayRow>(row =>
        {
            row.ToTable("pathways").HasKey(pathway => pathway.Id);
            row.Property(pathway => pathway.Id).ValueGeneratedNever();
            row.Property(pathway => pathway.Revision).IsConcurrencyToken();
            // One running pathway of a kind per educator, whatever happens at the same instant; a suspended one will run again.
            row.HasIndex(pathway => new { pathway.SubjectId, pathway.Kind }).IsUnique().HasFilter("status IN ('Running', 'Suspended')").HasDatabaseName("ux_pathways_running");
            row.HasIndex(pathway => new { pathway.OrgUnitId, pathway.Status });
            row.HasIndex(pathway => pathway.AssociationId).HasFilter("status = 'Running'").HasDatabaseName("ix_pathways_running_association");
        });
        modelBuilder.Entity<WorkItemRow>(row =>
        {
            row.ToTable("work_items").HasKey(item => new { item.PathwayId, item.Number });
            row.HasIndex(item => new { item.DecidedBy, item.DecidedAt });
            row.HasIndex(item => new { item.OrgUnitId, item.Status, item.DueOn });
            row.HasIndex(item => item.SubjectId).HasFilter("status = 'Open'").HasDatabaseName("ix_work_items_open_subject");
        });
        modelBuilder.Entity<AssigneeRow>(row =>
        {
            row.ToTable("work_item_assignees").HasKey(assignee => new { assignee.PathwayId, assignee.Number, assignee.PersonId });
            row.HasIndex(assignee => new { assignee.PersonId, assignee.DueOn });
        });
        modelBuilder.Entity<TimerRow>(row =>
        {
            row.ToTable("timers").HasKey(timer => new { timer.PathwayId, timer.Item });
            row.HasIndex(timer => timer.At);
        });
        modelBuilder.Entity<HistoryRow>(row =>
        {
            row.ToTable("history").HasKey(history => new { history.PathwayId, history.Revision });
            row.HasIndex(history => new { history.PathwayId, history.OperationId }).IsUnique().HasFilter("operation_id IS NOT NULL");
        });
        modelBuilder.Entity<DocumentRow>().ToTable("documents").HasKey(document => document.PathwayId);
        modelBuilder.Entity<DocumentRow>().Property(document => document.PathwayId).ValueGeneratedNever();
        modelBuilder.Entity<DocumentRevisionRow>().ToTable("document_revisions").HasKey(revision => new { revision.PathwayId, revision.Number });
        modelBuilder.Entity<OutboxRow>(row =>
        {
            row.ToTable("outbox").HasKey(message => message.Id);
            row.HasIndex(message => message.Id).HasFilter("sent_at IS NULL").HasDatabaseName("ix_outbox_unsent");
            // Tells a pathway's first waiting row from its later ones, however many wait.
            row.HasIndex(message => new { message.PathwayId, message.Id }).HasFilter("sent_at IS NULL AND parked_at IS NULL").HasDatabaseName("ix_outbox_waiting");
        });
        ConfigureDefinitions(modelBuilder);
        ConfigureDirectory(modelBuilder);
        modelBuilder.Entity<NoticeRow>(row =>
        {
            row.ToTable("notices").HasKey(notice => new { notice.MessageId, notice.PersonId });
            row.HasIndex(notice => new { notice.PersonId, notice.At });
        });
        modelBuilder.Entity<MailRow>(row =>
        {
            row.ToTable("mails").HasKey(mail => new { mail.MessageId, mail.PersonId });
            row.HasIndex(mail => mail.CreatedAt);
            row.Property(mail => mail.Attempts).HasDefaultValue(0);
            row.HasIndex(mail => new { mail.DueAt, mail.PersonId }).HasFilter("due_at IS NOT NULL").HasDatabaseName("ix_mails_due");
            row.HasIndex(mail => mail.ParkedAt).HasFilter("parked_at IS NOT NULL").HasDatabaseName("ix_mails_parked");
        });
        ConfigureDelivery(modelBuilder);
        modelBuilder.Entity<SettingRow>().ToTable("settings").HasKey(setting => setting.Key);
    }

    private static void ConfigureDefinitions(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<DefinitionRow>().ToTable("definitions").HasKey(definition => new { definition.Key, definition.Version });
        modelBuilder.Entity<DefinitionDraftRow>().ToTable("definition_drafts").HasKey(draft => draft.Key);
        modelBuilder.Entity<DefinitionDraftChangeRow>().ToTable("definition_draft_changes").HasKey(change => new { change.Key, change.Revision });
        modelBuilder.Entity<DefinitionCommentRow>(row =>
        {
            row.ToTable("definition_comments").HasKey(comment => comment.Id);
            row.HasIndex(comment => comment.Key);
        });
        modelBuilder.Entity<MigrationBatchRow>(row =>
        {
            row.ToTable("migration_batches").HasKey(batch => batch.Id);
            row.Property(batch => batch.Id).ValueGeneratedNever();
            row.HasIndex(batch => batch.FromKey);
            row.HasIndex(batch => batch.CreatedAt).HasFilter("status IN ('Applying', 'Undoing')").HasDatabaseName("ix_migration_batches_at_work");
        });
        modelBuilder.Entity<MigrationRouteRow>().ToTable("migration_routes").HasKey(route => new { route.BatchId, route.PathwayId });
    }

    private static void ConfigureDelivery(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<InboxRow>().ToTable("inbox").HasKey(message => new { message.MessageId, message.Consumer });
        modelBuilder.Entity<DeadLetterRow>(row =>
        {
            row.ToTable("dead_letters").HasKey(letter => letter.Id);
            row.HasIndex(letter => letter.Fingerprint).IsUnique();
            row.HasIndex(letter => letter.Id).HasFilter("closed_at IS NULL").HasDatabaseName("ix_dead_letters_open");
        });
        modelBuilder.Entity<DeliveryLogRow>().ToTable("delivery_log").HasKey(entry => entry.Id);
    }

    private static void ConfigureDirectory(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<OrgUnitRow>(row =>
        {
            row.ToTable("org_units").HasKey(unit => unit.Id);
            row.Property(unit => unit.Id).ValueGeneratedNever();
            row.HasIndex(unit => unit.Code).IsUnique();
            row.Property(unit => unit.Attributes).StoredAsJson();
        });
        modelBuilder.Entity<Person>(row =>
        {
            row.ToTable("people").HasKey(person => person.Id);
            row.Property(person => person.Id).ValueGeneratedNever();
            row.Ignore(person => person.ShortName);
        });
        modelBuilder.Entity<Educator>().ToTable("educators").HasKey(educator => educator.PersonId);
        modelBuilder.Entity<Educator>().Property(educator => educator.PersonId).ValueGeneratedNever();
        modelBuilder.Entity<Educator>().Property(educator => educator.Attributes).StoredAsJson();
        modelBuilder.Entity<Association>().ToTable("associations").HasKey(association => association.Id);
        modelBuilder.Entity<Association>().Property(association => association.Id).ValueGeneratedNever();
        modelBuilder.Entity<AssignmentRow>().ToTable("assignments").HasKey(assignment => assignment.Id);
        modelBuilder.Entity<SubstitutionRow>().ToTable("substitutions").HasKey(substitution => substitution.Id);
        modelBuilder.Entity<Sitting>().ToTable("sittings").HasKey(sitting => new { sitting.OrgUnitId, sitting.Body, sitting.Day });
    }
}
