namespace AutoGrad;

/// <summary>What a simple recurrent layer applies to the sum of its two shares.</summary>
public enum RecurrentActivation
{
    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>max(x, 0).</summary>
    ReLU,
}
