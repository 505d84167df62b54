using GptAdderExample;

return CommandLine.Run(args, Example.Run);
