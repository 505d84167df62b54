using AutoGrad.Symbolics;
using static AutoGrad.Generators.Declarations;

namespace AutoGrad.Generators;

/// <summary>Writes the layer of an activation: a class of its name, whose constructor takes the hyper-parameters.</summary>
internal static class ActivationLayer
{
    public static void Emit(SourceWriter writer, FunctionModel model)
    {
        var function = new Function(model, "");
        if (function.Inputs.Count != 1)
            throw new EmissionException($"'{function.Name}' has {function.Inputs.Count} inputs, and a layer passes on one: no layer can be made of it.");
        if (model.Host.TypeName.Contains("<"))
            throw new EmissionException($"'{function.Name}' stands in a generic type, and its layer would have to know for which types: no layer can be made of it.");

        string axis = function.Extra("axis");
        string[] row = function.IsRowFunction ? [axis] : [];
        string x = new CSharpNames([.. function.HyperParameters.Select(parameter => parameter.Variable.Name), .. row]).Unique("x");
        string parameters = List(function.HyperParameters.Optional("double"), row.Select(parameter => $"int {parameter} = -1"));
        writer.Line();
        Documentation.Emit(writer, function, $"The layer that applies <c>{model.Name}</c>.", model.Formulas[0]);
        writer.Open($"{model.Accessibility} sealed class {function.Method}({parameters}) : global::AutoGrad.Layer");
        writer.Line("/// <inheritdoc/>");
        writer.Line(LibraryTypes.GeneratedCode);
        writer.Line($"protected override {LibraryTypes.Node} Build({LibraryTypes.Node} {x}) => {model.Host.TypeName}.{function.Method}({List([x], function.HyperParameters.Identifiers(), row)});");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line(LibraryTypes.GeneratedCode);
        writer.Open("protected override void Visit(global::AutoGrad.ILayerVisitor visitor)");
        writer.Close();
        writer.Close();
    }
}
