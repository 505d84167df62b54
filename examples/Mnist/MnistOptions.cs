namespace MnistExample;

/// <summary>What the command line asks for.</summary>
internal sealed record MnistOptions
{
    /// <summary>The name of the network.</summary>
    public required string Model { get; init; }

    public required int Epochs { get; init; }

    public required int BatchSize { get; init; }

    public required double LearningRate { get; init; }

    public required string Optimizer { get; init; }

    /// <summary>The widths of the hidden layers; none for a linear classifier.</summary>
    public required IReadOnlyList<int> Hidden { get; init; }

    public required string Activation { get; init; }

    public required int Seed { get; init; }

    /// <summary>How many threads train; 0 is one for each processor.</summary>
    public required int Threads { get; init; }

    public required string DataDirectory { get; init; }

    /// <summary>Whether a few images are enough, to see that it works.</summary>
    public bool IsQuick { get; init; }

    /// <summary>Where the weights go; null keeps them nowhere.</summary>
    public string? SaveTo { get; init; }

    public Showing Show { get; init; }
}

/// <summary>What is shown instead of training.</summary>
internal enum Showing
{
    Nothing,
    Graph,
    Gradient,
    Code,
}
