using static AutoGrad.Generators.Declarations;

namespace AutoGrad.Generators;

/// <summary>The overloads for graphs that losses over elements and over rows have alike.</summary>
internal static class LossMembers
{
    /// <param name="writer">Where to write.</param>
    /// <param name="function">The loss.</param>
    /// <param name="target">What its target is called.</param>
    /// <param name="call">The call, of prediction, target, hyper-parameters and reduction.</param>
    /// <param name="others">Losses that share the overload.</param>
    public static void EmitNodes(SourceWriter writer, Function function, string target, Func<string, string, string, string, string> call, params IReadOnlyList<Function> others)
    {
        string prediction = function.Inputs[0].Identifier(), reduction = function.Extra("reduction");
        string inputs = $"{LibraryTypes.Node} {prediction}, {LibraryTypes.Node} {target}";
        var hyper = function.HyperParameters;
        string[] formulas = [function.Model.Formulas[0], .. others.Select(loss => loss.Model.Formulas[0])];
        string accessibility = function.Model.Accessibility;

        Documentation.Emit(writer, function, "The mean of the losses.", formulas);
        writer.Line(LibraryTypes.GeneratedCode);
        writer.Line($"{accessibility} static {LibraryTypes.Node} {function.Method}({inputs}) =>");
        writer.Indented($"{function.Method}({List([prediction, target], hyper.Defaults(), [$"{LibraryTypes.Reduction}.Mean"])});");
        writer.Line();

        Documentation.Emit(writer, function, "The losses, reduced.", formulas);
        writer.Line(LibraryTypes.GeneratedCode);
        writer.Lines(formulas.Select(formula => $"[global::AutoGrad.Formula({LibraryTypes.Quote(formula)})]"));
        writer.Line($"{accessibility} static {LibraryTypes.Node} {function.Method}({List([inputs], hyper.Optional("double"), [$"{LibraryTypes.Reduction} {reduction} = {LibraryTypes.Reduction}.Mean"])}) =>");
        writer.Indented($"{call(prediction, target, $"[{List(hyper.Identifiers())}]", reduction)};");
        writer.Line();
    }
}
