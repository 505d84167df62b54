using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>
/// The vector-Jacobian product of element-wise nodes. What a selection leaves out is zero before anything is multiplied with it, here
/// and in everything that the selection's branches are computed from: no branch that is not taken can leak a NaN. A generated function's own
/// gradients are taken where it has them.
/// </summary>
internal static class ElementwiseGradient
{
    /// <summary>upstream · ∂node/∂input, summed over what was broadcast; null where it is 0 by structure.</summary>
    public static Adjoint? Of(Symbolics.Differentiation scalars, Node node, int input, Adjoint upstream)
    {
        var (body, leaf) = (((Elementwise)node.Operation).Body, node.Inputs[input]);
        var variable = Elementwise.Variable(input, leaf.ElementType);
        if (variable.Kind == VariableKind.Truth || body.IsTruth)
            return null;
        var call = node.Operation as FunctionCall;
        var derivative = call?.CustomDerivative(input) ?? scalars.Derivative(body, variable);
        if (derivative.IsConstant(0))
            return null;

        // 0 times a finite derivative is 0 without a guard.
        var guard = upstream.Support is null || Elementwise.IsFinite(derivative, node.Inputs) ? null : upstream.Support;
        var value = call?.FusedGradient(node, input, upstream.Value) is { } fused
            ? guard is null ? fused : GradientSupport.Restrict(fused, guard)
            : Product(derivative, node.Inputs, upstream.Value, guard);
        // Nothing is computed from a leaf, but for the placeholders of a body: where its gradient is zero is of no interest.
        var support = leaf.Inputs.Count == 0 && leaf.Operation is not Placeholder ? null : GradientSupport.Intersection(
            upstream.Support,
            Support.Of(derivative) is { } own ? Elementwise.Of(own, node.Inputs).BroadcastTo(node.Shape) : null);
        return new(value.SumTo(leaf.Shape), support is null ? null : GradientSupport.SumTo(support, leaf.Shape));
    }

    private static Node Product(Expression derivative, IReadOnlyList<Node> inputs, Node upstream, Node? guard)
    {
        var product = Support.Scale(Elementwise.Variable(inputs.Count, upstream.ElementType), derivative);
        return guard is null
            ? Elementwise.Of(product, [.. inputs, upstream])
            : Elementwise.Of(Primitives.Select(Elementwise.Variable(inputs.Count + 1, ElementType.Bool), product, 0), [.. inputs, upstream, guard]);
    }
}
