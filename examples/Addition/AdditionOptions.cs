namespace AdditionExample;

/// <summary>What the command line asks for.</summary>
internal sealed record AdditionOptions
{
    /// <summary>How many digits a number has at most.</summary>
    public required int Digits { get; init; }

    public required int Epochs { get; init; }

    public required int BatchSize { get; init; }

    /// <summary>The number of features of the states.</summary>
    public required int Hidden { get; init; }

    public required double LearningRate { get; init; }

    public required int Seed { get; init; }

    /// <summary>How many threads train; 0 is one for each processor.</summary>
    public required int Threads { get; init; }
}
