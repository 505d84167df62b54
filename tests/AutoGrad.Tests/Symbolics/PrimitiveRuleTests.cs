using AutoGrad.Symbolics;

namespace AutoGrad.Tests;

/// <summary>The rules of the scalar primitives, by numbers and without any kernel.</summary>
public class PrimitiveRuleTests
{
    public static TheoryData<string, int> Differentiable =>
        Names(p => p is { Kind: PrimitiveKind.Elementwise, YieldsTruth: false } && (p.Derivatives is not null || p == Primitives.Selection));

    public static TheoryData<string, int> Steps =>
        Names(p => p is { Kind: PrimitiveKind.Elementwise, YieldsTruth: false, Derivatives: null } && p != Primitives.Selection);

    public static TheoryData<string, int> Reductions => Names(p => p.Kind == PrimitiveKind.Reduction);

    [Theory]
    [MemberData(nameof(Differentiable))]
    public void First_and_second_derivatives_agree_with_differences(string name, int arity) =>
        ScalarGradientCheck.Check(Primitives.Find(name, arity)!, Differentiation.Standard);

    [Theory]
    [MemberData(nameof(Differentiable))]
    public void Changing_any_one_rule_makes_the_check_fail(string name, int arity)
    {
        var primitive = Primitives.Find(name, arity)!;
        for (int argument = 0; argument < (primitive.Derivatives?.Count ?? 0); argument++)
        {
            int changed = argument;
            if (primitive.Derivatives![argument] is not { } right)
                continue;
            PartialDerivative?[] mutated = [.. primitive.Derivatives];
            mutated[changed] = (x, y) => right(x, y) * 1.001;
            var differentiation = new Differentiation(p => p == primitive ? mutated : p.Derivatives, p => p.Adjoint!);
            Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => ScalarGradientCheck.Check(primitive, differentiation));
        }
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_step_has_the_derivative_zero_and_does_not_pass_dependence_on(string name, int arity)
    {
        var x = Expression.Variable("x");
        var step = Expression.Apply(Primitives.Find(name, arity)!, x);

        Assert.True(Differentiation.Standard.Derivative(step, x).IsConstant(0));
        Assert.False(Differentiation.Standard.DependsOn(step, x));
    }

    [Theory]
    [MemberData(nameof(Reductions))]
    public void Adjoints_of_reductions_agree_with_differences(string name, int arity) =>
        CheckReduction(Primitives.Find(name, arity)!, Differentiation.Standard);

    [Theory]
    [MemberData(nameof(Reductions))]
    public void Changing_any_one_adjoint_makes_the_check_fail(string name, int arity)
    {
        var reduction = Primitives.Find(name, arity)!;
        var mutated = new Differentiation(p => p.Derivatives, p => p == reduction ? (x, y, upstream) => p.Adjoint!(x, y, upstream) * 1.001 : p.Adjoint!);

        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => CheckReduction(reduction, mutated));
    }

    [Fact]
    public void Every_rule_is_among_the_mutations()
    {
        var mutated = Differentiable.Concat(Reductions).Select(row => Primitives.Find((string)row[0], (int)row[1]));

        Assert.Empty(Primitives.All.Where(primitive => primitive.Derivatives is not null || primitive.Adjoint is not null).Except(mutated));
    }

    [Fact]
    public void A_derivative_by_an_argument_without_a_rule_is_refused_rather_than_zero()
    {
        var s = Expression.Variable("s");
        var error = Assert.Throws<DifferentiationException>(() => Differentiation.Standard.Derivative(Expression.Apply(Primitives.Zeta, s, 2), s));

        Assert.Equal("zeta(s, 2) has no derivative by its argument 1, which has to be a constant.", error.Message);
    }

    private static void CheckReduction(Primitive reduction, Differentiation differentiation)
    {
        Expression x = Expression.Variable("x", VariableKind.Row);
        var square = Expression.Apply(Primitives.Square, x);
        var output = Expression.Apply(Primitives.Sin, x)
            * Expression.Apply(reduction, reduction.Arity == 2 ? [square, Expression.Variable("label", VariableKind.Label)] : [square]);
        var upstream = Expression.Variable("upstream", VariableKind.Row);
        var gradient = differentiation.Gradients(output, [x], upstream)[0];

        double[] row = [0.3, -1.2, 0.8, 1.9, -0.4], weights = [0.7, -0.2, 1.1, 0.4, -0.9];
        double[] At(Expression expression, double[] point) => Evaluation.Evaluate(
            expression, row.Length, v => v.Kind == VariableKind.Label ? [2] : v.Name == "x" ? point : weights);
        double Weighted(double[] point) => At(output, point).Zip(weights, (y, w) => y * w).Sum();

        double[] analytic = At(gradient, row);
        for (int i = 0; i < row.Length; i++)
        {
            const double Step = 1e-5;
            double[] above = [.. row], below = [.. row];
            above[i] += Step;
            below[i] -= Step;
            Assert.Equal((Weighted(above) - Weighted(below)) / (2 * Step), analytic[i], 1e-8);
        }
    }

    [Fact]
    public void Conventions_at_kinks_are_PyTorchs()
    {
        var x = Expression.Variable("x");
        double At0(Expression y) => Value(Differentiation.Standard.Derivative(y, x), 0);

        Assert.Equal(0, At0(Expression.Apply(Primitives.Abs, x)));
        Assert.Equal(0.5, At0(Expression.Apply(Primitives.Max, x, 0)));
        Assert.Equal(0.5, At0(Expression.Apply(Primitives.Min, x, 0)));
        Assert.Equal(0, At0(Formula.Parse("(x) => select(x <= 0, 0, x)").Body));
        Assert.Equal(2, Value(Expression.Apply(Primitives.Round, x), 2.5));
        Assert.Equal(0, At0(Expression.Apply(Primitives.Pow, x, 3)));
    }

    [Fact]
    public void The_power_has_finite_derivatives_at_base_and_exponent_zero()
    {
        var formula = Formula.Parse("(x, p) => pow(x, p)");
        double By(int parameter, double x, double p) => Evaluation.Evaluate(
            Differentiation.Standard.Derivative(formula.Body, formula.Parameters[parameter].Variable),
            new Dictionary<string, double> { ["x"] = x, ["p"] = p });

        Assert.Equal(0, By(0, 0, 0));
        Assert.Equal(0, By(1, 0, 2));
        Assert.Equal(0, By(0, 0, 2));
        Assert.Equal(8 * Math.Log(2), By(1, 2, 3), 1e-14);
    }

    private static double Value(Expression expression, double x) =>
        Evaluation.Evaluate(expression, new Dictionary<string, double> { ["x"] = x });

    private static TheoryData<string, int> Names(Func<Primitive, bool> filter)
    {
        var data = new TheoryData<string, int>();
        foreach (var primitive in Primitives.All.Where(filter))
            data.Add(primitive.Name, primitive.Arity);
        return data;
    }
}
