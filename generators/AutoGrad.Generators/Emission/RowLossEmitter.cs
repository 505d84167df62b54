using AutoGrad.Symbolics;
using static AutoGrad.Generators.Declarations;

namespace AutoGrad.Generators;

/// <summary>Losses of a row and a label, or of a row and a target row: one number a row.</summary>
internal sealed class RowLossEmitter : FunctionEmitter
{
    private readonly Formula[] gradients;
    private readonly RowKernel forward;
    private readonly RowKernel?[] backward;
    private readonly RowKernel withGradient;

    public RowLossEmitter(Function function)
        : base(function)
    {
        var inputs = function.Inputs;
        if (function.Model.YieldsRow)
            throw new EmissionException($"The loss '{function.Name}' yields a row, and a loss over rows yields one number a row: Sum or Mean makes one.");
        if (inputs.Count != 2 || inputs[0].Variable.Kind != VariableKind.Row || inputs[1].Variable.Kind is not (VariableKind.Row or VariableKind.Label))
            throw new EmissionException($"A loss over rows has two inputs: a row, and a label (int) or a target row. '{function.Name}' has '{List(inputs.Identifiers())}'.");

        Variable[] variables = [.. inputs.Select(input => input.Variable)], parameters = [.. function.HyperParameters.Select(parameter => parameter.Variable)];
        gradients = [.. inputs.Where(input => input.IsDifferentiable).Select(function.Gradient)];
        Variable[] upstreams = [.. variables, Function.Upstream(gradients[0])];
        forward = new("Forward", [FormulaWriter.Write(function.Formula.Body)], variables, parameters, row: null, number: function.Formula.Body);
        backward = [.. inputs.Select((input, i) => !input.IsDifferentiable ? null : new RowKernel(
            $"{input.Capitalised()}Gradient",
            [FormulaWriter.Write(gradients[i].Body), WhatIsRead(gradients[i])],
            upstreams, parameters, row: gradients[i].Body, number: null))];
        withGradient = new(
            "WithGradient",
            ["The loss, and its gradient by the first input: what both need is computed once.", FormulaWriter.Write(function.Formula.Body), FormulaWriter.Write(gradients[0].Body)],
            upstreams, parameters, row: gradients[0].Body, number: function.Formula.Body);
    }

    /// <summary>Whether the target is a label.</summary>
    public bool HasLabels => Function.Inputs[1].Variable.Kind == VariableKind.Label;

    public override void EmitNodes(SourceWriter writer) => EmitNodes(writer, this);

    /// <summary>One overload for both forms of a loss: which it is, the target's element type says.</summary>
    public static void EmitNodes(SourceWriter writer, params IReadOnlyList<RowLossEmitter> forms)
    {
        var labels = forms.FirstOrDefault(form => form.HasLabels);
        var rows = forms.FirstOrDefault(form => !form.HasLabels);
        Function[] functions = [.. new[] { labels, rows }.OfType<RowLossEmitter>().Select(form => form.Function)];
        if (forms.Count > functions.Length || functions.Any(function => !function.HyperParameters.SequenceEqual(functions[0].HyperParameters)))
            throw new EmissionException($"The losses called '{functions[0].Name}' share their overload for nodes, so there can be one for labels and one for rows, with the same hyper-parameters.");
        string target = labels is not null ? labels.Target : rows!.Target;
        LossMembers.EmitNodes(
            writer, functions[0], target,
            (prediction, of, hyper, reduction) =>
                $"{LibraryTypes.Kernels}FusedFunction.CallLoss({Field(labels)}, {Field(rows)}, {prediction}, {of}, {hyper}, {reduction})",
            [.. functions.Skip(1)]);
    }

    public override void EmitMembers(SourceWriter writer)
    {
        string prediction = Function.Inputs[0].Identifier();
        string gradient = Function.Extra("gradient"), losses = Function.Extra("losses"), reduction = Function.Extra("reduction"), length = Function.Extra("rowLength"), weight = Function.Extra("weight");
        string kernel = withGradient.New(Function.Kernels, Function.HyperParameters.Identifiers());
        foreach (string element in LibraryTypes.Elements)
        {
            string inputs = $"{LibraryTypes.ReadOnlySpan(element)} {prediction}, {LibraryTypes.ReadOnlySpan(HasLabels ? "int" : element)} {Target}";
            string Operands(string values) =>
                $"new {LibraryTypes.Kernels}RowOperands<{element}> {{ A = {prediction}, {(HasLabels ? "Labels" : "B")} = {Target}, Numbers = new {LibraryTypes.ReadOnlySpan(element)}(in {weight}), Rows = {gradient}{values} }}";

            EmitDocumentation(writer, "The mean or the sum of the losses of the rows, and its gradient by the first input, row by row and without allocating.");
            EmitMethod(
                writer,
                $"{element} {Function.Name}WithGradient({List([inputs, $"{LibraryTypes.Span(element)} {gradient}", $"int {length}"], Function.HyperParameters.Optional(element), [$"{LibraryTypes.Reduction} {reduction} = {LibraryTypes.Reduction}.Mean"])})",
                [
                    $"var {weight} = ({element}){LibraryTypes.Kernels}LossLoops.Weight({reduction}, {prediction}.Length, {length});",
                    $"return ({element}){LibraryTypes.Kernels}LossLoops.ReduceRows({kernel}, {Operands("")}, {length}, {reduction});",
                ]);

            EmitDocumentation(writer, "The loss of each row, and its gradient by the first input, row by row and without allocating.");
            EmitMethod(
                writer,
                $"void {Function.Name}WithGradient({List([inputs, $"{LibraryTypes.Span(element)} {losses}", $"{LibraryTypes.Span(element)} {gradient}", $"int {length}"], Function.HyperParameters.Optional(element))})",
                [
                    $"{element} {weight} = 1;",
                    $"{LibraryTypes.Kernels}RowLoops.Run({kernel}, {Operands($", Values = {losses}")}, {length});",
                ]);
        }
    }

    public override void EmitKernels(SourceWriter writer)
    {
        EmitFusedFunction(
            writer,
            $"Row<{forward.TypeName}>()",
            backward.Select((kernel, i) => kernel is null ? null : ((Formula, string)?)(gradients[i], $"Row<{kernel.TypeName}>()")));
        foreach (var kernel in (RowKernel?[])[forward, .. backward, withGradient])
        {
            if (kernel is null)
                continue;
            kernel.Emit(writer);
            writer.Line();
        }
    }

    // A label a row, so of several rows they are labels.
    private string Target => HasLabels ? Function.Extra(Function.Inputs[1].Variable.Name + "s") : Function.Inputs[1].Identifier();

    private static string Field(RowLossEmitter? form) => form is null ? "null" : $"{form.Function.Kernels}.Function";

    private void EmitDocumentation(SourceWriter writer, string what) =>
        Documentation.Emit(writer, Function, what, FormulaWriter.Write(Function.Formula.Body), Documentation.Derivative(Function.Inputs[0], gradients[0]));
}
