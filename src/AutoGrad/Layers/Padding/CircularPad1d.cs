namespace AutoGrad;

/// <summary>The elements of the other end before and after: c d | a b c d | a b on one spatial axis: [samples, channels, length].</summary>
/// <param name="before">How many before each axis.</param>
/// <param name="after">How many after it; as many as before by default.</param>
/// <exception cref="ShapeException">There is not one number for all axes or one for each, or one is negative.</exception>
public sealed partial class CircularPad1d(PerAxis before, PerAxis after = default)
    : PaddingLayer(nameof(CircularPad1d), 1, before, after, PaddingMode.Circular);
