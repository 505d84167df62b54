using static AutoGrad.Generators.Declarations;

namespace AutoGrad.Generators;

/// <summary>The overloads for graphs that losses over elements and over rows have alike.</summary>
internal static class LossMembers
{
    /// <param name="writer">Where to write.</param>
    /// <param name="function">The loss.</param>
    /// <param name="inputs">What its inputs are called.</param>
    /// <param name="call">The call, of inputs, hyper-parameters and reduction.</param>
    /// <param name="others">Losses that share the overload.</param>
    public static void EmitNodes(SourceWriter writer, Function function, string[] inputs, Func<string, string, string, string> call, params IReadOnlyList<Function> others)
    {
        string reduction = function.Extra("reduction");
        string declared = List(inputs.Select(input => $"{LibraryTypes.Node} {input}"));
        var hyper = function.HyperParameters;
        string[] formulas = [function.Model.Formulas[0], .. others.Select(loss => loss.Model.Formulas[0])];
        string accessibility = function.Model.Accessibility;

        Documentation.Emit(writer, function, "The mean of the losses.", formulas);
        writer.Line(LibraryTypes.GeneratedCode);
        writer.Line($"{accessibility} static {LibraryTypes.Node} {function.Method}({declared}) =>");
        writer.Indented($"{function.Method}({List(inputs, hyper.Defaults(), [$"{LibraryTypes.Reduction}.Mean"])});");
        writer.Line();

        Documentation.Emit(writer, function, "The losses, reduced.", formulas);
        writer.Line(LibraryTypes.GeneratedCode);
        writer.Lines(formulas.Select(formula => $"[global::AutoGrad.Formula({LibraryTypes.Quote(formula)})]"));
        writer.Line($"{accessibility} static {LibraryTypes.Node} {function.Method}({List([declared], hyper.Optional("double"), [$"{LibraryTypes.Reduction} {reduction} = {LibraryTypes.Reduction}.Mean"])}) =>");
        // Prediction and target stand for themselves; of more inputs there is a list.
        string given = inputs.Length == 2 ? List(inputs) : $"[{List(inputs)}]";
        writer.Indented($"{call(given, $"[{List(hyper.Numbers())}]", reduction)};");
        writer.Line();
    }
}
