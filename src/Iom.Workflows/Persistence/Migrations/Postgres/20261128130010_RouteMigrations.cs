using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Iom.Workflows.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class RouteMigrations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "migration_batches",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_key = table.Column<string>(type: "text", nullable: false),
                    from_version = table.Column<int>(type: "integer", nullable: false),
                    to_key = table.Column<string>(type: "text", nullable: false),
                    to_version = table.Column<int>(type: "integer", nullable: false),
                    choices = table.Column<string>(type: "text", nullable: false),
                    created_by = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    undo_reason = table.Column<string>(type: "text", nullable: true),
                    leased_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_migration_batches", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "migration_routes",
                columns: table => new
                {
                    batch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    pathway_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject_id = table.Column<int>(type: "integer", nullable: false),
                    org_unit_id = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    code = table.Column<string>(type: "text", nullable: true),
                    sentence = table.Column<string>(type: "text", nullable: true),
                    stage_before = table.Column<string>(type: "text", nullable: true),
                    stage_after = table.Column<string>(type: "text", nullable: true),
                    due_before = table.Column<DateOnly>(type: "date", nullable: true),
                    due_after = table.Column<DateOnly>(type: "date", nullable: true),
                    people_before = table.Column<string>(type: "text", nullable: false),
                    people_after = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_migration_routes", x => new { x.batch_id, x.pathway_id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_migration_batches_at_work",
                table: "migration_batches",
                column: "created_at",
                filter: "status IN ('Applying', 'Undoing')");

            migrationBuilder.CreateIndex(
                name: "ix_migration_batches_from_key",
                table: "migration_batches",
                column: "from_key");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "migration_batches");

            migrationBuilder.DropTable(
                name: "migration_routes");
        }
    }
}
