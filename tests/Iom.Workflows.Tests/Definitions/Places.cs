using FluentAssertions;
using Iom.Workflows.Authoring;

namespace Iom.Workflows.Tests.Definitions;

/// <summary>Whether faults point into the text they are about.</summary>
internal static class Places
{
    public static void ShouldBeInside(IEnumerable<SourceFault> faults, string text)
    {
        var lines = text.Split('\n');
        foreach (var fault in faults)
        {
            fault.Sentence.Should().NotBeNullOrWhiteSpace();
            fault.Line.Should().BeInRange(0, lines.Length, fault.ToString());
            if (fault.Line == 0)
            {
                fault.Column.Should().Be(0, fault.ToString());
            }
            else
            {
                fault.Column.Should().BeInRange(1, lines[fault.Line - 1].Length + 1, fault.ToString());
            }
        }
    }
}
