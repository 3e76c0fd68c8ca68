Console.WriteLine("Iom.Benchmarks");
