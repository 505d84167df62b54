using AutoGrad.Symbolics;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AutoGrad.Generators.Tests;

/// <summary>What the generator is told of a function.</summary>
public class FunctionModelTests
{
    [Fact]
    public void A_model_says_all_that_is_generated_from()
    {
        var model = UserProject.WithMembers(
            """
            /// <summary>
            /// A leaky <c>max(x, 0)</c>.
            /// </summary>
            /// <param name="x">The input.</param>
            [Activation(Layer = true)]
            internal static double Leaky(double x, double slope = 0.01) => x > 0 ? x : slope * x;
            """).Parse().Model;

        Assert.Equal(
            new FunctionModel(
                FunctionKind.Activation,
                HasLayer: true,
                new("User", new(["public static partial class MyFunctions"]), "global::User.MyFunctions", "User.MyFunctions"),
                "Leaky",
                "internal",
                new([new("x", VariableKind.Number, null), new("slope", VariableKind.Number, 0.01)]),
                new(["(x, slope = 0.01) => select(x > 0, x, slope * x)"]),
                YieldsRow: false,
                "A leaky <c>max(x, 0)</c>.",
                CustomGradients: new([])),
            model);
    }

    [Fact]
    public void Types_around_types_and_names_that_are_keywords_are_opened_as_they_were_declared()
    {
        var model = new UserProject(
            """
            namespace A.@new;
            partial struct Outer
            {
                internal abstract partial record @class
                {
                    [AutoGrad.Loss] private protected static double @event(AutoGrad.Row @in, int @int) => @in[@int];
                }
            }
            """).Parse().Model!;

        Assert.Equal(
            new HostModel("A.@new", new(["internal partial struct Outer", "internal partial record @class"]), "global::A.@new.Outer.@class", "A.new.Outer.class"),
            model.Host);
        Assert.Equal("event", model.Name);
        Assert.Equal("private protected", model.Accessibility);
        Assert.Equal([new("in", VariableKind.Row, null), new ParameterModel("int", VariableKind.Label, null)], model.Parameters);
        Assert.Equal("(row in, label int) => in[int]", Assert.Single(model.Formulas));
    }

    [Theory]
    [InlineData("[Activation] public static double F(double x) => x;", "")]
    [InlineData("/// <summary>One.</summary>\n/// <remarks>Two.</remarks>\n[Activation] public static double F(double x) => x;", "One.")]
    [InlineData("/// <summary>a & b</summary>\n[Activation] public static double F(double x) => x;", "")]
    [InlineData("// <summary>No.</summary>\n[Activation] public static double F(double x) => x;", "")]
    public void The_summary_is_the_methods_own_where_it_is_XML(string method, string summary) =>
        Assert.Equal(summary, UserProject.WithMembers(method).Parse().Model!.Summary);

    [Fact]
    public void A_row_function_is_known_by_its_result()
    {
        Assert.True(UserProject.WithMembers("[Activation] public static Row F(Row x) => x;").Parse().Model!.YieldsRow);
        Assert.False(UserProject.WithMembers("[Activation] public static double F(Row x) => Sum(x);").Parse().Model!.YieldsRow);
    }

    [Fact]
    public void A_model_of_the_same_source_is_equal() => Assert.Equal(
        UserProject.WithMembers("[Activation] public static double F(double x, double a = 2) => a * x;").Parse().Model,
        UserProject.WithMembers("[Activation] public static double F(double x, double a = 2) => a * x;").Parse().Model);
}
