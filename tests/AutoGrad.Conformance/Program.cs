using AutoGrad.Conformance;

// Golden files against the library: a line a failure, and last how many cases passed, failed and were skipped.
if (args is not [var directory])
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project tests/AutoGrad.Conformance -- DIR");
    return 2;
}
IReadOnlyList<GoldenCase> cases;
try
{
    cases = GoldenFile.ReadDirectory(directory);
}
catch (Exception problem) when (problem is IOException or InvalidDataException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(problem.Message);
    return 2;
}
var counts = new Dictionary<OutcomeKind, int> { [OutcomeKind.Passed] = 0, [OutcomeKind.Failed] = 0, [OutcomeKind.Skipped] = 0 };
foreach (var golden in cases)
{
    var outcome = ConformanceRun.Run(golden);
    counts[outcome.Kind]++;
    foreach (string message in outcome.Messages)
        Console.WriteLine($"{outcome.Kind.ToString().ToLowerInvariant()}: {golden}: {message}");
}
Console.WriteLine($"{counts[OutcomeKind.Passed]} passed, {counts[OutcomeKind.Failed]} failed, {counts[OutcomeKind.Skipped]} skipped");
return counts[OutcomeKind.Failed] > 0 || cases.Count == 0 ? 1 : 0;
