using FluentAssertions;
using Iom.Workflows.Execution;

namespace Iom.Workflows.Tests.Conformance;

/// <summary>What a test says about an answer of the executor.</summary>
internal static class Answers
{
    public static ExecutionAnswer.Done ShouldBeDone(this ExecutionAnswer answer)
    {
        (answer as ExecutionAnswer.Refused)?.Why.Code.Should().BeNull("it should have been done");
        return answer.Should().BeOfType<ExecutionAnswer.Done>().Subject;
    }

    public static void ShouldBeRefused(this ExecutionAnswer answer, string code) =>
        answer.Should().BeOfType<ExecutionAnswer.Refused>().Which.Why.Code.Should().Be(code);
}
