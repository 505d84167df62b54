using AutoGrad.Symbolics;
using static AutoGrad.Generators.Declarations;

namespace AutoGrad.Generators;

/// <summary>Steps of an optimizer: from weight, gradient and states to the new weight and states, in place.</summary>
internal sealed class UpdateEmitter : FunctionEmitter
{
    private const int MostStates = 3;

    private readonly FormulaParameter[] targets;
    private readonly FormulaParameter gradient;
    private readonly FormulaParameter[] scalars;
    private readonly ElementKernel kernel;

    public UpdateEmitter(Function function)
        : base(function)
    {
        int states = function.Formulas.Count - 1;
        if (states > MostStates)
            throw new EmissionException($"The update '{function.Name}' yields {function.Formulas.Count} numbers, and an update yields at most {MostStates + 1}: the new weight and {MostStates} states.");
        if (function.Inputs.Count < states + 2)
            throw new EmissionException($"The update '{function.Name}' yields {function.Formulas.Count} numbers, so it takes a weight, a gradient and as many states as it yields beside the weight; it has {function.Inputs.Count} parameters without a default.");
        gradient = function.Inputs[1];
        targets = [function.Inputs[0], .. function.Inputs.Skip(2).Take(states)];
        scalars = [.. function.Inputs.Skip(2 + states)];
        kernel = new(
            "Step",
            [.. targets.Zip(function.Formulas, (target, formula) => $"{target.Variable.Name} ← {FormulaWriter.Write(formula.Body)}")],
            [.. function.Inputs.Take(2 + states).Select(input => input.Variable)],
            [.. scalars.Concat(function.HyperParameters).Select(parameter => parameter.Variable)],
            [.. function.Formulas.Select(formula => formula.Body)]);
    }

    public override void EmitNodes(SourceWriter writer)
    {
        Documentation.Emit(writer, Function, "The step as an update of parameters, fused into one pass.", Formulas());
        EmitMethod(
            writer,
            $"{LibraryTypes.Update} {Function.Method}({Operands(LibraryTypes.Parameter, LibraryTypes.Node, LibraryTypes.Node)})",
            $"{Function.Kernels}.Update.Apply([{List(targets.Identifiers())}], {gradient.Identifier()}, [{List(scalars.Identifiers())}], [{List(Function.HyperParameters.Numbers())}])");
    }

    public override void EmitMembers(SourceWriter writer)
    {
        string[] inputs = [.. Function.Inputs.Take(1 + targets.Length).Identifiers()];
        foreach (string element in LibraryTypes.Elements)
        {
            Documentation.Emit(writer, Function, "The step on spans, in place and without allocating.", Formulas());
            EmitMethod(
                writer,
                $"void {Function.Method}({Operands(LibraryTypes.Span(element), LibraryTypes.ReadOnlySpan(element), element)})",
                $"{LibraryTypes.Kernels}ElementLoops.Map{(targets.Length > 1 ? kernel.Shape : "")}({List([kernel.New(Function.Kernels, scalars.Concat(Function.HyperParameters).Identifiers())], inputs, targets.Identifiers())})");
        }
    }

    public override void EmitKernels(SourceWriter writer)
    {
        writer.Line(LibraryTypes.InlineConstant);
        writer.Line();
        writer.Line($"public static readonly {LibraryTypes.Kernels}FusedUpdate Update = new(");
        writer.Indented(
            $"{LibraryTypes.Quote(Function.Name)},",
            $"[{string.Join(", ", Function.Model.Formulas.Select(LibraryTypes.Quote))}],",
            $"{LibraryTypes.Kernels}FusedKernel.Element{kernel.Shape}<{kernel.TypeName}>());");
        writer.Line();
        kernel.Emit(writer);
    }

    // In the method's own order. The hyper-parameters stay in double precision: 1 − beta needs the digits.
    private string Operands(string target, string gradientType, string scalar) => List(
        Function.Inputs.Select(input => $"{(input == gradient ? gradientType : targets.Contains(input) ? target : scalar)} {input.Identifier()}"),
        Function.HyperParameters.Optional("double"));

    private IEnumerable<string> Formulas() => targets.Zip(Function.Formulas, (target, formula) => $"{target.Variable.Name} ← {FormulaWriter.Write(formula.Body)}");
}
