using AutoGrad.Symbolics;
using static AutoGrad.Generators.Declarations;

namespace AutoGrad.Generators;

/// <summary>Losses of rows, and perhaps of a label or a number a row: one number a row.</summary>
internal sealed class RowLossEmitter : FunctionEmitter
{
    private const int MostRows = 3;

    private readonly Formula?[] gradients;
    private readonly RowKernel forward;
    private readonly RowKernel?[] backward;
    private readonly RowKernel withGradient;

    public RowLossEmitter(Function function)
        : base(function)
    {
        var inputs = function.Inputs;
        if (function.Model.YieldsRow)
            throw new EmissionException($"The loss '{function.Name}' yields a row, and a loss over rows yields one number a row: Sum or Mean makes one.");
        int rows = inputs.Count(input => input.Variable.Kind == VariableKind.Row);
        if (inputs.Count < 2 || inputs[0].Variable.Kind != VariableKind.Row || rows > MostRows || inputs.Count - rows > 1)
            throw new EmissionException($"A loss over rows has a row first, then a label (int), a number or a target row, and at most {MostRows} rows and one label or number. '{function.Name}' has '{List(inputs.Identifiers())}'.");

        Variable[] variables = [.. inputs.Select(input => input.Variable)], parameters = [.. function.HyperParameters.Select(parameter => parameter.Variable)];
        gradients = [.. inputs.Select(input => input.IsDifferentiable ? function.Gradient(input) : null)];
        Variable[] upstreams = [.. variables, Function.Upstream(OfPrediction)];
        forward = new("Forward", [FormulaWriter.Write(function.Formula.Body)], variables, parameters, row: null, number: function.Formula.Body);
        backward = [.. inputs.Zip(gradients, (input, gradient) => gradient is null ? null : Backward(input, gradient, upstreams, parameters))];
        withGradient = new(
            "WithGradient",
            ["The loss, and its gradient by the first input: what both need is computed once.", FormulaWriter.Write(function.Formula.Body), FormulaWriter.Write(OfPrediction.Body)],
            upstreams, parameters, row: OfPrediction.Body, number: function.Formula.Body);
    }

    /// <summary>Whether there are labels.</summary>
    public bool HasLabels => Function.Inputs.Any(input => input.Variable.Kind == VariableKind.Label);

    /// <summary>The gradient by the first input.</summary>
    private Formula OfPrediction => gradients[0]!;

    public override void EmitNodes(SourceWriter writer) => EmitNodes(writer, [this]);

    /// <summary>One overload for the forms of a loss with as many inputs: which it is, the target's element type says.</summary>
    public static void EmitNodes(SourceWriter writer, IEnumerable<RowLossEmitter> all)
    {
        foreach (var forms in all.GroupBy(form => form.Function.Inputs.Count))
            EmitShared(writer, [.. forms]);
    }

    private static void EmitShared(SourceWriter writer, IReadOnlyList<RowLossEmitter> forms)
    {
        var labels = forms.FirstOrDefault(form => form.HasLabels);
        var rows = forms.FirstOrDefault(form => !form.HasLabels);
        Function[] functions = [.. new[] { labels, rows }.OfType<RowLossEmitter>().Select(form => form.Function)];
        if (forms.Count > functions.Length || functions.Any(function => !function.HyperParameters.SequenceEqual(functions[0].HyperParameters)))
            throw new EmissionException($"The losses called '{functions[0].Name}' share their overload for nodes, so there can be one for labels and one for rows, with the same hyper-parameters.");
        LossMembers.EmitNodes(
            writer, functions[0], [.. (labels ?? rows)!.InputNames],
            (inputs, hyper, reduction) =>
                $"{LibraryTypes.Kernels}FusedFunction.CallLoss({Field(labels)}, {Field(rows)}, {inputs}, {hyper}, {reduction})",
            [.. functions.Skip(1)]);
    }

    public override void EmitMembers(SourceWriter writer)
    {
        string prediction = Function.Inputs[0].Identifier();
        string gradient = Function.Extra("gradient"), losses = Function.Extra("losses"), reduction = Function.Extra("reduction"), length = Function.Extra("rowLength"), weight = Function.Extra("weight");
        string kernel = withGradient.New(Function.Kernels, Function.HyperParameters.Identifiers());
        foreach (string element in LibraryTypes.Elements)
        {
            string inputs = List(Function.Inputs.Zip(InputNames, (input, name) => $"{LibraryTypes.ReadOnlySpan(input.Variable.Kind == VariableKind.Label ? "int" : element)} {name}"));
            string Operands(string values) =>
                $"new {LibraryTypes.Kernels}RowOperands<{element}> {{ {List(Places())}, {Upstream} = new {LibraryTypes.ReadOnlySpan(element)}(in {weight}), Rows = {gradient}{values} }}";

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
            backward.Select((kernel, i) => kernel is null ? null : ((Formula, string)?)(gradients[i]!, $"Row<{kernel.TypeName}>()")));
        foreach (var kernel in (RowKernel?[])[forward, .. backward, withGradient])
        {
            if (kernel is null)
                continue;
            kernel.Emit(writer);
            writer.Line();
        }
    }

    // A label a row, so of several rows they are labels.
    private IEnumerable<string> InputNames => Function.Inputs.Select(input =>
        input.Variable.Kind == VariableKind.Label ? Function.Extra(input.Variable.Name + "s") : input.Identifier());

    // The numbers of a kernel are the input's, if there is one, then the upstream gradient.
    private string Upstream => Function.Inputs.Any(input => input.Variable.Kind == VariableKind.Number) ? "Second" : "Numbers";

    private IEnumerable<string> Places()
    {
        int rows = 0;
        return [.. Function.Inputs.Zip(InputNames, (input, name) => $"{Place(input.Variable.Kind)} = {name}")];

        string Place(VariableKind kind) => kind switch
        {
            VariableKind.Row => $"{(char)('A' + rows++)}",
            VariableKind.Label => "Labels",
            _ => "Numbers",
        };
    }

    // By a number the gradient is a number a row.
    private RowKernel Backward(FormulaParameter input, Formula gradient, Variable[] upstreams, Variable[] parameters)
    {
        bool isRow = input.Variable.Kind == VariableKind.Row;
        return new(
            $"{Function.InName(input)}Gradient",
            [FormulaWriter.Write(gradient.Body), WhatIsRead(gradient)],
            upstreams, parameters, row: isRow ? gradient.Body : null, number: isRow ? null : gradient.Body);
    }

    private static string Field(RowLossEmitter? form) => form is null ? "null" : $"{form.Function.Kernels}.Function";

    private void EmitDocumentation(SourceWriter writer, string what) =>
        Documentation.Emit(writer, Function, what, FormulaWriter.Write(Function.Formula.Body), Documentation.Derivative(Function.Inputs[0], OfPrediction));
}
