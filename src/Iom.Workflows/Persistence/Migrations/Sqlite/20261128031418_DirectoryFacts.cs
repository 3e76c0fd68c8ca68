using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Iom.Workflows.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DirectoryFacts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_pathways_running",
                table: "pathways");

            migrationBuilder.AddColumn<string>(
                name: "attributes",
                table: "org_units",
                type: "TEXT",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<string>(
                name: "attributes",
                table: "educators",
                type: "TEXT",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.CreateTable(
                name: "sittings",
                columns: table => new
                {
                    org_unit_id = table.Column<int>(type: "INTEGER", nullable: false),
                    body = table.Column<string>(type: "TEXT", nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sittings", x => new { x.org_unit_id, x.body, x.day });
                });

            migrationBuilder.CreateIndex(
                name: "ux_pathways_running",
                table: "pathways",
                columns: new[] { "subject_id", "kind" },
                unique: true,
                filter: "status IN ('Running', 'Suspended')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "sittings");

            migrationBuilder.DropIndex(
                name: "ux_pathways_running",
                table: "pathways");

            migrationBuilder.DropColumn(
                name: "attributes",
                table: "org_units");

            migrationBuilder.DropColumn(
                name: "attributes",
                table: "educators");

            migrationBuilder.CreateIndex(
                name: "ux_pathways_running",
                table: "pathways",
                columns: new[] { "subject_id", "kind" },
                unique: true,
                filter: "status = 'Running'");
        }
    }
}
