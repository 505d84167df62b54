using AutoGrad.Symbolics;
using static AutoGrad.Generators.Declarations;

namespace AutoGrad.Generators;

/// <summary>Functions from one or two rows to a row, applied along an axis.</summary>
internal sealed class RowActivationEmitter : FunctionEmitter
{
    private readonly Formula[] gradients;
    private readonly RowKernel forward;
    private readonly RowKernel[] backward;

    public RowActivationEmitter(Function function)
        : base(function)
    {
        var inputs = function.Inputs;
        if (!function.Model.YieldsRow)
            throw new EmissionException($"The activation '{function.Name}' makes one number of a row, and an activation of a row yields a row. Without the attribute, other formulas can call it.");
        if (inputs.Count > 2 || inputs.Any(input => input.Variable.Kind != VariableKind.Row))
            throw new EmissionException($"An activation over rows has one or two rows as inputs, and hyper-parameters with defaults; '{function.Name}' has '{List(inputs.Identifiers())}'.");

        Variable[] variables = [.. inputs.Select(input => input.Variable)], parameters = [.. function.HyperParameters.Select(parameter => parameter.Variable)];
        gradients = [.. inputs.Select(function.Gradient)];
        forward = new("Forward", [FormulaWriter.Write(function.Formula.Body)], variables, parameters, row: function.Formula.Body, number: null);
        backward = [.. inputs.Select((input, i) => new RowKernel(
            inputs.Count == 1 ? "Gradient" : $"{function.InName(input)}Gradient",
            [FormulaWriter.Write(gradients[i].Body), WhatIsRead(gradients[i])],
            [.. variables, Function.Upstream(gradients[i])], parameters, row: gradients[i].Body, number: null))];
    }

    public override void EmitNodes(SourceWriter writer)
    {
        var hyper = Function.HyperParameters;
        string axis = Function.Extra("axis");
        EmitDocumentation(writer, "Along the last axis.", gradients);
        EmitMethod(
            writer,
            $"{LibraryTypes.Node} {Function.Method}({List(Function.Inputs.As(LibraryTypes.Node))})",
            $"{Function.Method}({List(Function.Inputs.Identifiers(), hyper.Defaults(), [$"{axis}: -1"])})");
        EmitDocumentation(writer, "Along an axis; negative ones count from the end.", gradients);
        EmitMethod(
            writer,
            $"{LibraryTypes.Node} {Function.Method}({List(Function.Inputs.As(LibraryTypes.Node), hyper.Optional("double"), [$"int {axis} = -1"])})",
            $"{Function.Kernels}.Function.Call([{List(Function.Inputs.Identifiers())}], [{List(hyper.Numbers())}], {axis})",
            Function.Model.Formulas[0]);
    }

    public override void EmitMembers(SourceWriter writer)
    {
        string destination = Function.Extra("destination"), length = Function.Extra("rowLength");
        string[] operands = ["A", "B", "C"];
        foreach (string element in LibraryTypes.Elements)
        {
            string[] results = [$"{LibraryTypes.Span(element)} {destination}", $"int {length}"];
            string Body(RowKernel kernel, string[] inputs) =>
                $"{LibraryTypes.Kernels}RowLoops.Run({kernel.New(Function.Kernels, Function.HyperParameters.Identifiers())}, new {LibraryTypes.Kernels}RowOperands<{element}> {{ {List(inputs.Zip(operands, (input, operand) => $"{operand} = {input}"), [$"Rows = {destination}"])} }}, {length})";

            EmitDocumentation(writer, "Row by row, without allocating; the destination may be an input.");
            EmitMethod(
                writer,
                $"void {Function.Method}({List(Function.Inputs.As(LibraryTypes.ReadOnlySpan(element)), results, Function.HyperParameters.Optional(element))})",
                Body(forward, [.. Function.Inputs.Identifiers()]));
            for (int i = 0; i < backward.Length; i++)
            {
                string by = backward.Length == 1 ? "" : $"By{Function.InName(Function.Inputs[i])}";
                Documentation.Emit(
                    writer, Function, $"The gradient by <c>{Function.Inputs[i].Variable.Name}</c>, row by row, without allocating; the destination may be an input.",
                    Documentation.Derivative(Function.Inputs[i], gradients[i]));
                EmitMethod(
                    writer,
                    $"void {Function.Name}Gradient{by}({List(Function.Inputs.As(LibraryTypes.ReadOnlySpan(element)), [$"{LibraryTypes.ReadOnlySpan(element)} upstream"], results, Function.HyperParameters.Optional(element))})",
                    Body(backward[i], [.. Function.Inputs.Identifiers(), "upstream"]));
            }
        }
    }

    public override void EmitKernels(SourceWriter writer)
    {
        EmitFusedFunction(writer, $"Row<{forward.TypeName}>()", gradients.Zip(backward, (gradient, kernel) => ((Formula, string)?)(gradient, $"Row<{kernel.TypeName}>()")));
        foreach (var kernel in (RowKernel[])[forward, .. backward])
        {
            kernel.Emit(writer);
            writer.Line();
        }
    }

    private void EmitDocumentation(SourceWriter writer, string what, params IReadOnlyList<Formula> gradients) =>
        Documentation.Emit(writer, Function, what, [FormulaWriter.Write(Function.Formula.Body), .. Function.Inputs.Zip(gradients, Documentation.Derivative)]);
}
