using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Iom.Workflows.Persistence.Migrations.Sqlite
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
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    from_key = table.Column<string>(type: "TEXT", nullable: false),
                    from_version = table.Column<int>(type: "INTEGER", nullable: false),
                    to_key = table.Column<string>(type: "TEXT", nullable: false),
                    to_version = table.Column<int>(type: "INTEGER", nullable: false),
                    choices = table.Column<string>(type: "TEXT", nullable: false),
                    created_by = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    undo_reason = table.Column<string>(type: "TEXT", nullable: true),
                    leased_until = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_migration_batches", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "migration_routes",
                columns: table => new
                {
                    batch_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    pathway_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    subject_id = table.Column<int>(type: "INTEGER", nullable: false),
                    org_unit_id = table.Column<int>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: true),
                    sentence = table.Column<string>(type: "TEXT", nullable: true),
                    stage_before = table.Column<string>(type: "TEXT", nullable: true),
                    stage_after = table.Column<string>(type: "TEXT", nullable: true),
                    due_before = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    due_after = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    people_before = table.Column<string>(type: "TEXT", nullable: false),
                    people_after = table.Column<string>(type: "TEXT", nullable: false)
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
