namespace AutoGrad;

/// <summary>
/// An operation was given tensors whose shapes or element types do not fit. The message says which, what would, and in which layer.
/// </summary>
/// <param name="message">What was asked, what was expected.</param>
public sealed class ShapeException(string message)
    : ArgumentException(LayerPath.Current is { } layer ? $"{message} (in {layer})" : message);
