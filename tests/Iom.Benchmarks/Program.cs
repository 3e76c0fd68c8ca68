using System.Globalization;
using Iom.Benchmarks;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var wanted = args.Length == 0 ? ["engine", "year", "definitions", "start", "durable", "hosts", "starts"] : args;
if (wanted is ["one-of-hosts", var number])
{
    await HostsFigures.BeOneAsync(Environment.GetEnvironmentVariable("IOM_BENCH_DATABASE")!, int.Parse(number, CultureInfo.InvariantCulture));
    return 0;
}

Console.WriteLine($"Iom.Benchmarks, {Environment.ProcessorCount} cores, .NET {Environment.Version}, {System.Runtime.InteropServices.RuntimeInformation.OSDescription}");
foreach (var part in wanted)
{
    switch (part)
    {
        case "engine":
            EngineFigures.Print();
            break;
        case "year":
            YearFigures.Print();
            break;
        case "definitions":
            DefinitionFigures.Print();
            break;
        case "start":
            await StartFigures.PrintAsync();
            break;
        case "durable":
            await DurableFigures.PrintAsync();
            break;
        case "hosts":
            await HostsFigures.PrintAsync();
            break;
        case "starts":
            await StartsFigures.PrintAsync();
            break;
        case "inbox":
            await InboxFigures.PrintAsync();
            break;
#if WITH_ELSA
        case "runtimes":
            await RuntimesFigures.PrintAsync();
            break;
#endif
        default:
            await Console.Error.WriteLineAsync($"Unknown part '{part}'; known: engine, year, definitions, start, durable, hosts, starts, inbox.");
            return 2;
    }
}

return 0;
