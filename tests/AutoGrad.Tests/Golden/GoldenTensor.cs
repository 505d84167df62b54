namespace AutoGrad.Tests.Golden;

/// <summary>A tensor of a golden file, row-major: its data are <c>double[]</c>, <c>long[]</c> or <c>bool[]</c>.</summary>
public sealed record GoldenTensor(int[] Shape, Array Data)
{
    public double[] Doubles => Typed<double>();

    public long[] Longs => Typed<long>();

    public bool[] Bools => Typed<bool>();

    public bool Is<T>() => Data is T[];

    private T[] Typed<T>() =>
        Data as T[] ?? throw new InvalidCastException($"This golden tensor holds {Data.GetType().GetElementType()!.Name}, not {typeof(T).Name}.");
}
