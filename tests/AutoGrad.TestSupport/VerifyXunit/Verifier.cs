using System.Runtime.CompilerServices;

namespace VerifyXunit;

/// <summary>
/// Snapshot tests with the call shape and the file names of the package Verify.Xunit: <c>await Verify(text)</c> compares the text with
/// <c>Class.Method.verified.txt</c> beside the test. A test whose text differs leaves a <c>.received.</c> file and fails.
/// With the environment variable <c>VERIFY_ACCEPT=1</c>, what is received becomes what is verified.
/// </summary>
public static class Verifier
{
    /// <summary>Compares a text with its snapshot.</summary>
    /// <param name="target">The text.</param>
    /// <param name="extension">The snapshot's file extension, without a dot.</param>
    /// <param name="sourceFile">The test's source file, filled in by the compiler; its name stands for the test class.</param>
    /// <param name="testMethod">The test's method, filled in by the compiler.</param>
    public static SettingsTask Verify(
        string? target,
        string extension = "txt",
        [CallerFilePath] string sourceFile = "",
        [CallerMemberName] string testMethod = "") =>
        new(target ?? "null", extension, sourceFile, testMethod);
}
