namespace CharacterModelExample;

/// <summary>What the command line asks for.</summary>
internal sealed record CharacterOptions
{
    /// <summary>The file that is learned from; null for the text that comes with the example.</summary>
    public required string? TextFile { get; init; }

    public required int Epochs { get; init; }

    public required int BatchSize { get; init; }

    /// <summary>How many characters the model sees at once in training.</summary>
    public required int Window { get; init; }

    /// <summary>The number of features of the states.</summary>
    public required int Hidden { get; init; }

    public required double LearningRate { get; init; }

    public required int Seed { get; init; }

    /// <summary>How many threads train; 0 is one for each processor.</summary>
    public required int Threads { get; init; }

    /// <summary>How many characters are written.</summary>
    public required int Length { get; init; }

    /// <summary>What logits are divided by before a character is drawn; at 0 the likeliest is taken.</summary>
    public required double Temperature { get; init; }

    /// <summary>What is written first; null for the first character of the text.</summary>
    public required string? Prompt { get; init; }
}
