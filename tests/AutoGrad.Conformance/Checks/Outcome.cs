namespace AutoGrad.Conformance;

/// <summary>How a case ended.</summary>
public enum OutcomeKind
{
    /// <summary>All that could be compared is equal.</summary>
    Passed,

    /// <summary>Something differs, or could not be computed.</summary>
    Failed,

    /// <summary>Its name is unknown here.</summary>
    Skipped,
}

/// <summary>How a case ended, and what there is to say about it.</summary>
/// <param name="Case">The case.</param>
/// <param name="Kind">How it ended.</param>
/// <param name="Messages">What differs, or why it was skipped, or where it deliberately differs from PyTorch.</param>
public sealed record Outcome(GoldenCase Case, OutcomeKind Kind, IReadOnlyList<string> Messages);
