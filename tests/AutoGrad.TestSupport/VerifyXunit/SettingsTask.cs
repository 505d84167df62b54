using System.Runtime.CompilerServices;

namespace VerifyXunit;

/// <summary>A comparison that is made when it is awaited, so that it can be named first.</summary>
public sealed class SettingsTask
{
    private readonly string text;
    private readonly string extension;
    private readonly string sourceFile;
    private readonly string testMethod;
    private string parameters = "";

    internal SettingsTask(string text, string extension, string sourceFile, string testMethod) =>
        (this.text, this.extension, this.sourceFile, this.testMethod) = (text, extension, sourceFile, testMethod);

    /// <summary>Tells the snapshots of one theory apart: the file becomes <c>Class.Method_parameters.verified.txt</c>.</summary>
    public SettingsTask UseTextForParameters(string parameters)
    {
        this.parameters = "_" + parameters;
        return this;
    }

    /// <summary>The comparison.</summary>
    public async Task ToTask()
    {
        var name = $"{Path.GetFileNameWithoutExtension(sourceFile)}.{testMethod}{parameters}";
        var snapshot = new Snapshot(Path.GetDirectoryName(sourceFile)!, name, extension);
        await snapshot.Compare(text, accept: Environment.GetEnvironmentVariable("VERIFY_ACCEPT") == "1");
    }

    /// <summary>Makes the comparison awaitable.</summary>
    public TaskAwaiter GetAwaiter() => ToTask().GetAwaiter();

    /// <summary>Lets a test return the comparison as its task.</summary>
    public static implicit operator Task(SettingsTask comparison) => comparison.ToTask();
}
