return AutoGrad.Benchmarks.CommandLine.Run(args);
