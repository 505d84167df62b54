using AutoGrad.Kernels;
using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>A generated function applied element by element: an element-wise operation that has a name, a kernel and, mostly, gradients of its own.</summary>
internal sealed record FunctionCall : Elementwise
{
    private Expression? kernelBody;

    public FunctionCall(FusedFunction function, double[] hyperParameters)
        : base(function.Body(hyperParameters))
    {
        Function = function;
        HyperParameters = hyperParameters;
    }

    public FusedFunction Function { get; }

    public double[] HyperParameters { get; }

    /// <summary>The expression as a kernel computes it: with the numbers known, simplified.</summary>
    public Expression KernelBody => kernelBody ??= Simplification.Simplify(Body);

    public override string Name => Function.TextName;

    public override string Attributes => Function.Describe(HyperParameters);

    protected override string Title => Function.Name;

    /// <summary>The derivative that was written by hand, over a0, a1, …; null if there is none.</summary>
    public Expression? CustomDerivative(int input)
    {
        if (!Function.HasCustomGradient || Function.Gradient(input) is not { } gradient)
            return null;
        var upstream = FusedFunction.Variable(gradient.Formula.Inputs.Count() - 1, VariableKind.Number);
        return Simplification.Simplify(Walk.Rewrite(gradient.Body(HyperParameters), node => node == upstream ? 1 : null));
    }

    /// <summary>The call of the function's own gradient; null if it has none.</summary>
    public Node? FusedGradient(Node node, int input, Node upstream) =>
        Function.Gradient(input)?.Call([.. node.Inputs, upstream], HyperParameters);

    public bool Equals(FunctionCall? other) =>
        other is not null && other.Function == Function && other.HyperParameters.AsSpan().SequenceEqual(HyperParameters);

    public override int GetHashCode() => HashCode.Combine(Function, Body);
}
