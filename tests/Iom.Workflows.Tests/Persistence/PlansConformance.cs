using FluentAssertions;
using Iom.Workflows.Authoring;
using Iom.Workflows.Persistence;
using Iom.Workflows.Tests.Conformance;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Iom.Workflows.Tests.Persistence;

public abstract class PlansConformance(DatabaseProvider provider) : ConformanceTest(provider)
{
    private static readonly TimeSpan UntilReadAgain = TimeSpan.FromSeconds(3);
    private static readonly SourceFile Longer = Solo("working_days: 5", "working_days: 9");
    private static readonly SourceFile Second = Longer with { Text = Longer.Text.Replace("version: 1", "version: 2", StringComparison.Ordinal) };

    [Fact]
    public async Task Publishing_twice_is_quiet()
    {
        var before = await House.DumpAsync(Cancel);
        Clock.Advance(TimeSpan.FromDays(1));
        var again = await House.Plans.PublishAsync(Texts.All, Cancel);
        again.Published.Should().BeEmpty();
        again.Faults.Should().BeEmpty();
        (await House.DumpAsync(Cancel)).Should().Be(before);
    }

    [Fact]
    public async Task Hosts_that_publish_the_same_files_at_the_same_instant_do_not_trip_over_each_other()
    {
        var hosts = Enumerable.Range(0, 4).Select(_ => AnotherHost()).ToList();
        var publications = await Together.RunAsync(hosts.Select(host => (Func<Task<Publication>>)(() => host.Plans.PublishAsync([Second], Cancel))));
        publications.SelectMany(publication => publication.Faults).Should().BeEmpty();
        publications.SelectMany(publication => publication.Published).Should().ContainSingle().Which.Version.Should().Be(2);
    }

    [Fact]
    public async Task A_published_definition_that_reads_otherwise_now_is_refused_and_the_old_text_stays_in_force()
    {
        var publication = await House.Plans.PublishAsync([Longer, Texts.Panel], Cancel);
        publication.Published.Should().BeEmpty();
        var fault = publication.Faults.Should().ContainSingle().Subject;
        (fault.Code, fault.File).Should().Be(("published_changed", "solo.yaml"));

        var fresh = AnotherHost();
        (await fresh.Plans.FindAsync("solo", 1, Cancel))!.Hash.Should().Be((await House.Plans.FindAsync("solo", 1, Cancel))!.Hash);
        var route = await fresh.StartAsync(Town.Teacher, "solo", Cancel);
        (await route.OpenAsync("decide", Cancel)).DueOn.Should().Be(new DateOnly(2025, 9, 8), "five working days, as published");
    }

    [Fact]
    public async Task A_title_that_was_changed_after_publication_is_refused_too() =>
        (await House.Plans.PublishAsync([Solo("title: Решение одного", "title: Слово одного")], Cancel))
            .Faults.Should().ContainSingle().Which.Code.Should().Be("published_changed");

    [Fact]
    public async Task Pathways_keep_their_version_when_the_next_is_published()
    {
        var old = await House.StartAsync(Town.Teacher, "solo", Cancel);
        var host = AnotherHost();
        (await host.Plans.PublishAsync([Second], Cancel)).Published.Should().ContainSingle();
        Clock.Advance(UntilReadAgain);

        var young = await House.StartAsync(Town.Teacher + 1, "solo", Cancel);
        (await young.StoredAsync(Cancel)).DefinitionVersion.Should().Be(2);
        (await young.OpenAsync("decide", Cancel)).DueOn.Should().Be(new DateOnly(2025, 9, 12));
        (await old.AnswerAsync(1, Town.Deputies[0], "return", Cancel)).ShouldBeDone();
        (await old.StoredAsync(Cancel)).DefinitionVersion.Should().Be(1);
        (await old.OpenAsync("decide", Cancel)).DueOn.Should().Be(new DateOnly(2025, 9, 8));
        (await House.Plans.CurrentAsync(Cancel)).Select(plan => (plan.Key, plan.Version)).Should().Equal(("base", 1), ("panel", 1), ("solo", 2));
    }

    [Fact]
    public async Task A_faulty_file_is_reported_and_does_not_hold_back_the_sound_ones()
    {
        var publication = await House.Plans.PublishAsync([Solo("performer: { role: deputy_academic }", "performer: nobody_knows"), Second], Cancel);
        publication.Faults.Should().NotBeEmpty();
        publication.Published.Should().ContainSingle().Which.Version.Should().Be(2);
        (await House.Plans.FindAsync("solo", 3, Cancel)).Should().BeNull();
    }

    [Fact]
    public async Task An_overlay_is_kept_with_the_texts_above_it()
    {
        var overlay = new SourceFile("town.yaml", """
            apiVersion: iom/v1
            key: town
            version: 1
            title: ИОМ педагога Приозерья
            extends: base
            """);
        (await House.Plans.PublishAsync([.. Texts.All, overlay], Cancel)).Faults.Should().BeEmpty();
        var sources = await House.ReadAsync(context => context.Definitions.Where(row => row.Key == "town").Select(row => row.Sources).SingleAsync(Cancel), Cancel);
        sources.Should().Contain("base.yaml").And.Contain("town.yaml").And.NotContain("panel.yaml");
        (await AnotherHost().Plans.FindAsync("town", 1, Cancel))!.Extends.Should().Equal("base");
    }

    private static SourceFile Solo(string from, string to)
    {
        Texts.Solo.Text.Should().Contain(from);
        return Texts.Solo with { Text = Texts.Solo.Text.Replace(from, to, StringComparison.Ordinal) };
    }
}

public sealed class PlansOnSqlite() : PlansConformance(DatabaseProvider.Sqlite);

public sealed class PlansOnPostgres() : PlansConformance(DatabaseProvider.Postgres);
