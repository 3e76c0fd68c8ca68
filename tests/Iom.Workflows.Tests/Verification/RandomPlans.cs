using CsCheck;
using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Tests.Definitions;
using Iom.Workflows.Tests.Engine;
using Iom.Workflows.Tests.Golden;
using Iom.Workflows.Verification;
using Xunit;

namespace Iom.Workflows.Tests.Verification;

/// <summary>
/// Plans by chance, broken by chance: what the verifier lets pass never gets stuck, whatever people answer. A failure prints its seed;
/// seeds that once failed stay in the list.
/// </summary>
public sealed class RandomPlans
{
    private static readonly Gen<(ProcessPlan Plan, int Seed)> Sound = Gen.Select(RandomLife.Lives.Select(life => life.Plan), Gen.Int[0, 1_000_000]);

    private static readonly Gen<(ProcessPlan Plan, int Seed)> Mutated = Gen.Select(
        RandomLife.Lives.Select(life => life.Plan), Gen.Int[0, 3], Gen.Int[0, 5], Gen.Int[0, 5], Gen.Int[0, 1_000_000],
        (plan, kind, at, to, seed) => (Mutate(plan, kind, at % plan.Stages.Length, to), seed));

    private static readonly Gen<(ProcessPlan Plan, int Seed)> WithSides = Gen.Select(RandomSides.Lives.Select(life => life.Plan), Gen.Int[0, 1_000_000]);

    private static long HowMany => long.TryParse(Environment.GetEnvironmentVariable("CsCheck_Iter"), out var asked) ? asked : 120;

    [Fact]
    public void What_is_verified_never_gets_stuck() => Sound.Sample(sample => { Hold(sample.Plan, sample.Seed); }, iter: HowMany, print: Print);

    [Fact]
    public void What_is_verified_never_gets_stuck_with_tracks_and_votes() =>
        WithSides.Sample(sample => { Hold(sample.Plan, sample.Seed); }, iter: HowMany, print: Print);

    /// <param name="seed">
    /// What once failed. 4fXPxm4Lp3P2: the words of a date, the 31st of a month of thirty days. 0-DMi6iOVrU8: a way out that chance
    /// did not find in thousands of rounds, so that the verifier only warned of an endless return.
    /// </param>
    [Theory]
    [InlineData("4fXPxm4Lp3P2")]
    [InlineData("0-DMi6iOVrU8")]
    public void Mutants_that_once_failed_hold(string seed) => Mutated.Sample(sample => { Hold(sample.Plan, sample.Seed); }, seed: seed, iter: 1, threads: 1, print: Print);

    [Fact]
    public void Mutants_that_get_stuck_are_caught()
    {
        var caught = 0;
        Mutated.Sample(
            sample =>
            {
                if (Hold(sample.Plan, sample.Seed))
                {
                    Interlocked.Increment(ref caught);
                }
            },
            iter: HowMany,
            print: Print);
        caught.Should().BePositive("some mutants must get stuck, else nothing was tried");
    }

    [Fact]
    public void Shipped_definitions_that_went_wrong_at_random_are_answered() => MutationTests.Mutants.Sample(
        files =>
        {
            foreach (var plan in DefinitionLoader.Load(files.All).Plans.Where(plan => plan.Files[0] == files.Name))
            {
                Verifier.Verify(plan with { Scope = null }, GoldenTown.Roster, Verified.Today).Findings
                    .Should().NotContain(finding => finding.Sentence.Length < 20 || finding.Sentence.Contains('{'));
            }
        },
        iter: 40);

    /// <returns>Whether the run did not end and the verifier had said so.</returns>
    private static bool Hold(ProcessPlan plan, int seed)
    {
        var fate = Stumbling.Of(plan, seed);
        if (fate == Stumbling.Fate.Ended)
        {
            return false;
        }

        var report = Verified.Of(plan);
        report.FindsNo("not_verified");
        report.Findings.Should().Contain(
            finding => finding.Code == "stuck" || finding.Code == "no_end" || finding.Code == "answer_refused" || finding.Severity == Severity.Incomplete
                || (fate == Stumbling.Fate.WentRound && finding.Code == "endless_return"),
            "a run of this plan did not end");
        return true;
    }

    private static ProcessPlan Mutate(ProcessPlan plan, int kind, int at, int to)
    {
        var stage = plan.Stages[at];
        var back = plan.Stages[to % (at + 1)].Key;
        stage = kind switch
        {
            // Yes leads back, without a limit.
            0 => Without(Without(stage, "approve"), "submit").Leading("approve", TargetKind.Stage, null, back).Leading("submit", TargetKind.Stage, null, back),
            // Every answer is used up some day.
            1 => stage with { Transitions = [.. stage.Transitions.Select(transition => transition with { MaxRounds = 2 })] },
            2 => stage with { Transitions = [.. new[] { "approve", "submit", "return", "reject" }.Select(outcome => new TransitionPlan(outcome, TargetKind.Stage, [back], 1 + (to % 3)))] },
            _ => stage with { Slots = [.. stage.Slots.Select(slot => slot with { Outcomes = [PlanBuilder.Return] })] },
        };
        return plan with { Stages = plan.Stages.SetItem(at, stage) };
    }

    private static StagePlan Without(StagePlan stage, string outcome) => stage with { Transitions = stage.Transitions.RemoveAll(transition => transition.Outcome == outcome) };

    private static string Print((ProcessPlan Plan, int Seed) sample) => $"{sample.Seed}: {string.Join("; ", sample.Plan.Stages)}";
}
