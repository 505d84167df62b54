using AutoGrad.Symbolics;

namespace AutoGrad.Generators;

/// <summary>Writes what belongs to one function: the members beside it, and the nested class with its kernels.</summary>
internal abstract class FunctionEmitter(Function function)
{
    protected Function Function { get; } = function;

    /// <summary>The nested class that holds the kernels.</summary>
    public string Kernels => Function.Kernels;

    /// <summary>The overloads for graphs. Functions that differ only in what a node cannot show share them.</summary>
    public abstract void EmitNodes(SourceWriter writer);

    /// <summary>Everything else that can be called.</summary>
    public abstract void EmitMembers(SourceWriter writer);

    /// <summary>The kernels, and what ties them to a graph.</summary>
    public abstract void EmitKernels(SourceWriter writer);

    /// <summary>The emitter for the function's kind and form.</summary>
    public static FunctionEmitter For(Function function) => (function.Model.Kind, function.IsRowFunction) switch
    {
        (FunctionKind.Activation, false) => new ElementActivationEmitter(function),
        (FunctionKind.Activation, true) => new RowActivationEmitter(function),
        (FunctionKind.Loss, false) => new ElementLossEmitter(function),
        (FunctionKind.Loss, true) => new RowLossEmitter(function),
        _ => new UpdateEmitter(function),
    };

    /// <summary>A public method: its attribute and signature, ready for its body.</summary>
    protected void EmitMethod(SourceWriter writer, string signature, string body, string? formula = null)
    {
        writer.Line(LibraryTypes.GeneratedCode);
        if (formula is not null)
            writer.Line($"[global::AutoGrad.Formula({LibraryTypes.Quote(formula)})]");
        writer.Line($"{Function.Model.Accessibility} static {signature} =>");
        writer.Indented(body + ";");
        writer.Line();
    }

    /// <summary>The same with statements for a body.</summary>
    protected void EmitMethod(SourceWriter writer, string signature, params IReadOnlyList<string> statements)
    {
        writer.Line(LibraryTypes.GeneratedCode);
        writer.Open($"{Function.Model.Accessibility} static {signature}");
        writer.Lines(statements);
        writer.Close();
        writer.Line();
    }

    /// <summary>The field that holds the function for graphs: formula, kernel, and the same of each gradient.</summary>
    protected void EmitFusedFunction(SourceWriter writer, string kernel, IEnumerable<(Formula Formula, string Kernel)?> gradients)
    {
        const string fused = LibraryTypes.Kernels + "FusedFunction";
        writer.Line(LibraryTypes.InlineConstant);
        writer.Line();
        writer.Line($"public static readonly {fused} Function = new(");
        var parts = new List<string>
        {
            LibraryTypes.Quote(Function.Name), LibraryTypes.Quote(Function.Model.Formulas[0]), $"{LibraryTypes.Kernels}FusedKernel.{kernel}",
        };
        foreach (var gradient in gradients)
            parts.Add(gradient is { } known
                ? $"new {fused}({LibraryTypes.Quote(Function.Name + "Gradient")}, {LibraryTypes.Quote(known.Formula.ToText())}, {LibraryTypes.Kernels}FusedKernel.{known.Kernel})"
                : "null");
        for (int i = 0; i < parts.Count; i++)
            writer.Indented(parts[i] + (i + 1 < parts.Count ? "," : Function.Model.CustomGradients.Count > 0 ? ") { HasCustomGradient = true };" : ");"));
        writer.Line();
    }

    /// <summary>What a backward kernel reads, and why that.</summary>
    protected string WhatIsRead(params IReadOnlyList<Formula> gradients)
    {
        var parts = new HashSet<Expression>(gradients.SelectMany(gradient => Walk.Ordered(gradient.Body)));
        var read = gradients[0].Inputs.Where(input => parts.Contains(input.Variable)).Select(input => input.Variable.Name).ToArray();
        string names = read.Length switch
        {
            0 => "Reads nothing",
            1 => $"Reads {read[0]} alone",
            _ => $"Reads {string.Join(", ", read.Take(read.Length - 1))} and {read[read.Length - 1]}",
        };
        return Simplification.Simplify(Function.Formula.Body) is Call result && parts.Contains(result)
            ? $"{names}. The result occurs too; it is computed again in registers, so that the forward pass has nothing to keep."
            : $"{names}; the result of the forward pass is not needed.";
    }
}
