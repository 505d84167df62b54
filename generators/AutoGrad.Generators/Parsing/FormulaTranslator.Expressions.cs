using AutoGrad.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoGrad.Generators;

internal sealed partial class FormulaTranslator
{
    /// <summary>The expression as a formula sees it; null where that was reported to be impossible.</summary>
    private Operand? TranslateExpression(ExpressionSyntax expression)
    {
        if (++depth > DeepestNesting)
        {
            depth--;
            return Unsupported(expression, "an expression nested this deeply", "give its inner parts names, as locals or as methods");
        }
        var result = TranslateUnguarded(expression);
        depth--;
        return result;
    }

    private Operand? TranslateUnguarded(ExpressionSyntax expression)
    {
        // What C# computes at compile time, it computes by its own rules: 1 / 2 is 0.
        if (model.GetConstantValue(expression, context.Cancellation) is { HasValue: true } constant)
            return Operand.OfConstant(constant.Value)
                ?? Unsupported(expression, $"the constant {SourceText.Of(expression)}", "formulas compute with numbers, rows and truth values");

        return expression switch
        {
            ParenthesizedExpressionSyntax parenthesized => TranslateExpression(parenthesized.Expression),
            IdentifierNameSyntax identifier => TranslateName(identifier),
            MemberAccessExpressionSyntax member => TranslateMember(member),
            BinaryExpressionSyntax binary => TranslateBinary(binary),
            PrefixUnaryExpressionSyntax unary => TranslateUnary(unary),
            ConditionalExpressionSyntax conditional => TranslateConditional(conditional),
            SwitchExpressionSyntax choice => TranslateSwitch(choice),
            IsPatternExpressionSyntax test => TranslateExpression(test.Expression) is { } subject && TranslatePattern(test.Pattern, subject) is { } truth
                ? new(OperandType.Truth, truth) : null,
            CastExpressionSyntax cast => TranslateCast(cast),
            InvocationExpressionSyntax call => TranslateCall(call),
            ElementAccessExpressionSyntax element => TranslateElement(element),
            TupleExpressionSyntax tuple => TranslateTuple(tuple),
            _ => Unsupported(expression, UnsupportedSyntax.Name(expression), UnsupportedSyntax.Instead(expression)),
        };
    }

    private Expression? TranslateCondition(ExpressionSyntax expression)
    {
        if (TranslateExpression(expression) is not { } condition)
            return null;
        if (condition.Type == OperandType.Truth)
            return condition.Value;
        WrongKind(expression, "A truth value", condition.Type);
        return null;
    }

    private Operand? TranslateName(IdentifierNameSyntax identifier)
    {
        string name = identifier.Identifier.ValueText;
        if (!locals.TryGetValue(name, out var local))
            return Unsupported(identifier, $"'{name}'", model.GetSymbolInfo(identifier, context.Cancellation).Symbol is IFieldSymbol or IPropertySymbol
                ? "it can change between calls; make it a const, or a parameter with a default"
                : "it is neither a parameter, nor a local, nor a constant");
        if (local is { Value: null, IsReported: false })
            return Unsupported(identifier, $"'{name}' before it has a value", "assign it on every path that leads here");
        return local.Value;
    }

    private Operand? TranslateMember(MemberAccessExpressionSyntax member)
    {
        string name = member.Name.Identifier.ValueText;
        if (!IsValue(member.Expression))
            return Unsupported(member, $"'{SourceText.Of(member)}'", "it can change between calls; make it a const, or a parameter with a default");
        if (TranslateExpression(member.Expression) is not { } target)
            return null;
        if (target.Type == OperandType.Row && name == "Length")
            return new(OperandType.Integer, Primitives.RowLength);
        return Unsupported(member, $"the member '{name}' of {Operand.Describe(target.Type)}", "of a row, formulas know its Length, its elements and Map");
    }

