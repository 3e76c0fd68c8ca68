using FluentAssertions;
using Iom.Workflows.Directory;
using Iom.Workflows.Tests.Conformance;
using Xunit;

namespace Iom.Workflows.Tests.Persistence;

public abstract class RostersConformance(DatabaseProvider provider) : ConformanceTest(provider)
{
    private static readonly TimeSpan UntilReadAgain = TimeSpan.FromSeconds(3);
    private static readonly Assignment Came = new(Town.Newcomer, Roles.Head, Town.Headless);

    [Fact]
    public async Task The_directory_comes_back_as_it_was_put_in()
    {
        var cover = new Substitution(Town.Head, Town.Deputies[0], new DateOnly(2025, 9, 1), new DateOnly(2025, 9, 14), "приказ № 7");
        var dated = Came with { From = new DateOnly(2025, 9, 1), To = new DateOnly(2026, 8, 31) };
        await House.Directory.ReplaceAsync(Town.Data with { Assignments = [.. Town.Data.Assignments, dated], Substitutions = [cover] }, Cancel);
        var read = await AnotherHost().Directory.LoadAsync(Cancel);
        read.Units.Should().Equal(Town.Data.Units);
        read.People.Should().Equal(Town.Data.People);
        read.Educators.Should().Equal(Town.Data.Educators);
        read.Associations.Should().Equal(Town.Data.Associations);
        read.Assignments.Should().BeEquivalentTo([.. Town.Data.Assignments, dated]);
        read.Substitutions.Should().Equal(cover);
    }

    [Fact]
    public async Task Facts_and_sittings_come_back_as_they_were_put_in()
    {
        var facts = NoAttributes.Value.Add("born", "1990-05-01").Add("qualification", "highest");
        var (unit, educator) = (Town.Data.Units[0] with { Attributes = facts.Add("small", "нет") }, Town.Data.Educators[0] with { Attributes = facts });
        Sitting[] sittings = [new(Town.School, "council", new DateOnly(2025, 11, 28)), new(Town.School, "council", new DateOnly(2025, 8, 29))];
        await House.Directory.ReplaceAsync(
            Town.Data with { Units = Town.Data.Units.SetItem(0, unit), Educators = Town.Data.Educators.SetItem(0, educator), Sittings = [.. sittings] }, Cancel);
        var read = await AnotherHost().Directory.LoadAsync(Cancel);
        read.Units[0].Attributes.Should().Equal(unit.Attributes);
        read.Educators[0].Attributes.Should().Equal(facts);
        read.Educators[1].Attributes.Should().BeEmpty();
        (await House.Rosters.CurrentAsync(Cancel)).SittingsOf(Town.School, "council").Should().Equal(new DateOnly(2025, 8, 29), new DateOnly(2025, 11, 28));
    }

    [Fact]
    public async Task A_host_sees_what_another_host_changed()
    {
        var here = await House.Rosters.CurrentAsync(Cancel);
        here.AssignmentsOf(Town.Newcomer).IsEmpty.Should().BeTrue();
        await AnotherHost().Directory.AddAsync([Came], [], Cancel);
        Clock.Advance(UntilReadAgain);
        var after = await House.Rosters.CurrentAsync(Cancel);
        after.AssignmentsOf(Town.Newcomer).ToArray().Should().Equal(Came);
        after.Revision.Should().BeGreaterThan(here.Revision);
    }

    [Fact]
    public async Task A_host_sees_at_once_what_it_changed_itself()
    {
        await House.Rosters.CurrentAsync(Cancel);
        await House.Directory.AddAsync([Came], [], Cancel);
        House.Rosters.Forget();
        (await House.Rosters.CurrentAsync(Cancel)).AssignmentsOf(Town.Newcomer).ToArray().Should().Equal(Came);
    }

    [Fact]
    public async Task An_unchanged_directory_is_not_read_again()
    {
        var before = await House.Rosters.CurrentAsync(Cancel);
        Clock.Advance(UntilReadAgain);
        (await House.Rosters.CurrentAsync(Cancel)).Should().BeSameAs(before);
    }

    [Fact]
    public async Task Changes_at_the_same_instant_each_raise_the_revision()
    {
        var before = await House.Directory.RevisionAsync(Cancel);
        var hosts = new[] { House, AnotherHost() };
        await Together.RunAsync(Enumerable.Range(0, 12).Select(i => (Func<Task>)(() =>
            hosts[i % 2].Directory.AddAsync([new Assignment(Town.Teacher + i, Roles.Mentor, Town.School, EducatorId: Town.Teacher)], [], Cancel))));
        (await House.Directory.RevisionAsync(Cancel)).Should().Be(before + 12);
        (await House.Directory.LoadAsync(Cancel)).Assignments.Count(assignment => assignment.Role == Roles.Mentor).Should().Be(12);
    }

    [Fact]
    public async Task What_is_read_while_the_directory_is_replaced_is_one_directory()
    {
        var other = AnotherHost();
        var small = Town.Data with { People = [.. Town.Data.People.Where(person => person.OrgUnitId != Town.Headless)], Units = [.. Town.Data.Units.Where(unit => unit.Id != Town.Headless)] };
        var working = true;
        await Together.RunAsync([
            async () =>
            {
                for (var i = 0; i < 20; i++)
                {
                    await other.Directory.ReplaceAsync(i % 2 == 0 ? small : Town.Data, Cancel);
                }

                Volatile.Write(ref working, false);
            },
            async () =>
            {
                while (Volatile.Read(ref working))
                {
                    var read = await House.Directory.LoadAsync(Cancel);
                    read.People.Select(person => person.OrgUnitId).Distinct().Should().BeEquivalentTo(read.Units.Select(unit => unit.Id));
                }
            },
        ]);
    }
}

public sealed class RostersOnSqlite() : RostersConformance(DatabaseProvider.Sqlite);

public sealed class RostersOnPostgres() : RostersConformance(DatabaseProvider.Postgres);
