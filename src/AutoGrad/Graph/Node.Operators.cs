using AutoGrad.Symbolics;

namespace AutoGrad;

public partial class Node
{
    /// <summary>a + b, broadcast.</summary>
    public static Node operator +(Node a, Node b) => Elementwise.Apply(Primitives.Add, a, b);

    /// <summary>a + b.</summary>
    public static Node operator +(Node a, double b) => Elementwise.Apply(v => v[0] + b, a);

    /// <summary>a + b.</summary>
    public static Node operator +(double a, Node b) => Elementwise.Apply(v => a + v[0], b);

    /// <summary>a − b, broadcast.</summary>
    public static Node operator -(Node a, Node b) => Elementwise.Apply(Primitives.Subtract, a, b);

    /// <summary>a − b.</summary>
    public static Node operator -(Node a, double b) => Elementwise.Apply(v => v[0] - b, a);

    /// <summary>a − b.</summary>
    public static Node operator -(double a, Node b) => Elementwise.Apply(v => a - v[0], b);

    /// <summary>a · b position by position, broadcast.</summary>
    public static Node operator *(Node a, Node b) => Elementwise.Apply(Primitives.Multiply, a, b);

    /// <summary>a · b.</summary>
    public static Node operator *(Node a, double b) => Elementwise.Apply(v => v[0] * b, a);

    /// <summary>a · b.</summary>
    public static Node operator *(double a, Node b) => Elementwise.Apply(v => a * v[0], b);

    /// <summary>a / b position by position, broadcast.</summary>
    public static Node operator /(Node a, Node b) => Elementwise.Apply(Primitives.Divide, a, b);

    /// <summary>a / b.</summary>
    public static Node operator /(Node a, double b) => Elementwise.Apply(v => v[0] / b, a);

    /// <summary>a / b.</summary>
    public static Node operator /(double a, Node b) => Elementwise.Apply(v => a / v[0], b);

    /// <summary>−a.</summary>
    public static Node operator -(Node a) => Elementwise.Apply(Primitives.Negate, a);

    /// <summary>Where a &lt; b, broadcast: a tensor of bool.</summary>
    public static Node operator <(Node a, Node b) => Elementwise.Apply(Primitives.Less, a, b);

    /// <summary>Where a &lt; b: a tensor of bool.</summary>
    public static Node operator <(Node a, double b) => Elementwise.Apply(v => Expression.Apply(Primitives.Less, v[0], b), a);

    /// <summary>Where a &lt; b: a tensor of bool.</summary>
    public static Node operator <(double a, Node b) => b > a;

    /// <summary>Where a &gt; b, broadcast: a tensor of bool.</summary>
    public static Node operator >(Node a, Node b) => Elementwise.Apply(Primitives.Greater, a, b);

    /// <summary>Where a &gt; b: a tensor of bool.</summary>
    public static Node operator >(Node a, double b) => Elementwise.Apply(v => Expression.Apply(Primitives.Greater, v[0], b), a);

    /// <summary>Where a &gt; b: a tensor of bool.</summary>
    public static Node operator >(double a, Node b) => b < a;

    /// <summary>Where a ≤ b, broadcast: a tensor of bool.</summary>
    public static Node operator <=(Node a, Node b) => Elementwise.Apply(Primitives.LessOrEqual, a, b);

    /// <summary>Where a ≤ b: a tensor of bool.</summary>
    public static Node operator <=(Node a, double b) => Elementwise.Apply(v => Expression.Apply(Primitives.LessOrEqual, v[0], b), a);

    /// <summary>Where a ≤ b: a tensor of bool.</summary>
    public static Node operator <=(double a, Node b) => b >= a;

    /// <summary>Where a ≥ b, broadcast: a tensor of bool.</summary>
    public static Node operator >=(Node a, Node b) => Elementwise.Apply(Primitives.GreaterOrEqual, a, b);

    /// <summary>Where a ≥ b: a tensor of bool.</summary>
    public static Node operator >=(Node a, double b) => Elementwise.Apply(v => Expression.Apply(Primitives.GreaterOrEqual, v[0], b), a);

    /// <summary>Where a ≥ b: a tensor of bool.</summary>
    public static Node operator >=(double a, Node b) => b <= a;

    /// <summary>Where both hold, broadcast.</summary>
    public static Node operator &(Node a, Node b) => Elementwise.Apply(Primitives.LogicalAnd, a, b);

    /// <summary>Where either holds, broadcast.</summary>
    public static Node operator |(Node a, Node b) => Elementwise.Apply(Primitives.LogicalOr, a, b);

    /// <summary>Where one of the two holds and the other does not, broadcast.</summary>
    public static Node operator ^(Node a, Node b) => (a & ~b) | (b & ~a);

    /// <summary>Where it does not hold.</summary>
    public static Node operator ~(Node a) => Elementwise.Apply(Primitives.LogicalNot, a);
}