    // A local or something computed, rather than the name of a type or namespace.
    private bool IsValue(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax identifier => locals.ContainsKey(identifier.Identifier.ValueText),
        MemberAccessExpressionSyntax member => IsValue(member.Expression),
        PredefinedTypeSyntax or GenericNameSyntax or AliasQualifiedNameSyntax => false,
        _ => true,
    };

    private Operand? TranslateUnary(PrefixUnaryExpressionSyntax unary)
    {
        if (unary.Kind() is not (SyntaxKind.UnaryMinusExpression or SyntaxKind.UnaryPlusExpression or SyntaxKind.LogicalNotExpression))
            return Unsupported(unary, UnsupportedSyntax.Name(unary), UnsupportedSyntax.Instead(unary));
        if (TranslateExpression(unary.Operand) is not { } operand)
            return null;
        if (unary.IsKind(SyntaxKind.LogicalNotExpression))
            return operand.Type == OperandType.Truth ? new(OperandType.Truth, Conditions.Not(operand.Value))
                : WrongKind(unary.Operand, "A truth value", operand.Type);
        if (operand.Type != OperandType.Row && !Operand.IsNumeric(operand.Type))
            return WrongKind(unary.Operand, "A number or a row", operand.Type);
        if (unary.IsKind(SyntaxKind.UnaryPlusExpression))
            return operand;
        // An int has one zero, a double two, and one int is not the opposite of another.
        if (operand is { Type: OperandType.Integer, Value: Constant })
            return ComputeIntegers(SyntaxKind.SubtractExpression, new(OperandType.Integer, 0), operand, unary);
        return new(operand.Type, operand.Value is Constant constant ? -constant.Value : -operand.Value);
    }

    private Operand? TranslateConditional(ConditionalExpressionSyntax conditional)
    {
        var condition = TranslateCondition(conditional.Condition);
        var whenTrue = Under(condition, () => TranslateExpression(conditional.WhenTrue));
        var whenFalse = Under(condition is null ? null : Conditions.Not(condition), () => TranslateExpression(conditional.WhenFalse));
        if (condition is null || whenTrue is null || whenFalse is null)
            return null;
        return Operand.Select(condition, whenTrue, whenFalse)
            ?? WrongKind(conditional.WhenFalse, $"{Capitalised(Operand.Describe(whenTrue.Type))}, as in the other branch,", whenFalse.Type);
    }

    /// <summary>Translates what is evaluated only where the condition holds.</summary>
    private T Under<T>(Expression? condition, Func<T> translate)
    {
        var outer = conditions;
        if (condition is not null)
            conditions = outer.Add(condition);
        var result = translate();
        conditions = outer;
        return result;
    }

    private Operand? TranslateElement(ElementAccessExpressionSyntax element)
    {
        var row = TranslateExpression(element.Expression);
        var index = element.ArgumentList.Arguments is [{ NameColon: null } only] ? TranslateExpression(only.Expression)
            : Unsupported(element.ArgumentList, "several indices", "a row has one");
        if (row is null || index is null)
            return null;
        if (row.Type != OperandType.Row)
            return WrongKind(element.Expression, "A row", row.Type);
        return index.Type == OperandType.Integer
            ? new(OperandType.Number, Expression.Apply(Primitives.Pick, row.Value, index.Value))
            : WrongKind(element.ArgumentList.Arguments[0], "An int that says which element of the row", index.Type);
    }

    private Operand? TranslateTuple(TupleExpressionSyntax tuple)
    {
        var elements = tuple.Arguments.Select(argument => (argument.Expression, Value: TranslateExpression(argument.Expression))).ToList();
        foreach (var (expression, value) in elements)
            if (value is { Type: OperandType.Tuple })
                return WrongKind(expression, "A number, a row or a truth value", OperandType.Tuple);
        return elements.All(element => element.Value is not null) ? new([.. elements.Select(element => element.Value!)]) : null;
    }

    private static string Capitalised(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);
}
