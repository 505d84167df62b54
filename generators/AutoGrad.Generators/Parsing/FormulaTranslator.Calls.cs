using System.Collections.Immutable;
using AutoGrad.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoGrad.Generators;

internal sealed partial class FormulaTranslator
{
    private Operand? TranslateCall(InvocationExpressionSyntax call)
    {
        if (call.Expression is MemberAccessExpressionSyntax member && IsValue(member.Expression))
            return TranslateInstanceCall(member, call);

        var arguments = new List<Argument>();
        bool isBroken = false;
        foreach (var argument in call.ArgumentList.Arguments)
        {
            var value = !argument.RefKindKeyword.IsKind(Microsoft.CodeAnalysis.CSharp.SyntaxKind.None)
                ? Unsupported(argument, "an argument by reference", "formulas have values only")
                : TranslateExpression(argument.Expression);
            if (value is null)
                isBroken = true;
            else
                arguments.Add(new(argument.NameColon?.Name.Identifier.ValueText, value, argument.Expression));
        }
        return isBroken ? null : Apply(call.Expression, arguments, call);
    }

    /// <summary>Applies the method that the expression names, chosen by our own rules, to arguments.</summary>
    private Operand? Apply(ExpressionSyntax callee, IReadOnlyList<Argument> arguments, ExpressionSyntax at)
    {
        IReadOnlyList<IMethodSymbol> group = CandidatesOf(callee);
        var overload = OverloadChoice.Of(group, arguments, context, at);
        return overload switch
        {
            { IsUncertain: true } => Report(Diagnostics.IntegerArithmetic, at, SourceText.Of(at), "the type of its argument", "give it a double"),
            { Known: { } known } => ApplyKnown(known, overload, at),
            { Method: { } method, Declaration: { } declaration } => Inline(method, declaration, overload, at),
            { Formula: { } formula } => Inline(formula, overload, at),
            _ => Report(Diagnostics.UnknownCall, at is InvocationExpressionSyntax ? callee : at, SourceText.Of(callee), overload.WhyNot),
        };
    }

    private IReadOnlyList<IMethodSymbol> CandidatesOf(ExpressionSyntax callee)
    {
        var group = model.GetMemberGroup(callee, context.Cancellation).OfType<IMethodSymbol>().ToList();
        if (group.Count > 0)
            return group;
        var info = model.GetSymbolInfo(callee, context.Cancellation);
        return info.Symbol is IMethodSymbol method ? [method] : [.. info.CandidateSymbols.OfType<IMethodSymbol>()];
    }

    private Operand? ApplyKnown(KnownMethod known, OverloadChoice overload, ExpressionSyntax at)
    {
        foreach (var argument in overload.Arguments)
        {
            var type = argument.Value.Type;
            if (known.Typing == ResultTyping.Reduction && type != OperandType.Row)
                return WrongKind(
                    argument.Syntax, "A row", type, $"; {known.Name} of {known.Arity} argument{(known.Arity == 1 ? "" : "s")} reduces a row to a number");
            if (type != OperandType.Row && !Operand.IsNumeric(type))
                return WrongKind(argument.Syntax, "A number or a row", type);
            if (type == OperandType.OtherNumber && overload.Host!.Name == "Functions")
                return Report(Diagnostics.IntegerArithmetic, at, SourceText.Of(at), "the type of its argument", "give it a double");
        }

        Operand[] operands = [.. overload.Arguments.Select(argument => argument.Value)];
        var result = KnownMethods.Apply(known, overload.Host!, operands);
        Record(at, result.Value, [.. operands.Select(operand => operand.Value)]);
        return result;
    }

    private Operand? Inline(IMethodSymbol method, MethodDeclarationSyntax declaration, OverloadChoice overload, ExpressionSyntax at)
    {
        if (context.IsInProgress(method))
            return Report(Diagnostics.RecursiveCall, at, method.Name);
        if (context.IsTooDeep)
            return Unsupported(at, "calls nested this deeply", "call fewer methods through one another");
        var body = context.Translate(method, declaration);
        if (body.Result is null)
        {
            causeBelow ??= body.Cause;
            return Report(Diagnostics.NoFormula, at, method.Name, body.Cause);
        }

        var values = new Dictionary<Expression, Expression>();
        for (int i = 0; i < body.Parameters.Count; i++)
        {
            var parameter = method.Parameters[i];
            var value = overload.Arguments[i].Value is { Type: OperandType.Row } row ? row
                : Convert(overload.Arguments[i].Value, parameter.Type, overload.Arguments[i].Syntax);
            if (value is null)
                return null;
            values.Add(body.Parameters[i], value.Value);
        }
        foreach (var application in body.Applications)
            applications.Add(application.Inlined(at.GetLocation(), conditions, Replacement));
        return Substitute(body.Result, Replacement, asRow: overload.MapsRow);

        Expression? Replacement(Expression expression) => values.TryGetValue(expression, out var value) ? value : null;
    }

    private Operand? Inline(Formula formula, OverloadChoice overload, ExpressionSyntax at)
    {
        var values = new Dictionary<Expression, Expression>();
        for (int i = 0; i < formula.Parameters.Count; i++)
            values.Add(formula.Parameters[i].Variable, overload.Arguments[i].Value.Value);
        Expression? Replacement(Expression expression) => values.TryGetValue(expression, out var value) ? value : null;

        var body = Walk.Rewrite(formula.Body, Replacement);
        Record(at, body, [.. values.Values]);
        return new(formula.Body.IsRow || overload.MapsRow ? OperandType.Row : OperandType.Number, body);
    }

    private static Operand Substitute(Operand result, Func<Expression, Expression?> replacement, bool asRow)
    {
        if (result.Type == OperandType.Tuple)
            return new([.. result.Elements.Select(element => Substitute(element, replacement, asRow))]);
        return new(asRow && result.Type == OperandType.Number ? OperandType.Row : result.Type, Walk.Rewrite(result.Value, replacement));
    }
}

/// <summary>An argument of a call.</summary>
/// <param name="Name">The parameter it names; null for one by position.</param>
/// <param name="Value">Its value.</param>
/// <param name="Syntax">Where it is written; for a default, the call.</param>
internal sealed record Argument(string? Name, Operand Value, ExpressionSyntax Syntax);
