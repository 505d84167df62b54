using AutoGrad.Symbolics;
using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>The functions of formulas, called as plain C#: what the formula language computes, in every form.</summary>
public class FunctionOverloadTests
{
    public static TheoryData<string> Names =>
        [.. Primitives.All.Where(p => p is { Kind: PrimitiveKind.Elementwise, Infix: null, YieldsTruth: false } && p != Primitives.Selection).Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_primitive_is_a_function_of_double_float_row_and_node_with_its_value(string name)
    {
        var primitive = Primitives.All.First(p => p.Name == name && p.Kind == PrimitiveKind.Elementwise);
        double[] arguments = [.. primitive.Domain.Select(domain => 0.3 * domain.Low + 0.7 * domain.High)];
        double expected = primitive.Value!(arguments);

        Assert.Equal(expected, Call<double>(primitive, [.. arguments.Cast<object>()]));
        Assert.Equal((float)primitive.Value!([.. arguments.Select(argument => (double)(float)argument)]), Call<float>(primitive, [.. arguments.Select(argument => (object)(float)argument)]));
        Assert.Equal([expected, expected], Call<Row>(primitive, [.. arguments.Select(argument => (object)Row.Create([argument, argument]))]));
        Assert.Equal([expected], Call<Node>(primitive, [.. arguments.Select(argument => (object)Node.Constant(argument, ElementType.Float64))]).Evaluate());
    }

    [Fact]
    public void Numbers_beside_rows_count_at_every_position()
    {
        Row x = [1, 2, 3];

        Assert.Equal([2, 2, 3], Max(x, 2));
        Assert.Equal([2, 2, 3], Max(2, x));
        Assert.Equal([1, 2, 2], Min(x, 2));
        Assert.Equal([1, 2, 2], Min(2, x));
        Assert.Equal([1, 4, 9], Pow(x, 2));
        Assert.Equal([2, 4, 8], Pow(2, x));
        Assert.Equal([Math.Atan2(1, 2), Math.Atan2(2, 2), Math.Atan2(3, 2)], Atan2(x, 2));
        Assert.Equal([Math.Atan2(2, 1), Math.Atan2(2, 2), Math.Atan2(2, 3)], Atan2(2, x));
    }

    [Fact]
    public void Whole_numbers_are_taken_in_double_precision_and_mix_with_either()
    {
        double third = 1.0 / 3;
        float single = 0.5f;

        Assert.Equal(Math.Sqrt(2), Sqrt(2));
        Assert.Equal(Math.Log(10), Log(10));
        Assert.Equal(third, Max(0, third));
        Assert.IsType<float>(Max(0, single));
        Assert.Equal(Math.Pow(third, 3), Pow(third, 3));
        Assert.Equal(0.5, Min(single, 1.0));
        Assert.Equal([0.0, third], new[] { -1.0, third }.Select(x => Max(0, x)));
        Assert.Equal([(float)Math.Exp(0.5f)], new[] { single }.Select(Exp));
    }

    private static T Call<T>(Primitive primitive, object[] arguments)
    {
        var candidates = typeof(AutoGrad.Functions).GetMethods().Where(m => m.Name == primitive.Method && m.GetParameters().Count(p => !p.HasDefaultValue) == arguments.Length).ToArray();
        // What is fitted exactly comes before what has hyper-parameters, as in C#.
        var method = candidates.Where(m => m.GetParameters().Take(arguments.Length).All(parameter => parameter.ParameterType == typeof(T))).MinBy(m => m.GetParameters().Length)
            ?? candidates.Single(m => m.IsGenericMethod).MakeGenericMethod(typeof(T));
        return Assert.IsType<T>(method.Invoke(null, [.. arguments, .. method.GetParameters().Skip(arguments.Length).Select(parameter => parameter.DefaultValue)]), exactMatch: false);
    }
}
