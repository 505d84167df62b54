namespace AutoGrad.Conformance;

/// <summary>A tensor of a golden file, row-major: its data are <c>double[]</c>, <c>long[]</c> or <c>bool[]</c>.</summary>
public sealed record GoldenTensor(Shape Shape, Array Data)
{
    /// <summary>The type of its elements in a graph.</summary>
    public ElementType ElementType => Data switch
    {
        double[] => ElementType.Float64,
        long[] => ElementType.Int64,
        _ => ElementType.Bool,
    };

    /// <summary>Its numbers, integers and truth values (1 and 0) as double.</summary>
    public double[] Numbers { get; } = Data switch
    {
        double[] numbers => numbers,
        long[] integers => Array.ConvertAll(integers, static value => (double)value),
        bool[] truths => Array.ConvertAll(truths, static value => value ? 1.0 : 0.0),
        _ => throw new ArgumentException($"A golden tensor of {Data.GetType().GetElementType()}; double, long or bool is expected.", nameof(Data)),
    };
}
