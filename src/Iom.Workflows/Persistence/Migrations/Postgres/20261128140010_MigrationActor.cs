using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Iom.Workflows.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class MigrationActor : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "acts_by",
                table: "migration_batches",
                type: "integer",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "acts_by",
                table: "migration_batches");
        }
    }
}
