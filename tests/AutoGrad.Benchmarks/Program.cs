return AutoGrad.Benchmarks.CommandLine.Run(args, Console.Out, Console.Error);
