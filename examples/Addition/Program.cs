using AdditionExample;

return CommandLine.Run(args, Example.Run);
