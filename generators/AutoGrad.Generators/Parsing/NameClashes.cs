using Microsoft.CodeAnalysis;

namespace AutoGrad.Generators;

/// <summary>Finds members written by hand that the generator would write too.</summary>
internal static class NameClashes
{
    public static void Find(IMethodSymbol method, FunctionKind kind, List<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        if (method.ContainingType is not { } host)
            return;
        string[] generatedNames = kind switch
        {
            FunctionKind.Activation => [method.Name, method.Name + "Gradient"],
            FunctionKind.Loss => [method.Name, method.Name + "WithGradient"],
            _ => [method.Name],
        };
        var signatures = Signatures(method).ToList();
        foreach (var member in generatedNames.SelectMany(name => host.GetMembers(name)))
        {
            cancellation.ThrowIfCancellationRequested();
            if (SymbolEqualityComparer.Default.Equals(member, method) || CSharpTypes.IsGenerated(member) || member is not IMethodSymbol other)
            {
                if (member is not IMethodSymbol && member.Name != method.Name)
                    Report(member);
                continue;
            }
            var types = other.Parameters.Select(p => p.Type.ToDisplayString()).ToList();
            bool isSame = FunctionAttributes.IsFunction(other) ? IsLater(method, other) && SharesNodeOverload(method, other)
                : signatures.Any(signature => signature.SequenceEqual(types))
                || (other.Name != method.Name && types.FirstOrDefault()?.StartsWith("System.ReadOnlySpan<", StringComparison.Ordinal) == true);
            if (isSame)
                Report(other);
        }

        bool hasLayer = method.GetAttributes().Any(attribute => FunctionAttributes.Named<bool>(attribute, "Layer"));
        if (hasLayer)
            foreach (var type in host.ContainingNamespace.GetTypeMembers(method.Name))
                if (type.DeclaringSyntaxReferences.Any(reference => !reference.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)))
                    Report(type);

        void Report(ISymbol clash) => diagnostics.Add(Diagnostic.Create(
            Diagnostics.NameClash,
            FunctionParser.LocationOf(FunctionAttributes.IsFunction(clash) ? method : clash),
            clash.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat),
            method.Name));
    }

    // The overloads for float, rows, nodes and, of element functions, spans.
    private static IEnumerable<IEnumerable<string>> Signatures(IMethodSymbol method)
    {
        var inputs = method.Parameters.Where(p => !p.HasExplicitDefaultValue).ToList();
        yield return Inputs("AutoGrad.Node");
        yield return Inputs("AutoGrad.Node").Concat(HyperParameters("double"));
        if (inputs.Any(p => p.Type.SpecialType != SpecialType.System_Double))
            yield break;
        yield return Inputs("float").Concat(HyperParameters("float"));
        yield return Inputs(CSharpTypes.Row).Concat(HyperParameters("double"));
        foreach (string number in new[] { "float", "double" })
            yield return Inputs($"System.ReadOnlySpan<{number}>").Append($"System.Span<{number}>").Concat(HyperParameters(number));

        IEnumerable<string> Inputs(string type) => Enumerable.Repeat(type, inputs.Count);
        IEnumerable<string> HyperParameters(string number) =>
            method.Parameters.Where(p => p.HasExplicitDefaultValue).Select(p => p.Type.SpecialType == SpecialType.System_Boolean ? "bool" : number);
    }

    // The second of two functions is at fault, so that each clash is reported once.
    private static bool IsLater(IMethodSymbol method, IMethodSymbol other)
    {
        var (a, b) = (FunctionParser.LocationOf(method), FunctionParser.LocationOf(other));
        int byFile = string.CompareOrdinal(a.SourceTree?.FilePath, b.SourceTree?.FilePath);
        return byFile > 0 || (byFile == 0 && a.SourceSpan.Start > b.SourceSpan.Start);
    }

    // A loss with labels and one with rows share theirs, which looks at the target's type.
    private static bool SharesNodeOverload(IMethodSymbol method, IMethodSymbol other)
    {
        var (a, b) = (Inputs(method), Inputs(other));
        return a.Count == b.Count && a.Contains(OperandType.Integer) == b.Contains(OperandType.Integer);

        static List<OperandType?> Inputs(IMethodSymbol function) =>
            [.. function.Parameters.Where(p => !p.HasExplicitDefaultValue).Select(p => CSharpTypes.OperandTypeOf(p.Type))];
    }
}
