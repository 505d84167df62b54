using System.Collections.Immutable;
using AutoGrad.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoGrad.Generators;

internal sealed partial class FormulaTranslator
{
    private ITypeSymbol? returnType;

    /// <summary>What a block returns. A lambda's must leave the locals outside as they are: it runs once an element.</summary>
    private Operand? TranslateBlock(IEnumerable<StatementSyntax> statements, ITypeSymbol? returns, Location at, bool isLambda = false)
    {
        var (outerType, outerLocals, outerConditions) = (returnType, locals, conditions);
        returnType = returns;
        int before = diagnostics.Count;
        var ending = Run(statements);
        if (isLambda && outerLocals.FirstOrDefault(local => locals[local.Key] != local.Value).Key is { } changed)
            Refuse($"a lambda that changes '{changed}'", "it would see the elements one after the other");
        (returnType, locals, conditions) = (outerType, outerLocals, outerConditions);
        if (diagnostics.Count > before)
            return null;
        if (ending.CanFall)
            Refuse("an end without a result", "every path through the method must return a value");
        else if (ending.Value() is { } value)
            return value;
        else
            Refuse("results of different kinds", "every path must return the same kind of value");
        return null;

        void Refuse(string what, string instead) => diagnostics.Add(Diagnostic.Create(Diagnostics.UnsupportedSyntax, at, what, instead));
    }

    private Ending Run(IEnumerable<StatementSyntax> statements)
    {
        var ending = Ending.FallsThrough;
        foreach (var statement in statements)
        {
            // What cannot be reached has no value; C# warns of it.
            if (!ending.CanFall)
                break;
            ending = ending.Then(Run(statement));
        }
        return ending;
    }

