using FluentAssertions;
using Iom.Workflows.Authoring;
using Iom.Workflows.Persistence;
using Iom.Workflows.Tests.Conformance;
using Xunit;

namespace Iom.Workflows.Tests.Persistence;

public abstract class DraftsConformance(DatabaseProvider provider) : ConformanceTest(provider)
{
    private const int Anna = Town.Administrator;
    private const int Boris = Town.Coordinator;
    private static readonly TimeSpan UntilReadAgain = TimeSpan.FromSeconds(3);
    private static readonly string Longer = Texts.Solo.Text.Replace("working_days: 5", "working_days: 9", StringComparison.Ordinal);

    /// <summary>Of the clock of these suites.</summary>
    private static readonly DateOnly Today = new(2025, 9, 1);

    [Fact]
    public async Task Of_two_administrators_who_save_at_the_same_instant_one_is_told_what_the_other_wrote()
    {
        var draft = await BeginAsync();
        var saves = await Together.RunAsync(new[] { Anna, Boris }.Select(who => (Func<Task<DraftSave>>)(() =>
            AnotherHost().Drafts.SaveAsync("solo", $"{Longer}\n# {who}", draft.Revision, who, Cancel))));

        var saved = saves.OfType<DraftSave.Saved>().Should().ContainSingle().Subject.Draft;
        var conflict = saves.OfType<DraftSave.Conflict>().Should().ContainSingle().Subject;
        conflict.Current.Should().Be(saved);
        (await House.Drafts.ChangesAsync("solo", Cancel)).Select(change => (change.Revision, change.By)).Should().Equal((saved.Revision, saved.EditedBy), (draft.Revision, Anna));
    }

    [Fact]
    public async Task A_definition_has_one_draft_whoever_begins_it()
    {
        var begun = await Together.RunAsync(Enumerable.Range(0, 4).Select(i => (Func<Task<DraftSave>>)(() =>
            AnotherHost().Drafts.CreateAsync("solo", Longer, 1, null, Anna + i, Cancel))));

        var saved = begun.OfType<DraftSave.Saved>().Should().ContainSingle().Subject.Draft;
        begun.OfType<DraftSave.Conflict>().Select(conflict => conflict.Current).Should().HaveCount(3).And.AllBeEquivalentTo(saved);
    }

    [Fact]
    public async Task An_editor_of_a_discarded_draft_cannot_write_into_the_next_one()
    {
        var first = await BeginAsync();
        (await House.Drafts.DiscardAsync("solo", first.Revision, Cancel)).Should().BeTrue();
        (await House.Drafts.SaveAsync("solo", "late", first.Revision, Boris, Cancel)).Should().Be(new DraftSave.Conflict(null));

        var second = await BeginAsync();
        second.Revision.Should().BeGreaterThan(first.Revision);
        (await House.Drafts.SaveAsync("solo", "late", first.Revision, Boris, Cancel)).Should().Be(new DraftSave.Conflict(second));
        (await House.Drafts.ChangesAsync("solo", Cancel)).Should().ContainSingle("the saves of the first are not those of the second");
    }

