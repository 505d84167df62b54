using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>A part of what a kernel computes.</summary>
/// <param name="Name">How text calls it: a primitive, or an operation.</param>
/// <param name="Flops">
/// The number of floating-point operations: a primitive applied to one element counts as one, whatever it costs, and so does a term of a
/// sum or what is compared to find the largest; a term of a matrix product counts as two.
/// </param>
internal readonly record struct WorkPart(string Name, long Flops)
{
    /// <summary>The parts of a scalar expression for so many elements: its calls.</summary>
    public static IReadOnlyList<WorkPart> Of(Expression body, long elements) => Of([body], _ => elements);

    /// <summary>The parts of a row formula for so many rows: what varies along the row is computed for each element of it.</summary>
    public static IReadOnlyList<WorkPart> OfRows(Expression body, long rows, long rowLength) => Of([body], call => call.Primitive.Kind switch
    {
        PrimitiveKind.RowProperty => 0,
        PrimitiveKind.Reduction => call.Primitive == Primitives.Pick ? 0 : rows * rowLength,
        _ => call.IsRow ? rows * rowLength : rows,
    });

    /// <summary>The calls of expressions that are computed together, each with its count; arguments come before the calls that use them.</summary>
    public static IReadOnlyList<WorkPart> Of(IEnumerable<Expression> bodies, Func<Call, long> count) =>
        [.. Walk.Ordered(bodies, static node => node.Arguments).OfType<Call>().Where(call => call.Primitive != Primitives.StopGradient).Select(call => new WorkPart(call.Primitive.Name, count(call)))];
}
