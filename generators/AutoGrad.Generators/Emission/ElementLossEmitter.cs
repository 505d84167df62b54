using AutoGrad.Symbolics;
using static AutoGrad.Generators.Declarations;

namespace AutoGrad.Generators;

/// <summary>Losses of a prediction, a target and perhaps a third number, element by element.</summary>
internal sealed class ElementLossEmitter : FunctionEmitter
{
    private readonly Formula[] gradients;
    private readonly ElementKernel forward;
    private readonly ElementKernel[] backward;
    private readonly ElementKernel withGradient;

    public ElementLossEmitter(Function function)
        : base(function)
    {
        var inputs = function.Inputs;
        if (inputs.Count is not (2 or 3))
            throw new EmissionException($"The loss '{function.Name}' has {inputs.Count} inputs, and a loss has 2 or 3: a prediction, a target, and what else is given for each element. Give the other parameters defaults, which makes them hyper-parameters.");

        Variable[] variables = [.. inputs.Select(input => input.Variable)], parameters = [.. function.HyperParameters.Select(parameter => parameter.Variable)];
        gradients = [.. inputs.Select(function.Gradient)];
        var upstream = Function.Upstream(gradients[0]);
        forward = new("Forward", [FormulaWriter.Write(function.Formula.Body)], variables, parameters, function.Formula.Body);
        backward = [.. inputs.Select((input, i) => new ElementKernel(
            $"{function.InName(input)}Gradient",
            [FormulaWriter.Write(gradients[i].Body), WhatIsRead(gradients[i])],
            [.. variables, upstream], parameters, gradients[i].Body))];
        withGradient = new(
            "WithGradient",
            ["The loss, and its gradient by the prediction: what both need is computed once.", FormulaWriter.Write(function.Formula.Body), FormulaWriter.Write(gradients[0].Body)],
            variables, [.. parameters, upstream], function.Formula.Body, gradients[0].Body);
    }

    public override void EmitNodes(SourceWriter writer) => LossMembers.EmitNodes(
        writer, Function, [.. Function.Inputs.Identifiers()], (inputs, hyper, reduction) => $"{Function.Kernels}.Function.CallLoss({inputs}, {hyper}, {reduction})");

    public override void EmitMembers(SourceWriter writer)
    {
        Documentation.Emit(writer, Function, "In single precision: the value in double precision, rounded.", FormulaWriter.Write(Function.Formula.Body));
        EmitMethod(
            writer,
            $"float {Function.Method}({List(Function.Inputs.As("float"), Function.HyperParameters.Optional("float"))})",
            $"(float){Function.Method}({List(Function.Inputs.Concat(Function.HyperParameters).Widened())})");
        foreach (string element in LibraryTypes.Elements)
        {
            EmitReduced(writer, element);
            EmitEach(writer, element);
        }
    }

    public override void EmitKernels(SourceWriter writer)
    {
        EmitFusedFunction(
            writer,
            $"Element{forward.Shape}<{forward.TypeName}>()",
            gradients.Zip(backward, (gradient, kernel) => ((Formula, string)?)(gradient, $"Element{kernel.Shape}<{kernel.TypeName}>()")));
        foreach (var kernel in (ElementKernel[])[forward, .. backward, withGradient])
        {
            kernel.Emit(writer);
            writer.Line();
        }
    }

    private void EmitReduced(SourceWriter writer, string element)
    {
        string gradient = Function.Extra("gradient"), reduction = Function.Extra("reduction");
        string weight = $"{LibraryTypes.Kernels}LossLoops.Weight({reduction}, {Function.Inputs[0].Identifier()}.Length)";
        Documentation.Emit(
            writer, Function, "The mean or the sum of the losses, and its gradient by the prediction, in one pass and without allocating.",
            Documentation.Derivative(Function.Inputs[0], gradients[0]));
        EmitMethod(
            writer,
            $"{element} {Function.Name}WithGradient({List(Function.Inputs.As(LibraryTypes.ReadOnlySpan(element)), [$"{LibraryTypes.Span(element)} {gradient}"], Function.HyperParameters.Optional(element), [$"{LibraryTypes.Reduction} {reduction} = {LibraryTypes.Reduction}.Mean"])})",
            $"({element}){LibraryTypes.Kernels}LossLoops.Reduce({List([withGradient.New(Function.Kernels, [.. Function.HyperParameters.Identifiers(), weight])], Function.Inputs.Identifiers(), [gradient, reduction])})");
    }

    private void EmitEach(SourceWriter writer, string element)
    {
        string gradient = Function.Extra("gradient"), losses = Function.Extra("losses");
        Documentation.Emit(
            writer, Function, "The loss of each element, and its gradient by the prediction, in one pass and without allocating.",
            Documentation.Derivative(Function.Inputs[0], gradients[0]));
        EmitMethod(
            writer,
            $"void {Function.Name}WithGradient({List(Function.Inputs.As(LibraryTypes.ReadOnlySpan(element)), [$"{LibraryTypes.Span(element)} {losses}", $"{LibraryTypes.Span(element)} {gradient}"], Function.HyperParameters.Optional(element))})",
            $"{LibraryTypes.Kernels}ElementLoops.Map{withGradient.Shape}({List([withGradient.New(Function.Kernels, [.. Function.HyperParameters.Identifiers(), "1"])], Function.Inputs.Identifiers(), [losses, gradient])})");
    }
}
