namespace AutoGrad.Benchmarks;

/// <summary>The models that are trained.</summary>
internal static class Networks
{
    /// <summary>Linear layers with an activation between them.</summary>
    public static Sequential Perceptron(Func<Layer> activation, params ReadOnlySpan<int> widths)
    {
        var model = new Sequential();
        for (int i = 1; i < widths.Length; i++)
        {
            model.Add(new Linear(widths[i - 1], widths[i]));
            if (i < widths.Length - 1)
                model.Add(activation());
        }
        return model;
    }

    /// <summary>Two convolutions, one pooling by the largest, two linear layers: [samples, 1, 28, 28] → [samples, 10].</summary>
    public static Sequential ConvolutionNet() =>
    [
        new Conv2d(1, 32, 3), new ReLU(),
        new Conv2d(32, 64, 3), new ReLU(),
        new MaxPool2d(2), new Flatten(),
        new Linear(9216, 128), new ReLU(),
        new Linear(128, 10),
    ];

    /// <summary>LeNet-5 with tanh and pooling by the mean: [samples, 1, 28, 28] → [samples, 10].</summary>
    public static Sequential LeNet5() =>
    [
        new Conv2d(1, 6, 5, padding: 2), new Tanh(), new AvgPool2d(2),
        new Conv2d(6, 16, 5), new Tanh(), new AvgPool2d(2),
        new Flatten(),
        new Linear(400, 120), new Tanh(),
        new Linear(120, 84), new Tanh(),
        new Linear(84, 10),
    ];

    /// <summary>A language model that reads with an LSTM: [samples, steps] → [samples · steps, vocabulary].</summary>
    public static Sequential Recurrent(int vocabulary, int features, int hidden) =>
        [new Embedding(vocabulary, features), new LSTM(features, hidden), new Linear(hidden, vocabulary), Rows()];

    /// <summary>A decoder alone, as in GPT-2, that normalises first: [samples, positions] → [samples · positions, vocabulary].</summary>
    public static Sequential Gpt(int vocabulary, int positions, int features, int heads, int layers) =>
    [
        new Embedding(vocabulary, features), new LearnedPositionalEncoding(positions, features),
        new TransformerEncoder(
            layers,
            () => new(features, heads, 4 * features, dropout: 0, Functions.GELU, normFirst: true, causal: true),
            new LayerNorm([features])),
        new Linear(features, vocabulary), Rows(),
    ];

    private static Lambda Rows() => new(x => x.Reshape(-1, x.Shape[^1]), "rows");
}
