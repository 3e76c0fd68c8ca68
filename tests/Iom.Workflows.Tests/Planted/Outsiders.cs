namespace Iom.Workflows.Tests.Planted.Relay;

// Offenders: parts that belong elsewhere or in the host.

internal sealed record KnowsYaml(YamlDotNet.Core.Mark Mark);

internal sealed record KnowsNodaTime(NodaTime.Instant Instant);

internal sealed record KnowsTheWeb(Microsoft.AspNetCore.StandIn Part);

internal sealed record KnowsTheBus(MassTransit.StandIn Part);

internal sealed record KnowsTheScheduler(Quartz.StandIn Part);
