using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>The expressions of element-wise nodes, as kernels compute them.</summary>
internal static class ElementBody
{
    /// <summary>How many inputs, and how many calls of primitives, nodes that become one expression or one loop have at most.</summary>
    public const int MostInputs = 8, MostCalls = 48;

    /// <summary>
    /// Whether a node can become part of a larger expression. A generated function can where its expression is emitted: interpreted, it would be
    /// slower than its own kernel.
    /// </summary>
    public static bool Is(Node node) => node.Operation is Elementwise and not FunctionCall || (node.Operation is FunctionCall && ElementKernels.AreEmitted(node.ElementType));

    /// <summary>The expression in a0, a1, …, one for each input.</summary>
    public static Expression Of(Node node) => node.Operation is FunctionCall call ? call.KernelBody : ((Elementwise)node.Operation).Body;

    /// <summary>The expression with what stands for the inputs.</summary>
    public static Expression Over(Node node, Func<Node, Expression> value) =>
        Walk.Rewrite(Of(node), e => e is Variable variable ? value(node.Inputs[Elementwise.InputOf(variable)]) : null);

    /// <summary>The expression with what stands for the input at each position.</summary>
    public static Expression OverPositions(Node node, Func<int, Expression> value) =>
        Walk.Rewrite(Of(node), e => e is Variable variable ? value(Elementwise.InputOf(variable)) : null);

    /// <summary>The number of calls of primitives.</summary>
    public static int Calls(params IEnumerable<Expression> bodies) => Walk.Ordered(bodies, static node => node.Arguments).Count(static node => node is Call);

    /// <summary>What the expression takes to compute, in operators.</summary>
    public static int Weight(Expression body) => Walk.Ordered(body).OfType<Call>().Sum(InliningBudget.Weight);

    /// <summary>The type of the numbers that a node is computed in; conditions alone, and the numbers selected by them, are float32.</summary>
    public static ElementType NumberType(Node node) => node.ElementType != ElementType.Bool
        ? node.ElementType
        : node.Inputs.Where(input => input.ElementType != ElementType.Bool).Select(input => input.ElementType).FirstOrDefault(ElementType.Float32);
}
