using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Iom.Workflows.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class InboxIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_work_items_open_subject",
                table: "work_items",
                column: "subject_id",
                filter: "status = 'Open'");

            migrationBuilder.CreateIndex(
                name: "ix_pathways_running_association",
                table: "pathways",
                column: "association_id",
                filter: "status = 'Running'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_work_items_open_subject",
                table: "work_items");

            migrationBuilder.DropIndex(
                name: "ix_pathways_running_association",
                table: "pathways");
        }
    }
}
