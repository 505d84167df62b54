using AutoGrad.Symbolics;
using static AutoGrad.Generators.Declarations;

namespace AutoGrad.Generators;

/// <summary>Functions of one to three numbers, applied element by element.</summary>
internal sealed class ElementActivationEmitter : FunctionEmitter
{
    private readonly Formula[] gradients;
    private readonly ElementKernel forward;
    private readonly ElementKernel[] backward;
    private readonly ElementKernel? joint;

    public ElementActivationEmitter(Function function)
        : base(function)
    {
        var inputs = function.Inputs;
        if (inputs.Count is 0 or > 3)
            throw new EmissionException($"'{function.Name}' has {inputs.Count} inputs, and an activation has 1 to 3: give the other parameters defaults, which makes them hyper-parameters.");

        Variable[] variables = [.. inputs.Select(input => input.Variable)], parameters = [.. function.HyperParameters.Select(parameter => parameter.Variable)];
        gradients = [.. inputs.Select(function.Gradient)];
        forward = new("Forward", [FormulaWriter.Write(function.Formula.Body)], variables, parameters, function.Formula.Body);
        Variable[] upstreams = [.. variables, Function.Upstream(gradients[0])];
        backward = [.. inputs.Select((input, i) => new ElementKernel(
            inputs.Count == 1 ? "Gradient" : $"{function.InName(input)}Gradient",
            [FormulaWriter.Write(gradients[i].Body), WhatIsRead(gradients[i])],
            upstreams, parameters, gradients[i].Body))];
        if (inputs.Count > 1)
            joint = new("Gradients", ["All gradients in one pass.", WhatIsRead(gradients)], upstreams, parameters, [.. gradients.Select(gradient => gradient.Body)]);
    }

    private string OnNodes => Function.Inputs.Count == 1 ? "On each element of a tensor." : "On each element of tensors, broadcast to a common shape.";

    public override void EmitNodes(SourceWriter writer)
    {
        var hyper = Function.HyperParameters;
        string inputs = List(Function.Inputs.As(LibraryTypes.Node));
        if (hyper.Count > 0)
        {
            EmitDocumentation(writer, OnNodes, gradients);
            EmitMethod(writer, $"{LibraryTypes.Node} {Function.Method}({inputs})", $"{Function.Method}({List(Function.Inputs.Identifiers(), hyper.Defaults())})");
        }
        EmitDocumentation(writer, OnNodes, gradients);
        EmitMethod(
            writer,
            $"{LibraryTypes.Node} {Function.Method}({List(Function.Inputs.As(LibraryTypes.Node), hyper.Optional("double"))})",
            $"{Function.Kernels}.Function.Call([{List(Function.Inputs.Identifiers())}], [{List(hyper.Numbers())}])",
            Function.Model.Formulas[0]);
    }

    public override void EmitMembers(SourceWriter writer)
    {
        var hyper = Function.HyperParameters;
        EmitDocumentation(writer, "In single precision: the value in double precision, rounded.");
        EmitMethod(
            writer,
            $"float {Function.Method}({List(Function.Inputs.As("float"), hyper.Optional("float"))})",
            $"(float){Function.Method}({List(Function.Inputs.Concat(hyper).Widened())})");

        EmitDocumentation(writer, "Position by position.");
        var names = new CSharpNames(Function.Model.Parameters.Select(parameter => parameter.Name));
        string[] values = [.. Function.Inputs.Select(input => names.Unique(input.Variable.Name + "Value"))];
        EmitMethod(
            writer,
            $"{LibraryTypes.Row} {Function.Method}({List(Function.Inputs.As(LibraryTypes.Row), hyper.Optional("double"))})",
            $"{Function.Inputs[0].Identifier()}.Map({List(Function.Inputs.Skip(1).Identifiers(), [$"{(values.Length == 1 ? values[0] : $"({List(values)})")} => {Function.Method}({List(values, hyper.Identifiers())})"])})");

        foreach (string element in LibraryTypes.Elements)
        {
            EmitForward(writer, element);
            EmitGradient(writer, element);
        }
    }

    public override void EmitKernels(SourceWriter writer)
    {
        EmitFusedFunction(
            writer,
            $"Element{forward.Shape}<{forward.TypeName}>()",
            gradients.Zip(backward, (gradient, kernel) => ((Formula, string)?)(gradient, $"Element{kernel.Shape}<{kernel.TypeName}>()")));
        foreach (var kernel in (ElementKernel?[])[forward, .. backward, joint])
        {
            if (kernel is null)
                continue;
            kernel.Emit(writer);
            writer.Line();
        }
    }

    private void EmitForward(SourceWriter writer, string element)
    {
        string destination = Function.Extra("destination");
        EmitDocumentation(writer, "Element by element, without allocating; the destination may be an input.");
        EmitMethod(
            writer,
            $"void {Function.Method}({List(Function.Inputs.As(LibraryTypes.ReadOnlySpan(element)), [$"{LibraryTypes.Span(element)} {destination}"], Function.HyperParameters.Optional(element))})",
            $"{LibraryTypes.Kernels}ElementLoops.Map({List([forward.New(Function.Kernels, Function.HyperParameters.Identifiers())], Function.Inputs.Identifiers(), [destination])})");
    }

    private void EmitGradient(SourceWriter writer, string element)
    {
        var kernel = joint ?? backward[0];
        string[] results = joint is null ? [Function.Extra("destination")] : [.. Function.Inputs.Select(input => Function.Extra(input.Variable.Name + "Gradient"))];
        Documentation.Emit(
            writer, Function, "The gradient: upstream times the derivative, element by element, without allocating; a result may lie where an input lies.",
            Function.Inputs.Zip(gradients, Documentation.Derivative));
        EmitMethod(
            writer,
            $"void {Function.Name}Gradient({List(Function.Inputs.As(LibraryTypes.ReadOnlySpan(element)), [$"{LibraryTypes.ReadOnlySpan(element)} upstream"], results.Select(result => $"{LibraryTypes.Span(element)} {result}"), Function.HyperParameters.Optional(element))})",
            $"{LibraryTypes.Kernels}ElementLoops.Map{(joint is null ? "" : joint.Shape)}({List([kernel.New(Function.Kernels, Function.HyperParameters.Identifiers())], Function.Inputs.Identifiers(), ["upstream"], results)})");
    }

    private void EmitDocumentation(SourceWriter writer, string what, params IReadOnlyList<Formula> gradients) =>
        Documentation.Emit(writer, Function, what, [FormulaWriter.Write(Function.Formula.Body), .. Function.Inputs.Zip(gradients, Documentation.Derivative)]);
}
