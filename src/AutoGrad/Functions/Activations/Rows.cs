namespace AutoGrad;

// Activations of a whole row: distributions over its elements.
public static partial class Functions
{
    /// <summary>eˣ divided by its sum along the axis: positive numbers that add up to 1. Stable for any finite x.</summary>
    [Activation(Layer = true)]
    public static Row Softmax(Row x)
    {
        // Shifting every element by the same number changes nothing, so the shift needs no derivative.
        var e = Exp(x - StopGradient(Max(x)));
        return e / Sum(e);
    }

    /// <summary>The softmax of −x along the axis: the smallest element has the largest share.</summary>
    [Activation(Layer = true)]
    public static Row Softmin(Row x)
    {
        var e = Exp(StopGradient(Min(x)) - x);
        return e / Sum(e);
    }

    /// <summary>The logarithm of the softmax along the axis, without its overflow and underflow.</summary>
    [Activation(Layer = true)]
    public static Row LogSoftmax(Row x)
    {
        var shifted = x - StopGradient(Max(x));
        return shifted - Log(Sum(Exp(shifted)));
    }
}
