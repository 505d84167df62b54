using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>The input itself; whoever differentiates gets another gradient instead of the upstream one.</summary>
/// <param name="Body">The gradient that is passed on, an expression in the upstream gradient a0.</param>
internal sealed record GradientFilter(Expression Body) : Operation
{
    public override string Name => "gradient_filter";

    public override string Attributes => Body.ToString()!;

    public override bool IsFinite(IReadOnlyList<Node> inputs) => inputs[0].IsFinite;

    public override bool KeepsZeros => Evaluation.Evaluate(Body, new Dictionary<string, double> { [Elementwise.NameOf(0)] = 0 }) == 0;

    /// <summary>A node whose gradient is another expression of the upstream one.</summary>
    public static Node Of(Node x, Func<Expression, Expression> gradient)
    {
        if (!x.ElementType.IsFloatingPoint)
            throw new DifferentiationException($"{x} has no gradient to change: it is {x.ElementType.Text}; only float32 and float64 have.");
        return Node.Create(new GradientFilter(Simplification.Simplify(gradient(Elementwise.Variable(0, x.ElementType)))), x);
    }

    public override TensorType Infer(IReadOnlyList<Node> inputs) => new(inputs[0].Shape, inputs[0].ElementType);

    public override Node? VectorJacobianProduct(Node node, int input, Node upstream) => Elementwise.Of(Body, [upstream]);

    public override Node? Support(Node node, int input, Node support) => KeepsZeros ? support : null;
}
