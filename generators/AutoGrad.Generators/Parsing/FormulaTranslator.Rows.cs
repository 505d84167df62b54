using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoGrad.Generators;

internal sealed partial class FormulaTranslator
{
    private Operand? TranslateInstanceCall(MemberAccessExpressionSyntax member, InvocationExpressionSyntax call)
    {
        if (TranslateExpression(member.Expression) is not { } target)
            return null;
        string name = member.Name.Identifier.ValueText;
        if (target.Type != OperandType.Row || name != "Map" || call.ArgumentList.Arguments.Count == 0)
            return Report(
                Diagnostics.UnknownCall, call.Expression, SourceText.Of(call.Expression),
                $"of {Operand.Describe(target.Type)} it knows no method of this name; of a row it knows Map");

        // The rows, then the function of one element of each.
        var arguments = call.ArgumentList.Arguments;
        var elements = new List<Argument> { new(null, new(OperandType.Number, target.Value), member.Expression) };
        foreach (var argument in arguments.Take(arguments.Count - 1))
        {
            if (TranslateExpression(argument.Expression) is not { } row)
                return null;
            if (row.Type != OperandType.Row)
                return WrongKind(argument.Expression, "A row", row.Type);
            elements.Add(new(null, new(OperandType.Number, row.Value), argument.Expression));
        }

        var function = arguments[arguments.Count - 1].Expression;
        if (TranslateFunction(function, elements) is not { } mapped || ConvertTo(mapped, OperandType.Number, function) is not { } result)
            return null;
        return result.Value.IsRow ? new(OperandType.Row, result.Value)
            : Unsupported(function, "a row of equal elements", "the function given to Map must depend on the element");
    }

    private Operand? TranslateFunction(ExpressionSyntax function, IReadOnlyList<Argument> elements)
    {
        IReadOnlyList<ParameterSyntax>? parameters = function switch
        {
            SimpleLambdaExpressionSyntax lambda => [lambda.Parameter],
            ParenthesizedLambdaExpressionSyntax lambda => lambda.ParameterList.Parameters,
            _ => null,
        };
        if (parameters is null)
            return function is IdentifierNameSyntax or MemberAccessExpressionSyntax or GenericNameSyntax
                ? Apply(function, elements, function)
                : Unsupported(function, UnsupportedSyntax.Name(function), "give Map a lambda or the name of a method");
        if (parameters.Count != elements.Count)
            return Unsupported(function, $"a lambda of {parameters.Count} parameters here", $"Map gives it one element of each of {elements.Count} rows");

        var outer = locals;
        for (int i = 0; i < parameters.Count; i++)
            locals = locals.SetItem(parameters[i].Identifier.ValueText, Local.Of(null, elements[i].Value));
        var result = ((LambdaExpressionSyntax)function).Body switch
        {
            BlockSyntax block => TranslateBlock(block.Statements, returns: null, function.GetLocation(), isLambda: true),
            ExpressionSyntax body => TranslateExpression(body),
            _ => null,
        };
        locals = outer;
        return result;
    }
}
