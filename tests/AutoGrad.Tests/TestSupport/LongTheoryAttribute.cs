namespace AutoGrad.Tests;

/// <summary>A whole training that takes minutes: skipped, with a message, unless AUTOGRAD_LONG is 1.</summary>
internal sealed class LongTheoryAttribute : TheoryAttribute
{
    public LongTheoryAttribute() => Skip = Environment.GetEnvironmentVariable("AUTOGRAD_LONG") == "1" ? null : "It takes minutes; AUTOGRAD_LONG=1 runs it.";
}