    private Ending Run(StatementSyntax statement)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        if (++depth > DeepestNesting)
            Unsupported(statement, "statements nested this deeply", "take the inner part out into a method of its own");
        else
            switch (statement)
            {
                case ReturnStatementSyntax { Expression: { } expression }:
                    depth--;
                    return Return(expression);
                case IfStatementSyntax choice:
                    depth--;
                    return Run(choice);
                case BlockSyntax block:
                    depth--;
                    return Run(block);
                case LocalDeclarationStatementSyntax declaration:
                    Run(declaration);
                    break;
                case ExpressionStatementSyntax { Expression: { } expression }:
                    RunExpression(expression);
                    break;
                case EmptyStatementSyntax:
                    break;
                default:
                    Unsupported(statement, UnsupportedSyntax.Name(statement), UnsupportedSyntax.Instead(statement));
                    break;
            }
        depth--;
        return Ending.FallsThrough;
    }

    // What a block declares ends with it: behind it the name may be a field's.
    private Ending Run(BlockSyntax block)
    {
        var outside = locals;
        depth++;
        var ending = Run(block.Statements);
        depth--;
        locals = locals.RemoveRange(locals.Keys.Where(name => !outside.ContainsKey(name)));
        return ending;
    }

    private Ending Return(ExpressionSyntax expression)
    {
        var value = TranslateExpression(expression) is { } found ? Convert(found, returnType, expression) : null;
        // What could not be translated has been reported: any value does, since the whole has none.
        return Ending.Returns(value ?? new(OperandType.Number, 0));
    }

    private Ending Run(IfStatementSyntax choice)
    {
        var condition = TranslateCondition(choice.Condition) ?? Conditions.Constant(true);
        var (before, outer) = (locals, conditions);
        conditions = outer.Add(condition);
        var whenTrue = Run(choice.Statement);
        var localsWhenTrue = locals;

        locals = before;
        conditions = outer.Add(Conditions.Not(condition));
        var whenFalse = choice.Else is { } otherwise ? Run(otherwise.Statement) : Ending.FallsThrough;

        // Behind a branch that always returns, the other branch's condition holds.
        if (!whenTrue.CanFall)
            return Ending.Branch(condition, whenTrue, whenFalse);
        if (!whenFalse.CanFall)
        {
            (locals, conditions) = (localsWhenTrue, outer.Add(condition));
            return Ending.Branch(condition, whenTrue, whenFalse);
        }
        (locals, conditions) = (Merge(condition, before, localsWhenTrue, locals), outer);
        return Ending.Branch(condition, whenTrue, whenFalse);
    }

    private static ImmutableDictionary<string, Local> Merge(
        Expression condition,
        ImmutableDictionary<string, Local> before,
        ImmutableDictionary<string, Local> whenTrue,
        ImmutableDictionary<string, Local> whenFalse)
    {
        var merged = before;
        foreach (string name in before.Keys)
        {
            var (a, b) = (whenTrue[name], whenFalse[name]);
            var value = a.Value is { } x && b.Value is { } y ? Operand.Select(condition, x, y) : null;
            merged = merged.SetItem(name, a with { Value = value, IsReported = a.IsReported || b.IsReported });
        }
        return merged;
    }

    private void Run(LocalDeclarationStatementSyntax declaration)
    {
        if (!declaration.UsingKeyword.IsKind(SyntaxKind.None) || declaration.Declaration.Type is RefTypeSyntax)
        {
            Unsupported(declaration, UnsupportedSyntax.Name(declaration), "a local holds a number, a row or a truth value");
            return;
        }
        if (!IsKnown(declaration.Declaration.Type, out var symbol))
        {
            DeclareBroken(declaration);
            return;
        }

        foreach (var variable in declaration.Declaration.Variables)
        {
            string name = variable.Identifier.ValueText;
            Operand? value = null;
            if (variable.Initializer is { Value: { } initial })
            {
                value = TranslateExpression(initial);
                if (value is not null)
                    value = Convert(value, symbol, initial);
            }
            locals = locals.SetItem(name, Local.Of(symbol, value) with { IsReported = value is null && variable.Initializer is not null });
        }
    }

    /// <summary>Whether formulas know the type of a declaration, which is reported if they do not; null stands for an inferred one.</summary>
    private bool IsKnown(TypeSyntax declared, out ITypeSymbol? type)
    {
        type = declared.IsVar ? null : model.GetTypeInfo(declared, context.Cancellation).Type;
        if (declared.IsVar || CSharpTypes.OperandTypeOf(type) is not null)
            return true;
        Unsupported(declared, $"a local of type {SourceText.Of(declared)}", "formulas compute with double, Row, int and bool");
        return false;
    }

    private void DeclareBroken(LocalDeclarationStatementSyntax declaration)
    {
        foreach (var variable in declaration.Declaration.Variables)
            locals = locals.SetItem(variable.Identifier.ValueText, new(OperandType.Number, null, [], IsReported: true));
    }

    private void RunExpression(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment:
                Assign(assignment.Left, TranslateExpression(assignment.Right), assignment.Right);
                break;
            case AssignmentExpressionSyntax assignment when CompoundOperator(assignment.Kind()) is { } binary:
                var (left, right) = (TranslateExpression(assignment.Left), TranslateExpression(assignment.Right));
                Assign(assignment.Left, left is null || right is null ? null : TranslateBinary(binary, left, right, assignment), assignment);
                break;
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } step:
                Step(step.Operand, step.IsKind(SyntaxKind.PreIncrementExpression), step);
                break;
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } step:
                Step(step.Operand, step.IsKind(SyntaxKind.PostIncrementExpression), step);
                break;
            default:
                Unsupported(expression, "a statement without a value", "a formula has no effects beyond its result; assign the value to a local or return it");
                break;
        }
    }

    private void Step(ExpressionSyntax target, bool up, ExpressionSyntax at) =>
        Assign(target, TranslateExpression(target) is { } value
            ? TranslateBinary(up ? SyntaxKind.AddExpression : SyntaxKind.SubtractExpression, value, new(OperandType.Integer, 1), at)
            : null, at);

    private void Assign(ExpressionSyntax target, Operand? value, ExpressionSyntax at)
    {
        switch (target)
        {
            case IdentifierNameSyntax identifier when locals.TryGetValue(identifier.Identifier.ValueText, out var local):
                var converted = value is null ? null : ConvertTo(value, local, at);
                locals = locals.SetItem(identifier.Identifier.ValueText, local with { Value = converted, IsReported = converted is null });
                break;
            case DeclarationExpressionSyntax { Designation: { } designation, Type: var declared }:
                var typed = IsKnown(declared, out var symbol) && value is not null ? Convert(value, symbol, at) : null;
                Declare(designation, typed, at);
                break;
            case TupleExpressionSyntax tuple when value is null || value.Elements.Count == tuple.Arguments.Count:
                for (int i = 0; i < tuple.Arguments.Count; i++)
                    Assign(tuple.Arguments[i].Expression, value?.Elements[i], at);
                break;
            default:
                Unsupported(target, "an assignment to this", "only the method's own locals and parameters can change");
                break;
        }
    }

    private void Declare(VariableDesignationSyntax designation, Operand? value, ExpressionSyntax at)
    {
        switch (designation)
        {
            case SingleVariableDesignationSyntax single:
                locals = locals.SetItem(single.Identifier.ValueText, Local.Of(null, value) with { IsReported = value is null });
                break;
            case ParenthesizedVariableDesignationSyntax several when value is null || value.Elements.Count == several.Variables.Count:
                for (int i = 0; i < several.Variables.Count; i++)
                    Declare(several.Variables[i], value?.Elements[i], at);
                break;
            case DiscardDesignationSyntax:
                break;
            default:
                WrongKind(at, "A tuple of as many values as are declared", value?.Type ?? OperandType.Number);
                break;
        }
    }

    private static SyntaxKind? CompoundOperator(SyntaxKind assignment) => assignment switch
    {
        SyntaxKind.AddAssignmentExpression => SyntaxKind.AddExpression,
        SyntaxKind.SubtractAssignmentExpression => SyntaxKind.SubtractExpression,
        SyntaxKind.MultiplyAssignmentExpression => SyntaxKind.MultiplyExpression,
        SyntaxKind.DivideAssignmentExpression => SyntaxKind.DivideExpression,
        SyntaxKind.ModuloAssignmentExpression => SyntaxKind.ModuloExpression,
        SyntaxKind.AndAssignmentExpression => SyntaxKind.BitwiseAndExpression,
        SyntaxKind.OrAssignmentExpression => SyntaxKind.BitwiseOrExpression,
        _ => null,
    };
}
