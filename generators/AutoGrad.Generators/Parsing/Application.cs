using System.Collections.Immutable;
using AutoGrad.Symbolics;
using Microsoft.CodeAnalysis;

namespace AutoGrad.Generators;

/// <summary>A call of a primitive with a singularity, where it is written, and under which conditions it is evaluated.</summary>
internal sealed record Application(Call Call, Location Location, ImmutableList<Expression> Conditions)
{
    /// <summary>The same application inside a method that is written out at <paramref name="location"/>, its parameters replaced.</summary>
    public Application Inlined(Location location, ImmutableList<Expression> outer, Func<Expression, Expression?> replacement) =>
        new((Call)Walk.Rewrite(Call, replacement), location, outer.AddRange(Conditions.Select(condition => Walk.Rewrite(condition, replacement))));
}
