namespace AutoGrad;

// Rows brought to a common scale.
public static partial class Functions
{
    /// <summary>The row with mean 0 and variance 1: (x − mean)/√(variance + epsilon) (Ba 2016).</summary>
    [Activation]
    public static Row LayerNorm(Row x, double epsilon = 1e-5)
    {
        var centred = x - Mean(x);
        return centred * Rsqrt(Mean(Square(centred)) + epsilon);
    }

    /// <summary>The row divided by its root mean square: x/√(mean of x² + epsilon) (Zhang 2019).</summary>
    [Activation]
    public static Row RMSNorm(Row x, double epsilon = 1e-5) => x * Rsqrt(Mean(Square(x)) + epsilon);
}
