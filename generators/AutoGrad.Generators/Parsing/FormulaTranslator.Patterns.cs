using AutoGrad.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoGrad.Generators;

internal sealed partial class FormulaTranslator
{
    private Operand? TranslateSwitch(SwitchExpressionSyntax choice)
    {
        if (TranslateExpression(choice.GoverningExpression) is not { } subject)
            return null;
        var (outerLocals, outerConditions) = (locals, conditions);
        var arms = new List<(Expression Condition, Operand Value)>();
        bool isComplete = false, isBroken = false;
        foreach (var arm in choice.Arms)
        {
            var condition = TranslatePattern(arm.Pattern, subject);
            if (condition is not null && arm.WhenClause is { } when)
                condition = Under(condition, () => TranslateCondition(when.Condition)) is { } also ? Conditions.And(condition, also) : null;
            var value = Under(condition, () => TranslateExpression(arm.Expression));
            locals = outerLocals;
            if (condition is null || value is null)
            {
                isBroken = true;
                continue;
            }
            arms.Add((condition, value));
            conditions = conditions.Add(Conditions.Not(condition));
            isComplete = Conditions.Known(condition) == true;
            if (isComplete)
                break;
        }
        conditions = outerConditions;
        if (isBroken)
            return null;
        if (!isComplete)
            return Unsupported(choice, "a switch that can match nothing", "end it with an arm for everything else, _ => …; NaN is in no range");

        var result = arms[arms.Count - 1].Value;
        for (int i = arms.Count - 2; i >= 0; i--)
            if (Operand.Select(arms[i].Condition, arms[i].Value, result) is { } merged)
                result = merged;
            else
                return WrongKind(choice.Arms[i].Expression, $"{Capitalised(Operand.Describe(result.Type))}, as in the other arms,", arms[i].Value.Type);
        return result;
    }

    /// <summary>When the subject matches the pattern; null where that was reported to be impossible.</summary>
    private Expression? TranslatePattern(PatternSyntax pattern, Operand subject)
    {
        switch (pattern)
        {
            case DiscardPatternSyntax:
                return Conditions.Constant(true);
            case ParenthesizedPatternSyntax parenthesized:
                return TranslatePattern(parenthesized.Pattern, subject);
            case VarPatternSyntax { Designation: var designation }:
                return Bind(designation, subject);
            case DeclarationPatternSyntax { Designation: var designation, Type: var type }
                when CSharpTypes.OperandTypeOf(model.GetTypeInfo(type, context.Cancellation).Type) == subject.Type:
                return Bind(designation, subject);
            case UnaryPatternSyntax negated:
                return TranslatePattern(negated.Pattern, subject) is { } inner ? Conditions.Not(inner) : null;
            case BinaryPatternSyntax binary:
                var (left, right) = (TranslatePattern(binary.Left, subject), TranslatePattern(binary.Right, subject));
                return left is null || right is null ? null : binary.IsKind(SyntaxKind.AndPattern) ? Conditions.And(left, right) : Conditions.Or(left, right);
            case RelationalPatternSyntax relational:
                return TranslateExpression(relational.Expression) is { } limit
                    ? Compare(RelationOf(relational.OperatorToken.Kind()), subject, limit, relational.Expression)?.Value : null;
            case ConstantPatternSyntax constant:
                return TranslateExpression(constant.Expression) is { } value ? Matches(subject, value, constant.Expression) : null;
            case RecursivePatternSyntax { PositionalPatternClause.Subpatterns: var parts, PropertyPatternClause: null, Designation: null }
                when parts.Count == subject.Elements.Count:
                Expression? all = Conditions.Constant(true);
                for (int i = 0; i < parts.Count; i++)
                    all = TranslatePattern(parts[i].Pattern, subject.Elements[i]) is { } part && all is not null ? Conditions.And(all, part) : null;
                return all;
            default:
                Unsupported(pattern, $"the pattern '{SourceText.Of(pattern)}'", "formulas know constants, relations like > 0, and, or, not, var and _");
                return null;
        }
    }

    // A pattern, unlike ==, matches NaN with NaN.
    private Expression? Matches(Operand subject, Operand value, ExpressionSyntax at) =>
        value is { Type: OperandType.Number, Value: Constant constant } && double.IsNaN(constant.Value) && Operand.IsNumeric(subject.Type)
            ? Expression.Apply(Primitives.NotEqualTo, subject.Value, subject.Value)
            : Compare(Primitives.EqualTo, subject, value, at)?.Value;

    private Expression? Bind(VariableDesignationSyntax designation, Operand subject)
    {
        int before = diagnostics.Count;
        if (designation is SingleVariableDesignationSyntax single)
            locals = locals.SetItem(single.Identifier.ValueText, Local.Of(null, subject));
        else if (designation is not DiscardDesignationSyntax)
            Unsupported(designation, $"the pattern '{SourceText.Of(designation)}'", "bind one name at a time");
        return diagnostics.Count == before ? Conditions.Constant(true) : null;
    }

    private static Primitive RelationOf(SyntaxKind token) => token switch
    {
        SyntaxKind.LessThanToken => Primitives.Less,
        SyntaxKind.LessThanEqualsToken => Primitives.LessOrEqual,
        SyntaxKind.GreaterThanToken => Primitives.Greater,
        _ => Primitives.GreaterOrEqual,
    };
}
