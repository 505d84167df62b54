namespace AutoGrad.Benchmarks;

/// <summary>What a workload is given at every run.</summary>
/// <param name="Name">What the input is called.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Bound">Indices below it; without it numbers, drawn from N(0, 1).</param>
internal sealed record Given(string Name, Shape Shape, int? Bound = null)
{
    private const int Seed = 1;

    public Node ToNode() => Node.Input(Name, Shape, Bound is null ? ElementType.Float32 : ElementType.Int32);

    /// <summary>Writes the values where the executable reads them.</summary>
    public void Feed(Executable executable, Node input)
    {
        var random = new Random(Seed);
        if (Bound is { } bound)
            foreach (ref int index in executable.InputValues<int>(input))
                index = random.Next(bound);
        else
            foreach (ref float number in executable.InputValues<float>(input))
                number = (float)Normal(random);
    }

    // Box and Muller 1958.
    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
