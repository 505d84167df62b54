namespace AutoGrad;

/// <summary>The elements of the other end before and after: c d | a b c d | a b on two spatial axes: [samples, channels, height, width].</summary>
/// <param name="before">How many before each axis.</param>
/// <param name="after">How many after it; as many as before by default.</param>
/// <exception cref="ShapeException">There is not one number for all axes or one for each, or one is negative.</exception>
public sealed partial class CircularPad2d(PerAxis before, PerAxis after = default)
    : PaddingLayer(nameof(CircularPad2d), 2, before, after, PaddingMode.Circular);
