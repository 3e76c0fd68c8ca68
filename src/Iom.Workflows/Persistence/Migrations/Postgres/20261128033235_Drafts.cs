using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Iom.Workflows.Persistence.Migrations.Postgres
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
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "note",
                table: "definitions",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "order_date",
                table: "definitions",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "order_number",
                table: "definitions",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "published_by",
                table: "definitions",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "definition_comments",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    key = table.Column<string>(type: "text", nullable: false),
                    path = table.Column<string>(type: "text", nullable: true),
                    person_id = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    resolved_by = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_definition_comments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "definition_draft_changes",
                columns: table => new
                {
                    key = table.Column<string>(type: "text", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    by = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_definition_draft_changes", x => new { x.key, x.revision });
                });

            migrationBuilder.CreateTable(
                name: "definition_drafts",
                columns: table => new
                {
                    key = table.Column<string>(type: "text", nullable: false),
                    base_version = table.Column<int>(type: "integer", nullable: true),
                    text = table.Column<string>(type: "text", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    scope = table.Column<string>(type: "text", nullable: true),
                    edited_by = table.Column<int>(type: "integer", nullable: false),
                    edited_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    open_for_comments = table.Column<bool>(type: "boolean", nullable: false)
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
