using AutoGrad.Symbolics;

namespace AutoGrad.Generators.Tests;

/// <summary>Models as the parser makes them, from the text of a formula.</summary>
internal static class Models
{
    public static HostModel Host { get; } = new("User", new(["public static partial class MyFunctions"]), "global::User.MyFunctions", "User.MyFunctions");

    public static FunctionModel Activation(string name, string formula, string summary = "") => Of(FunctionKind.Activation, name, summary, formula);

    public static FunctionModel Loss(string name, string formula, string summary = "") => Of(FunctionKind.Loss, name, summary, formula);

    public static FunctionModel Update(string name, params string[] formulas) => Of(FunctionKind.Update, name, "", formulas);

    public static FunctionModel WithGradient(this FunctionModel model, string input, string formula) =>
        model with { CustomGradients = new([.. model.CustomGradients, new CustomGradientModel(input, formula, IsSurrogate: true)]) };

    public static string Generated(params FunctionModel[] models) => GroupEmitter.Emit(FunctionGroup.Of(models).Single());

    private static FunctionModel Of(FunctionKind kind, string name, string summary, params string[] texts)
    {
        var formula = Formula.Parse(texts[0]);
        return new(
            kind, HasLayer: false, Host, name, "public",
            formula.Parameters.Select(parameter => new ParameterModel(parameter.Variable.Name, parameter.Variable.Kind, parameter.Default)).ToEquatableArray(),
            new(texts), formula.Body.IsRow, summary, EquatableArray<CustomGradientModel>.Empty);
    }
}
