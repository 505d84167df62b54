namespace VerifyXunit;

/// <summary>The pair of files of one snapshot: what was verified, and what was received instead.</summary>
internal sealed class Snapshot(string directory, string name, string extension)
{
    public string VerifiedPath { get; } = Path.Combine(directory, $"{name}.verified.{extension}");

    public string ReceivedPath { get; } = Path.Combine(directory, $"{name}.received.{extension}");

    public async Task Compare(string text, bool accept)
    {
        var received = WithUnixLines(text);
        var verified = File.Exists(VerifiedPath) ? WithUnixLines(await File.ReadAllTextAsync(VerifiedPath)) : null;
        File.Delete(ReceivedPath);
        if (received == verified) return;
        var path = accept ? VerifiedPath : ReceivedPath;
        await File.WriteAllTextAsync(path, received);
        if (!accept) throw new VerifyException(Explain(verified, received));
    }

    private static string WithUnixLines(string text) => text.Replace("\r\n", "\n");

    private string Explain(string? verified, string received) =>
        $"""
        {(verified is null ? $"There is no snapshot {VerifiedPath}." : FirstDifference(verified, received))}
        Received: {ReceivedPath}
        Verified: {VerifiedPath}
        To accept what was received, run the test once with VERIFY_ACCEPT=1.
        """;

    private static string FirstDifference(string verified, string received)
    {
        string[] expected = verified.Split('\n'), found = received.Split('\n');
        var line = expected.AsSpan().CommonPrefixLength(found);
        return $"The snapshot differs first in line {line + 1}.\nexpected: {LineAt(expected, line)}\nreceived: {LineAt(found, line)}";
    }

    private static string LineAt(string[] lines, int index) => index < lines.Length ? lines[index] : "(end of text)";
}
