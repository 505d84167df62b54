namespace AutoGrad;

public static partial class Gradient
{
    /// <summary>The Jacobian, compiled: ∂output/∂target for every element of either, of shape [output's axes…, target's axes…].</summary>
    /// <param name="output">A tensor of floating-point numbers.</param>
    /// <param name="target">A node that it is computed from.</param>
    /// <param name="disconnected">What to do if the output does not depend on the target.</param>
    /// <param name="threads">How many threads share the work of a row; 0 for one a processor.</param>
    /// <exception cref="DifferentiationException">The output does not depend on the target, or an operation between them has no derivative.</exception>
    public static CompiledJacobian Jacobian(Node output, Node target, Disconnected disconnected = Disconnected.Error, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(target);
        return new(output, target, disconnected, threads);
    }

    /// <summary>The Hessian of a single number, compiled: ∂²output/∂target² for every two elements of the target, of shape [target's axes…, target's axes…].</summary>
    /// <param name="output">One number, such as a loss.</param>
    /// <param name="target">A node that it is computed from.</param>
    /// <param name="threads">How many threads share the work of a row; 0 for one a processor.</param>
    /// <exception cref="DifferentiationException">The output is no single number or does not depend on the target, or an operation between them has no derivative.</exception>
    public static CompiledJacobian Hessian(Node output, Node target, int threads = 0) =>
        // Where the gradient no longer depends on the target, the Hessian is zero.
        new(Of(output, target), target, Disconnected.Zero, threads);
}
