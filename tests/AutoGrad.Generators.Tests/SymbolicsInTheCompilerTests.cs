using AutoGrad.Symbolics;
using Xunit;

namespace AutoGrad.Generators.Tests;

/// <summary>The scalar language as it is compiled into the generator, for the compiler's smaller platform.</summary>
public class SymbolicsInTheCompilerTests
{
    [Fact]
    public void A_formula_is_read_differentiated_and_written()
    {
        var silu = Formula.Parse("(x, beta = 1.5) => x * sigmoid(beta * x)");
        var gradient = silu.Gradient(silu.Parameters[0]);

        Assert.Equal(
            "(x, upstream, beta = 1.5) => t1 = beta * x; upstream * (sigmoid(t1) + x * (sigmoidslope(t1) * beta))",
            gradient.ToText());
    }

    [Fact]
    public void Every_primitive_has_a_value_there() => Assert.All(
        Primitives.All.Where(primitive => primitive.Value is not null),
        primitive => Assert.False(double.IsNaN(primitive.Value!([.. primitive.Domain.Select(domain => (domain.Low + domain.High) / 2 + 0.01)]))));
}
