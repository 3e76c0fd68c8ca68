using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Iom.Workflows.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Drafts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "in_force_from",
                table: "definitions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "note",
                table: "definitions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "order_date",
                table: "definitions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "order_number",
                table: "definitions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "published_by",
                table: "definitions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "definition_comments",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    path = table.Column<string>(type: "TEXT", nullable: true),
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    resolved_by = table.Column<int>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_definition_comments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "definition_draft_changes",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    by = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_definition_draft_changes", x => new { x.key, x.revision });
                });

            migrationBuilder.CreateTable(
                name: "definition_drafts",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    base_version = table.Column<int>(type: "INTEGER", nullable: true),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    scope = table.Column<string>(type: "TEXT", nullable: true),
                    edited_by = table.Column<int>(type: "INTEGER", nullable: false),
                    edited_at = table.Column<long>(type: "INTEGER", nullable: false),
                    open_for_comments = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_definition_drafts", x => x.key);
                });

            migrationBuilder.CreateIndex(
                name: "ix_definition_comments_key",
                table: "definition_comments",
                column: "key");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "definition_comments");

            migrationBuilder.DropTable(
                name: "definition_draft_changes");

            migrationBuilder.DropTable(
                name: "definition_drafts");

            migrationBuilder.DropColumn(
                name: "in_force_from",
                table: "definitions");

            migrationBuilder.DropColumn(
                name: "note",
                table: "definitions");

            migrationBuilder.DropColumn(
                name: "order_date",
                table: "definitions");

            migrationBuilder.DropColumn(
                name: "order_number",
                table: "definitions");

            migrationBuilder.DropColumn(
                name: "published_by",
                table: "definitions");
        }
    }
}
