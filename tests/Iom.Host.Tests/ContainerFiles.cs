using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using FluentAssertions;
using Iom.Host.Telemetry;
using Iom.Workflows.Execution;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Iom.Host.Tests;

/// <summary>No container engine runs the tests, so what can be held together without one is held together here.</summary>
public sealed partial class ContainerFiles
{
    private static readonly string Root = FindRoot();

    [Fact]
    public void Every_file_for_containers_can_be_read()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root, "docker"), "*", SearchOption.AllDirectories))
        {
            var read = () =>
            {
                if (file.EndsWith(".yaml", StringComparison.Ordinal))
                {
                    new YamlStream().Load(new StringReader(File.ReadAllText(file)));
                }
                else if (file.EndsWith(".json", StringComparison.Ordinal))
                {
                    JsonDocument.Parse(File.ReadAllText(file)).Dispose();
                }
            };
            read.Should().NotThrow(file);
        }
    }

    [Fact]
    public void Every_setting_of_the_compose_file_is_one_that_the_program_reads()
    {
        var keys = Setting().Matches(File.ReadAllText(Path.Combine(Root, "docker", "compose.yaml"))).Select(match => match.Groups[1].Value).ToList();
        keys.Should().HaveCountGreaterThan(8);
        foreach (var key in keys)
        {
            var type = typeof(IomOptions);
            foreach (var part in key.Split("__"))
            {
                var property = type.GetProperty(part, BindingFlags.Public | BindingFlags.Instance);
                property.Should().NotBeNull(key);
                type = property!.PropertyType;
            }
        }

        File.ReadAllText(Path.Combine(Root, "docker", "compose.yaml")).Should().Contain(TelemetrySetup.Endpoint + ":");
    }

    [Fact]
    public void Every_file_that_a_container_mounts_is_there()
    {
        var mounts = Mount().Matches(File.ReadAllText(Path.Combine(Root, "docker", "compose.yaml"))).Select(match => match.Groups[1].Value).ToList();
        mounts.Should().HaveCountGreaterThan(4);
        mounts.Should().OnlyContain(mount => Path.Exists(Path.Combine(Root, "docker", mount)));
    }

    [Fact]
    public void Every_figure_on_the_dashboard_is_one_that_the_program_sends()
    {
        var sent = typeof(InstallationMeter).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)
            .Append(ExecutionMeter.DecisionDuration)
            .Select(name => name.Replace('.', '_'))
            .ToList();
        var shown = Metric().Matches(File.ReadAllText(Path.Combine(Root, "docker", "sight", "grafana", "dashboards", "iom.json")))
            .Select(match => match.Value).Where(name => name != "iom_outcome" && name != "iom_operation").Distinct().ToList();
        shown.Select(name => Suffix().Replace(name, string.Empty)).Distinct().Should().BeEquivalentTo(sent, "all are shown, and nothing else is");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Iom.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"^ +Iom__(\w+):", RegexOptions.Multiline)]
    private static partial Regex Setting();

    [GeneratedRegex(@"^ +- \./([^:]+):", RegexOptions.Multiline)]
    private static partial Regex Mount();

    [GeneratedRegex("iom_[a-z_]+")]
    private static partial Regex Metric();

    [GeneratedRegex("(_seconds)?(_bucket|_count|_sum)?$")]
    private static partial Regex Suffix();
}
