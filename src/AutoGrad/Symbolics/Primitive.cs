namespace AutoGrad.Symbolics;

/// <summary>∂y/∂x[i] of y = f(x), as an expression in the arguments and the result.</summary>
internal delegate Expression PartialDerivative(IReadOnlyList<Expression> x, Expression y);

/// <summary>The adjoint of a reduction's argument, given the argument, the result and the result's adjoint.</summary>
internal delegate Expression ReductionAdjoint(Expression argument, Call result, Expression upstream);

/// <summary>How a primitive relates to the row.</summary>
internal enum PrimitiveKind
{
    /// <summary>Position by position; of numbers, a number.</summary>
    Elementwise,

    /// <summary>From a row to one number.</summary>
    Reduction,

    /// <summary>Depends on nothing but where in the row it stands.</summary>
    RowProperty,
}

/// <summary>
/// A function that the scalar language knows without further explanation: all that anything else needs to know about it. To add a
/// primitive is to add one such record (and its lanes, in <c>Elementary</c>).
/// </summary>
/// <param name="Name">The name in text, lower case.</param>
/// <param name="Arity">The number of arguments.</param>
internal sealed record Primitive(string Name, int Arity)
{
    /// <summary>How it relates to the row.</summary>
    public PrimitiveKind Kind { get; init; } = PrimitiveKind.Elementwise;

    /// <summary>Whether the result is true or false; true is the value 1, false 0.</summary>
    public bool YieldsTruth { get; init; }

    /// <summary>The value in double precision, for element-wise primitives.</summary>
    public Func<double[], double>? Value { get; init; }

    /// <summary>The value of a reduction over a row, given the row and, for the second argument of a binary one, its value.</summary>
    public Func<double[], double, double>? RowValue { get; init; }

    /// <summary>
    /// The partial derivatives by argument; null where the result is locally constant in all of them. An argument without a rule has to be
    /// a constant.
    /// </summary>
    public IReadOnlyList<PartialDerivative?>? Derivatives { get; init; }

    /// <summary>The reverse rule of a reduction.</summary>
    public ReductionAdjoint? Adjoint { get; init; }

    /// <summary>The method in C#, of <c>Elementary</c> for lanes and of <c>Functions</c> for scalars.</summary>
    public string Method { get; init; } = Capitalised(Name);

    /// <summary>The infix operator in text and C#, if it is written as one.</summary>
    public string? Infix { get; init; }

    /// <summary>How strongly the infix operator binds; larger is stronger.</summary>
    public int Precedence { get; init; } = int.MaxValue;

    /// <summary>LaTeX with {0}, {1}, … for the arguments.</summary>
    public string Latex { get; init; } = $@"\operatorname{{{Name}}}\left({{0}}\right)";

    /// <summary>The smallest interval known to hold the results of arguments from these intervals.</summary>
    public Func<Interval[], Interval> Range { get; init; } = static _ => Interval.All;

    /// <summary>Why arguments from these intervals can reach a point where value or derivative is infinite or undefined; null if none can.</summary>
    public Func<Interval[], string?>? Singularity { get; init; }

    /// <summary>Whether arguments of ordinary size, such as 1000, can give an infinite result.</summary>
    public bool Overflows { get; init; }

    /// <summary>Where the derivative is a convention, and which.</summary>
    public string? Kink { get; init; }

    /// <summary>Where tests draw the arguments from: an interval an argument, inside the domain and away from kinks.</summary>
    public Interval[] Domain { get; init; } = Enumerable.Repeat(new Interval(-3, 3), Arity).ToArray();

    /// <summary>By reference: each primitive exists once.</summary>
    public bool Equals(Primitive? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Name.Length * 31 + Arity;

    public override string ToString() => Name;

    /// <summary>Whether the primitive of these arguments varies along the row.</summary>
    public bool YieldsRow(IReadOnlyList<Expression> arguments) => Kind switch
    {
        PrimitiveKind.Elementwise => arguments.Any(argument => argument.IsRow),
        PrimitiveKind.Reduction => false,
        _ => this == Primitives.Position,
    };

    private static string Capitalised(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);
}
