using System.Globalization;
using Iom.Benchmarks;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var wanted = args.Length == 0 ? ["engine", "year", "definitions", "start", "durable"] : args;
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
        default:
            await Console.Error.WriteLineAsync($"Unknown part '{part}'; known: engine, year, definitions, start, durable.");
            return 2;
    }
}

return 0;