    [Fact]
    public async Task A_remark_is_ticked_off_once_and_leaves_with_its_draft()
    {
        var draft = await BeginAsync();
        var comment = await House.Drafts.AddCommentAsync("solo", "stages.decide", Boris, "Почему девять?", Cancel);
        (await House.Publishing.CheckAsync(draft, null, Cancel)).Warnings.Should().Contain("Замечаний без ответа: 1.");
        (await House.Drafts.ResolveAsync("panel", comment.Id, Anna, Cancel)).Should().BeFalse("it is on another draft");
        (await House.Drafts.ResolveAsync("solo", comment.Id, Anna, Cancel)).Should().BeTrue();
        (await House.Drafts.ResolveAsync("solo", comment.Id, Anna, Cancel)).Should().BeFalse();
        (await House.Drafts.CommentsAsync("solo", Cancel)).Should().ContainSingle().Which.ResolvedBy.Should().Be(Anna);

        await House.Drafts.DiscardAsync("solo", draft.Revision, Cancel);
        (await House.Drafts.CommentsAsync("solo", Cancel)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_published_draft_comes_into_force_on_its_day_and_not_before()
    {
        var draft = await BeginAsync();
        var order = new PublishOrder(Today.AddDays(2), "17-о", Today, "Девять дней вместо пяти");
        (await House.Publishing.PublishAsync("solo", draft.Revision, Anna, order, Cancel))
            .Should().BeOfType<PublishAnswer.Published>().Which.Plan.Version.Should().Be(2);

        (await House.Drafts.FindAsync("solo", Cancel)).Should().BeNull();
        (await House.Plans.VersionsAsync("solo", Cancel))[0].Should().BeEquivalentTo(
            new { Version = 2, PublishedBy = Anna, InForceFrom = Today.AddDays(2), OrderNumber = "17-о", OrderDate = Today, Note = "Девять дней вместо пяти" });
        (await InForceAsync()).Should().Be(1);
        Clock.Advance(TimeSpan.FromDays(1));
        (await InForceAsync()).Should().Be(1);
        Clock.Advance(TimeSpan.FromDays(1));
        (await InForceAsync()).Should().Be(2);
        (await AnotherHost().Plans.CurrentAsync(Cancel)).Single(plan => plan.Key == "solo").Version.Should().Be(2);
    }

    [Fact]
    public async Task A_day_begins_where_the_top_unit_of_the_scope_is()
    {
        var draft = await BeginAsync();
        await House.Publishing.PublishAsync("solo", draft.Revision, Anna, new PublishOrder(Today.AddDays(1)), Cancel);
        Clock.SetUtcNow(new DateTimeOffset(2025, 9, 1, 20, 59, 0, TimeSpan.Zero));
        (await InForceAsync()).Should().Be(1, "it is 23:59 in Moscow");
        Clock.Advance(TimeSpan.FromMinutes(1));
        (await InForceAsync()).Should().Be(2);
    }

    [Fact]
    public async Task Yesterday_a_fault_and_another_definition_are_refused_together_and_the_draft_stays()
    {
        var draft = await BeginAsync();
        var text = Longer.Replace("key: solo", "key: solo-2", StringComparison.Ordinal).Replace("performer: { role: deputy_academic }", "performer: nobody_knows", StringComparison.Ordinal);
        var saved = ((DraftSave.Saved)await House.Drafts.SaveAsync("solo", text, draft.Revision, Anna, Cancel)).Draft;

        var check = (await House.Publishing.PublishAsync("solo", saved.Revision, Anna, new PublishOrder(Today.AddDays(-1), "\0"), Cancel))
            .Should().BeOfType<PublishAnswer.Refused>().Subject.Check;

        check.Faults.Select(fault => fault.Code).Should().Contain(["draft_key_changed", "in_the_past", "bad_character"]).And.HaveCountGreaterThan(3);
        (await House.Drafts.FindAsync("solo", Cancel)).Should().Be(saved);
        (await House.Plans.VersionsAsync("solo", Cancel)).Should().ContainSingle();
    }

    [Fact]
    public async Task A_draft_that_somebody_changed_after_the_check_is_not_published()
    {
        var draft = await BeginAsync();
        var saved = ((DraftSave.Saved)await House.Drafts.SaveAsync("solo", Longer + "\n", draft.Revision, Boris, Cancel)).Draft;

        (await House.Publishing.PublishAsync("solo", draft.Revision, Anna, new PublishOrder(Today), Cancel)).Should().Be(new PublishAnswer.Conflict(saved));
        (await House.Plans.VersionsAsync("solo", Cancel)).Should().ContainSingle();
    }

    [Fact]
    public async Task Of_two_who_publish_at_the_same_instant_one_does()
    {
        var draft = await BeginAsync();
        var answers = await Together.RunAsync(new[] { Anna, Boris }.Select(who => (Func<Task<PublishAnswer>>)(() =>
            AnotherHost().Publishing.PublishAsync("solo", draft.Revision, who, new PublishOrder(Today), Cancel))));

        answers.OfType<PublishAnswer.Published>().Should().ContainSingle();
        (await House.Plans.VersionsAsync("solo", Cancel)).Should().HaveCount(2);
    }

    [Fact]
    public async Task An_old_version_comes_back_as_a_draft_with_the_next_number()
    {
        var draft = await BeginAsync();
        await House.Publishing.PublishAsync("solo", draft.Revision, Anna, new PublishOrder(Today), Cancel);
        var old = (await House.Plans.SourcesAsync("solo", 1, Cancel))[0].Text;
        var back = ((DraftSave.Saved)await House.Drafts.CreateAsync("solo", old, 1, null, Anna, Cancel)).Draft;
        (await House.Publishing.CheckAsync(back, null, Cancel)).Warnings.Should().Contain(warning => warning.Contains("редакция 2"));

        await House.Publishing.PublishAsync("solo", back.Revision, Anna, new PublishOrder(Today), Cancel);
        Clock.Advance(UntilReadAgain);
        var current = (await House.Plans.CurrentAsync(Cancel)).Single(plan => plan.Key == "solo");
        (current.Version, (await House.Plans.SourcesAsync("solo", 3, Cancel))[0].Text).Should().Be((3, old.Replace("version: 1", "version: 3", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_lower_definition_keeps_the_edition_above_that_it_was_adopted_over()
    {
        var lower = ((DraftSave.Saved)await House.Drafts.CreateAsync("lower", Lower, null, null, Anna, Cancel)).Draft;
        await House.Publishing.PublishAsync("lower", lower.Revision, Anna, new PublishOrder(Today), Cancel);
        var upper = await BeginAsync();
        await House.Publishing.PublishAsync("solo", upper.Revision, Anna, new PublishOrder(Today), Cancel);

        (await House.Plans.SourcesAsync("lower", 1, Cancel)).Select(file => file.Name).Should().Equal("lower.yaml", "solo.yaml");
        (await House.Plans.SourcesAsync("lower", 1, Cancel))[1].Text.Should().Be(Texts.Solo.Text);
        (await AnotherHost().Plans.FindAsync("lower", 1, Cancel))!.Hash.Should().Be((await House.Plans.FindAsync("lower", 1, Cancel))!.Hash);
    }

    [Fact]
    public async Task Import_tells_what_differs_publishes_nothing_then_and_can_make_drafts_of_it()
    {
        var fresh = Texts.Panel with { Name = "fresh.yaml", Text = Texts.Panel.Text.Replace("key: panel", "key: fresh", StringComparison.Ordinal) };
        SourceFile[] files = [Texts.Solo with { Text = Longer }, Texts.Panel, fresh];

        var comparison = await House.Import.CompareAsync(files, Cancel);
        comparison.Lines.Select(line => (line.Plan.Key, line.Fate)).Should().BeEquivalentTo([
            ("solo", ImportDefinitions.Fate.Differs), ("panel", ImportDefinitions.Fate.Same), ("fresh", ImportDefinitions.Fate.New)]);
        (await House.Import.PublishAsync(files, Cancel)).Should().BeEmpty();
        (await House.Plans.VersionsAsync("fresh", Cancel)).Should().BeEmpty();

        var drafts = await House.Import.AsDraftsAsync(comparison.Lines, 0, Cancel);
        drafts.Select(one => (one.Line.Plan.Key, one.Begun)).Should().BeEquivalentTo([("solo", true), ("fresh", true)]);
        (await House.Drafts.FindAsync("solo", Cancel))!.Text.Should().Contain("version: 2").And.Contain("working_days: 9");
        (await House.Import.AsDraftsAsync(comparison.Lines, 0, Cancel)).Should().OnlyContain(one => !one.Begun, "drafts that are there stay");
        (await House.Import.PublishAsync([Texts.Panel, fresh], Cancel)).Should().ContainSingle().Which.Key.Should().Be("fresh");
    }

    private const string Lower = """
        apiVersion: iom/v1
        key: lower
        version: 1
        title: Решение одного (Приозерье)
        extends: solo
        """;

    private async Task<Draft> BeginAsync() => ((DraftSave.Saved)await House.Drafts.CreateAsync("solo", Longer, 1, null, Anna, Cancel)).Draft;

    /// <summary>As a host sees it that has read nothing yet.</summary>
    private async Task<int> InForceAsync() => (await AnotherHost().Plans.CurrentAsync(Cancel)).Single(plan => plan.Key == "solo").Version;
}

public sealed class DraftsOnSqlite() : DraftsConformance(DatabaseProvider.Sqlite);

public sealed class DraftsOnPostgres() : DraftsConformance(DatabaseProvider.Postgres);
