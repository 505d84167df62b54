using AutoGrad.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoGrad.Generators;

internal sealed partial class FormulaTranslator
{
    private static readonly Dictionary<SyntaxKind, Primitive> Arithmetic = new()
    {
        [SyntaxKind.AddExpression] = Primitives.Add,
        [SyntaxKind.SubtractExpression] = Primitives.Subtract,
        [SyntaxKind.MultiplyExpression] = Primitives.Multiply,
        [SyntaxKind.DivideExpression] = Primitives.Divide,
    };

    private static readonly Dictionary<SyntaxKind, Primitive> Comparisons = new()
    {
        [SyntaxKind.LessThanExpression] = Primitives.Less,
        [SyntaxKind.LessThanOrEqualExpression] = Primitives.LessOrEqual,
        [SyntaxKind.GreaterThanExpression] = Primitives.Greater,
        [SyntaxKind.GreaterThanOrEqualExpression] = Primitives.GreaterOrEqual,
        [SyntaxKind.EqualsExpression] = Primitives.EqualTo,
        [SyntaxKind.NotEqualsExpression] = Primitives.NotEqualTo,
    };

    // Sums of many terms nest to the left: that side is walked, not entered.
    private Operand? TranslateBinary(BinaryExpressionSyntax binary)
    {
        var spine = new Stack<BinaryExpressionSyntax>();
        ExpressionSyntax leftmost = binary;
        while (leftmost is BinaryExpressionSyntax inner && (inner == binary || !model.GetConstantValue(inner, context.Cancellation).HasValue))
        {
            spine.Push(inner);
            leftmost = inner.Left;
        }

        var left = TranslateExpression(leftmost);
        foreach (var node in spine)
        {
            var condition = left is not { Type: OperandType.Truth } ? null
                : node.IsKind(SyntaxKind.LogicalAndExpression) ? left.Value
                : node.IsKind(SyntaxKind.LogicalOrExpression) ? Conditions.Not(left.Value) : null;
            var right = Under(condition, () => TranslateExpression(node.Right));
            left = left is null || right is null ? null : TranslateBinary(node.Kind(), left, right, node);
        }
        return left;
    }

    private Operand? TranslateBinary(SyntaxKind kind, Operand left, Operand right, ExpressionSyntax at)
    {
        if (Comparisons.TryGetValue(kind, out var comparison))
            return Compare(comparison, left, right, at);
        switch (kind)
        {
            case SyntaxKind.LogicalAndExpression or SyntaxKind.BitwiseAndExpression when AreTruths(left, right):
                return new(OperandType.Truth, Conditions.And(left.Value, right.Value));
            case SyntaxKind.LogicalOrExpression or SyntaxKind.BitwiseOrExpression when AreTruths(left, right):
                return new(OperandType.Truth, Conditions.Or(left.Value, right.Value));
            case SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression:
                var (wrong, side) = left.Type == OperandType.Truth ? (right, Side(at, left: false)) : (left, Side(at, left: true));
                return WrongKind(side, "A truth value", wrong.Type);
            case SyntaxKind.ModuloExpression when left.Type != OperandType.Integer || right.Type != OperandType.Integer:
                return Unsupported(at, "a remainder", "write x - y * Floor(x / y), or with Truncate in place of Floor for C#'s sign");
        }
        if (kind != SyntaxKind.ModuloExpression && !Arithmetic.ContainsKey(kind))
            return Unsupported(at, UnsupportedSyntax.Name(at), UnsupportedSyntax.Instead(at));
        if (!IsArithmetic(left))
            return WrongKind(Side(at, left: true), "A number or a row", left.Type);
        if (!IsArithmetic(right))
            return WrongKind(Side(at, left: false), "A number or a row", right.Type);
        return Compute(kind, left, right, at);
    }

    private Operand? Compute(SyntaxKind kind, Operand left, Operand right, ExpressionSyntax at)
    {
        if (left.Type == OperandType.Integer && right.Type == OperandType.Integer)
            return ComputeIntegers(kind, left, right, at);
        bool isRow = left.Type == OperandType.Row || right.Type == OperandType.Row;
        if (!isRow && left.Type != OperandType.Number && right.Type != OperandType.Number)
            return Report(Diagnostics.IntegerArithmetic, at, SourceText.Of(at), "the type of its operands", "make one of the operands a double");

        var value = Expression.Apply(Arithmetic[kind], left.Value, right.Value);
        Record(at, value, left.Value, right.Value);
        return new(isRow ? OperandType.Row : OperandType.Number, value);
    }

    // Sums of a label or a row's length are the same in int and in double. Products can overflow, and quotients are cut.
    private Operand? ComputeIntegers(SyntaxKind kind, Operand left, Operand right, ExpressionSyntax at)
    {
        if (left.Value is Constant a && right.Value is Constant b)
        {
            long x = (long)a.Value, y = (long)b.Value;
            long? folded = kind switch
            {
                SyntaxKind.AddExpression => x + y,
                SyntaxKind.SubtractExpression => x - y,
                SyntaxKind.MultiplyExpression => x * y,
                SyntaxKind.DivideExpression => y == 0 ? null : x / y,
                _ => y == 0 ? null : x % y,
            };
            if (folded is >= int.MinValue and <= int.MaxValue)
                return new(OperandType.Integer, (double)folded);
            return Report(
                Diagnostics.IntegerArithmetic, at, SourceText.Of(at), "int", "it overflows or divides by 0; write one of the constants as a double, 2.0 for 2");
        }
        if (kind is SyntaxKind.AddExpression or SyntaxKind.SubtractExpression)
            return new(OperandType.Integer, Expression.Apply(Arithmetic[kind], left.Value, right.Value));
        string instead = kind == SyntaxKind.DivideExpression ? "the quotient loses its fraction; " : "";
        return Report(
            Diagnostics.IntegerArithmetic, at, SourceText.Of(at), "int", instead + "make one of the operands a double, with a decimal point or (double)");
    }

    private Operand? Compare(Primitive comparison, Operand left, Operand right, ExpressionSyntax at)
    {
        if (AreTruths(left, right) && (comparison == Primitives.EqualTo || comparison == Primitives.NotEqualTo))
        {
            var equal = Conditions.Select(left.Value, right.Value, Conditions.Not(right.Value));
            return new(OperandType.Truth, comparison == Primitives.EqualTo ? equal : Conditions.Not(equal));
        }
        foreach (var (operand, side) in new[] { (left, true), (right, false) })
            if (!Operand.IsNumeric(operand.Type))
                return WrongKind(Side(at, side), "A number", operand.Type, operand.Type switch
                {
                    OperandType.Truth => "; write a chain of comparisons as a < b && b < c",
                    OperandType.Row => "; compare element by element with Map: x.Map(v => v > 0 ? v : 0)",
                    _ => "",
                });
        return new(OperandType.Truth, Expression.Apply(comparison, left.Value, right.Value));
    }

    private static bool AreTruths(Operand left, Operand right) => left.Type == OperandType.Truth && right.Type == OperandType.Truth;

    private static bool IsArithmetic(Operand operand) => operand.Type == OperandType.Row || Operand.IsNumeric(operand.Type);

    private static ExpressionSyntax Side(ExpressionSyntax at, bool left) => at switch
    {
        BinaryExpressionSyntax binary => left ? binary.Left : binary.Right,
        AssignmentExpressionSyntax assignment => left ? assignment.Left : assignment.Right,
        _ => at,
    };
}
