namespace GptAdderExample;

/// <summary>What the command line asks for.</summary>
internal sealed record GptAdderOptions
{
    /// <summary>How many digits a number has.</summary>
    public required int Digits { get; init; }

    public required int Epochs { get; init; }

    public required int BatchSize { get; init; }

    public required int Layers { get; init; }

    public required int Heads { get; init; }

    /// <summary>The number of features of a position, which the heads share.</summary>
    public required int Features { get; init; }

    public required double LearningRate { get; init; }

    public required int Seed { get; init; }

    /// <summary>How many threads train; 0 is one for each processor.</summary>
    public required int Threads { get; init; }
}
