using AutoGrad.Symbolics;
using Microsoft.CodeAnalysis;
using static AutoGrad.Symbolics.Primitives;

namespace AutoGrad.Generators;

/// <summary>What type a known method's result has in C#.</summary>
internal enum ResultTyping
{
    /// <summary>A number, or a row of them where an argument is a row.</summary>
    Number,

    /// <summary>The arguments' common type where the method has overloads for it, as Math.Max has for int.</summary>
    LikeArguments,

    /// <summary>A truth value.</summary>
    Truth,

    /// <summary>A number from a row.</summary>
    Reduction,
}

/// <summary>A method of the platform or the library that formulas know, and the expression it stands for.</summary>
internal sealed record KnownMethod(string Name, int Arity, Func<Expression[], Expression> Build, ResultTyping Typing = ResultTyping.Number);

/// <summary>
/// The methods that formulas know by name, whether they are called as <c>Math.Exp</c>, <c>double.Exp</c> or <c>Functions.Exp</c>: each
/// primitive, and what is composed of them.
/// </summary>
internal static class KnownMethods
{
    private const double RadiansPerDegree = Math.PI / 180;

    private static readonly HashSet<string> Hosts = ["System.Math", "double", "AutoGrad.Functions", "AutoGrad.Symbolics.ReferenceMath"];

    private static readonly KnownMethod[] Composed =
    [
        new("ExpM1", 1, x => Of(Expm1, x)),
        new("LogP1", 1, x => Of(Log1p, x)),
        new("Exp10", 1, x => Of(Pow, 10, x[0])),
        new("Log", 2, x => LogToBase(x[0], x[1])),
        new("Cbrt", 1, x => Select(Of(Less, x[0], 0), -Of(Pow, -x[0], 1.0 / 3), Of(Pow, x[0], 1.0 / 3))),
        new("Hypot", 2, x => Of(Sqrt, Of(Square, x[0]) + Of(Square, x[1]))),
        new("FusedMultiplyAdd", 3, x => x[0] * x[1] + x[2]),
        new("MultiplyAddEstimate", 3, x => x[0] * x[1] + x[2]),
        new("Lerp", 3, x => x[0] * (1 - x[2]) + x[1] * x[2]),
        // Not min and max: the derivative at the ends is 1, as in PyTorch.
        new("Clamp", 3, x => Select(Of(Less, x[0], x[1]), x[1], Select(Of(Greater, x[0], x[2]), x[2], x[0])), ResultTyping.LikeArguments),
        new("DegreesToRadians", 1, x => x[0] * RadiansPerDegree),
        new("RadiansToDegrees", 1, x => x[0] / RadiansPerDegree),
        new("IsNaN", 1, x => Of(NotEqualTo, x[0], x[0]), ResultTyping.Truth),
        new("IsFinite", 1, x => Of(Less, Of(Abs, x), double.PositiveInfinity), ResultTyping.Truth),
        new("IsInfinity", 1, x => Of(EqualTo, Of(Abs, x), double.PositiveInfinity), ResultTyping.Truth),
        new("IsPositiveInfinity", 1, x => Of(EqualTo, x[0], double.PositiveInfinity), ResultTyping.Truth),
        new("IsNegativeInfinity", 1, x => Of(EqualTo, x[0], double.NegativeInfinity), ResultTyping.Truth),
    ];

    // Zeta: of its first argument it has no derivative.
    private static readonly HashSet<Primitive> NotMethods = [Zeta, Pick, Position, Length, Selection, LogicalNot];

    /// <summary>Every known method.</summary>
    public static IReadOnlyList<KnownMethod> All { get; } = [.. Primitives.All.Where(p => p.Infix is null && !NotMethods.Contains(p)).Select(Of), .. Composed];

    /// <summary>Whether the type is one whose methods are known by name.</summary>
    public static bool IsHost(INamedTypeSymbol? type) => type is not null && Hosts.Contains(type.ToDisplayString());

    /// <summary>The known method of this name and number of arguments; null if there is none.</summary>
    public static KnownMethod? Find(string name, int arity) => All.FirstOrDefault(method => method.Name == name && method.Arity == arity);

    /// <summary>The operand that the method makes of these; the arguments have been checked.</summary>
    public static Operand Apply(KnownMethod method, INamedTypeSymbol host, IReadOnlyList<Operand> arguments)
    {
        var value = method.Build([.. arguments.Select(argument => argument.Value)]);
        return new(TypeOf(method, host, arguments), value);
    }

    private static OperandType TypeOf(KnownMethod method, INamedTypeSymbol host, IReadOnlyList<Operand> arguments)
    {
        bool isMath = host.Name == nameof(Math);
        if (method.Typing == ResultTyping.Truth)
            return OperandType.Truth;
        if (method.Name == nameof(Math.Sign) && (isMath || host.SpecialType == SpecialType.System_Double))
            return OperandType.Integer;
        if (method.Typing != ResultTyping.Reduction && arguments.Any(argument => argument.Type == OperandType.Row))
            return OperandType.Row;
        bool overloaded = isMath && method.Typing == ResultTyping.LikeArguments;
        return overloaded ? arguments.Select(argument => argument.Type).Aggregate((a, b) => Operand.CommonType(a, b) ?? OperandType.Number)
            : OperandType.Number;
    }

    // To the bases 0, 1 and ∞ C# knows no logarithm, but that of 1.
    private static Expression LogToBase(Expression x, Expression radix)
    {
        var quotient = Of(Log, x) / Of(Log, radix);
        if (radix is Constant { Value: not (0 or 1 or double.PositiveInfinity) })
            return quotient;
        var isExtreme = Of(LogicalOr, Of(EqualTo, radix, 0), Of(EqualTo, radix, double.PositiveInfinity));
        return Select(Of(LogicalOr, Of(EqualTo, radix, 1), Of(LogicalAnd, isExtreme, Of(NotEqualTo, x, 1))), double.NaN, quotient);
    }

    private static KnownMethod Of(Primitive primitive) => new(
        primitive.Method,
        primitive.Arity,
        arguments => Expression.Apply(primitive, arguments),
        primitive.Kind == PrimitiveKind.Reduction ? ResultTyping.Reduction
            : primitive == Abs || primitive == Min || primitive == Max ? ResultTyping.LikeArguments : ResultTyping.Number);

    private static Expression Of(Primitive primitive, params Expression[] arguments) => Expression.Apply(primitive, arguments);
}
