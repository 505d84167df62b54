using System.Collections.Immutable;
using System.Globalization;
using AutoGrad.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoGrad.Generators;

/// <summary>
/// Translates the body of one method: each local has a value as long as it lasts, branches merge into selections, and calls are written
/// out. Works on syntax, since before generation calls between definitions do not bind; what cannot be expressed is reported at its place.
/// </summary>
internal sealed partial class FormulaTranslator(ParseContext context, SemanticModel model)
{
    private const int DeepestNesting = 200;

    private readonly List<Diagnostic> diagnostics = [];
    private readonly List<Application> applications = [];

    private ImmutableDictionary<string, Local> locals = ImmutableDictionary<string, Local>.Empty;
    private ImmutableList<Expression> conditions = ImmutableList<Expression>.Empty;
    private string? causeBelow;
    private int depth;

    /// <summary>The method as expressions in its parameters.</summary>
    public TranslatedMethod Translate(IMethodSymbol method, MethodDeclarationSyntax declaration)
    {
        var parameters = new List<Variable>();
        foreach (var parameter in method.Parameters)
        {
            var type = CSharpTypes.OperandTypeOf(parameter.Type) ?? OperandType.Number;
            var variable = CSharpTypes.VariableFor(parameter.Name, type);
            parameters.Add(variable);
            // A partial method's body has its own names for them.
            locals = locals.SetItem(declaration.ParameterList.Parameters[parameter.Ordinal].Identifier.ValueText, Local.Of(parameter.Type, new(type, variable)));
        }

        var result = declaration.ExpressionBody is { } body
            ? TranslateExpression(body.Expression) is { } value ? Convert(value, method.ReturnType, body.Expression) : null
            : TranslateBlock(declaration.Body!.Statements, method.ReturnType, declaration.Identifier.GetLocation());
        return new(parameters, diagnostics.Count == 0 ? result : null, diagnostics, applications, Cause());
    }

    // Through a chain of calls, what is wrong at its end says more than that each of them is no formula.
    private string Cause()
    {
        if (diagnostics.FirstOrDefault() is not { } first)
            return "";
        if (causeBelow is not null && first.Descriptor == Diagnostics.NoFormula)
            return causeBelow;
        string line = (first.Location.GetLineSpan().StartLinePosition.Line + 1).ToString(CultureInfo.InvariantCulture);
        return $"{first.GetMessage(CultureInfo.InvariantCulture)} (line {line})";
    }

    private Operand? Report(DiagnosticDescriptor rule, SyntaxNode at, params object[] arguments)
    {
        diagnostics.Add(Diagnostic.Create(rule, at.GetLocation(), arguments));
        return null;
    }

    private Operand? Unsupported(SyntaxNode at, string what, string instead) => Report(Diagnostics.UnsupportedSyntax, at, what, instead);

    private Operand? WrongKind(SyntaxNode at, string expected, OperandType type, string hint = "") =>
        Report(Diagnostics.WrongKind, at, expected, SourceText.Of(at), Operand.Describe(type), hint);

    /// <summary>Remembers the calls with a singularity in an expression that was just made from the arguments.</summary>
    private void Record(SyntaxNode at, Expression made, params Expression[] from)
    {
        foreach (var node in Walk.Ordered(made, stopAt: from.Contains))
            if (node is Call { Primitive.Singularity: not null } call && !from.Contains(node))
                applications.Add(new(call, at.GetLocation(), conditions));
    }

    /// <summary>
    /// A local or parameter: its declared type, and its value here. Without a value it is unassigned, or its assignment was already reported.
    /// </summary>
    /// <param name="Type">The declared type.</param>
    /// <param name="Value">The value here.</param>
    /// <param name="Elements">The declared types of a tuple's elements.</param>
    /// <param name="IsReported">Whether it was reported why there is no value.</param>
    private sealed record Local(OperandType Type, Operand? Value, IReadOnlyList<OperandType> Elements, bool IsReported = false)
    {
        /// <summary>A local of the type, or of that of its value where none is declared.</summary>
        public static Local Of(ITypeSymbol? declared, Operand? value) => new(
            CSharpTypes.OperandTypeOf(declared) ?? value?.Type ?? OperandType.Number,
            value,
            declared is INamedTypeSymbol { IsTupleType: true } tuple
                ? [.. tuple.TupleElements.Select(element => CSharpTypes.OperandTypeOf(element.Type)!.Value)]
                : [.. (value?.Elements ?? []).Select(element => element.Type)]);
    }
}
