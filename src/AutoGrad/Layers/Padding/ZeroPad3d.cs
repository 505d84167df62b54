namespace AutoGrad;

/// <summary>Zeros before and after three spatial axes: [samples, channels, depth, height, width].</summary>
/// <param name="before">How many before each axis.</param>
/// <param name="after">How many after it; as many as before by default.</param>
/// <exception cref="ShapeException">There is not one number for all axes or one for each, or one is negative.</exception>
public sealed partial class ZeroPad3d(PerAxis before, PerAxis after = default)
    : PaddingLayer(nameof(ZeroPad3d), 3, before, after, PaddingMode.Zeros);
