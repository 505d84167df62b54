using VerifyXunit;
using static VerifyXunit.Verifier;

namespace AutoGrad.Tests.TestSupport;

public sealed class SnapshotTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("snapshots-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private Snapshot NewSnapshot() => new(directory, "Class.Method", "txt");

    [Fact]
    public async Task The_text_is_compared_with_the_file_beside_the_test() => await Verify("a text\nof two lines");

    [Theory]
    [InlineData("first")]
    [InlineData("second")]
    public async Task A_theory_has_a_file_for_each_of_its_cases(string text) => await Verify(text).UseTextForParameters(text);

    [Fact]
    public async Task A_missing_snapshot_fails_and_leaves_what_was_received()
    {
        var snapshot = NewSnapshot();
        var error = await Assert.ThrowsAsync<VerifyException>(() => snapshot.Compare("new", accept: false));
        Assert.StartsWith($"There is no snapshot {snapshot.VerifiedPath}.", error.Message);
        Assert.Equal("new", File.ReadAllText(snapshot.ReceivedPath));
        Assert.False(File.Exists(snapshot.VerifiedPath));
    }

    [Theory]
    [InlineData("one\ntwo\nthree", "one\n2\nthree", 2, "two", "2")]
    [InlineData("one\ntwo", "one", 2, "two", "(end of text)")]
    [InlineData("one", "one\ntwo", 2, "(end of text)", "two")]
    [InlineData("one\n", "one", 2, "", "(end of text)")]
    public async Task A_difference_is_shown_where_it_begins(string verified, string received, int line, string expected, string found)
    {
        var snapshot = NewSnapshot();
        File.WriteAllText(snapshot.VerifiedPath, verified);
        var error = await Assert.ThrowsAsync<VerifyException>(() => snapshot.Compare(received, accept: false));
        Assert.StartsWith($"The snapshot differs first in line {line}.\nexpected: {expected}\nreceived: {found}", error.Message);
        Assert.Contains($"Received: {snapshot.ReceivedPath}", error.Message);
        Assert.Equal(verified, File.ReadAllText(snapshot.VerifiedPath));
    }

    [Fact]
    public async Task Accepting_makes_what_is_received_the_snapshot()
    {
        var snapshot = NewSnapshot();
        File.WriteAllText(snapshot.VerifiedPath, "old");
        await snapshot.Compare("new", accept: true);
        Assert.Equal("new", File.ReadAllText(snapshot.VerifiedPath));
        Assert.False(File.Exists(snapshot.ReceivedPath));
    }

    [Fact]
    public async Task A_text_that_agrees_again_removes_what_was_received_before()
    {
        var snapshot = NewSnapshot();
        File.WriteAllText(snapshot.VerifiedPath, "text");
        File.WriteAllText(snapshot.ReceivedPath, "other");
        await snapshot.Compare("text", accept: false);
        Assert.False(File.Exists(snapshot.ReceivedPath));
    }

    [Fact]
    public async Task Line_endings_and_a_byte_order_mark_do_not_count()
    {
        var snapshot = NewSnapshot();
        File.WriteAllText(snapshot.VerifiedPath, "one\r\ntwo", new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await snapshot.Compare("one\ntwo", accept: false);
        await Assert.ThrowsAsync<VerifyException>(() => snapshot.Compare("one two", accept: false));
    }
}
