using MnistExample;

return CommandLine.Run(args, Example.Run);
