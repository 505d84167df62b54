namespace AutoGrad;

/// <summary>Zeros before and after one spatial axis: [samples, channels, length].</summary>
/// <param name="before">How many before each axis.</param>
/// <param name="after">How many after it; as many as before by default.</param>
/// <exception cref="ShapeException">There is not one number for all axes or one for each, or one is negative.</exception>
public sealed partial class ZeroPad1d(PerAxis before, PerAxis after = default)
    : PaddingLayer(nameof(ZeroPad1d), 1, before, after, PaddingMode.Zeros);
