namespace AutoGrad;

public partial class Node
{
    /// <summary>This tensor, whose gradient is multiplied by a factor on its way back.</summary>
    /// <param name="factor">The factor; 0 stops the gradient but for infinite ones, which become NaN.</param>
    /// <exception cref="DifferentiationException">The elements are no floating-point numbers.</exception>
    public Node ScaleGradient(double factor) => GradientFilter.Of(this, upstream => factor * upstream);

    /// <summary>This tensor, whose gradient changes its sign on its way back and is multiplied by a factor: the gradient reversal layer (Ganin 2015).</summary>
    /// <param name="factor">What the paper calls λ.</param>
    /// <exception cref="DifferentiationException">The elements are no floating-point numbers.</exception>
    public Node ReverseGradient(double factor = 1) => ScaleGradient(-factor);

    /// <summary>This tensor, whose gradient is cut off, element by element, at two ends on its way back.</summary>
    /// <param name="min">The least that is passed on.</param>
    /// <param name="max">The most that is passed on.</param>
    /// <exception cref="ArgumentException">The lower end lies above the upper one, or one is NaN.</exception>
    /// <exception cref="DifferentiationException">The elements are no floating-point numbers.</exception>
    public Node ClipGradient(double min, double max)
    {
        Functions.CheckEnds(nameof(ClipGradient), min, max);
        return GradientFilter.Of(this, upstream => Functions.Clipped(upstream, min, max));
    }
}
