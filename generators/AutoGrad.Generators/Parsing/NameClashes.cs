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
            bool isSame = FunctionAttributes.IsFunction(other)
                ? other.Name == method.Name ? IsLater(method, other) && SharesNodeOverload(method, other) : SharesGradient(method, other)
                : signatures.Any(signature => signature.SequenceEqual(types))
                || (other.Name != method.Name && types.FirstOrDefault()?.StartsWith("System.ReadOnlySpan<", StringComparison.Ordinal) == true);
            if (isSame)
                Report(other);
        }

        // Functions of one name have a class for their kernels each; the first of them reports what is in its way.
        IMethodSymbol[] functions = [.. host.GetMembers(method.Name).OfType<IMethodSymbol>().Where(FunctionAttributes.IsFunction)];
        if (!functions.Any(other => IsLater(method, other)))
            foreach (var member in functions.SelectMany((_, i) => host.GetMembers(GeneratedNames.KernelsOf(method.Name, i))).Where(IsByHand))
                Report(member);

        if (FunctionAttributes.HasLayer(method))
        {
            foreach (var member in host.ContainingNamespace.GetMembers(method.Name))
                if (member is INamespaceSymbol || IsByHand(member))
                    Report(member);
            foreach (var other in Layers(host.ContainingNamespace.GetTypeMembers(), method.Name))
                if (!SymbolEqualityComparer.Default.Equals(other.ContainingType, host) && IsLater(method, other))
                    Report(other);
        }

        void Report(ISymbol clash) => diagnostics.Add(Diagnostic.Create(
            Diagnostics.NameClash,
            FunctionParser.LocationOf(FunctionAttributes.IsFunction(clash) || clash is INamespaceSymbol ? method : clash),
            clash.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat),
            method.Name));
    }

    private static bool IsByHand(ISymbol symbol) =>
        !CSharpTypes.IsGenerated(symbol)
        && symbol.DeclaringSyntaxReferences.Any(reference => !reference.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal));

    private static IEnumerable<IMethodSymbol> Layers(IEnumerable<INamedTypeSymbol> types, string name) => types.SelectMany(type =>
        type.GetMembers(name).OfType<IMethodSymbol>().Where(FunctionAttributes.HasLayer).Concat(Layers(type.GetTypeMembers(), name)));

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

    // The gradient by one input is over spans like a function of that input and the upstream gradient.
    private static bool SharesGradient(IMethodSymbol method, IMethodSymbol other)
    {
        var (own, others) = (Types(method, ofInputs: true), Types(other, ofInputs: true));
        return FunctionAttributes.KindsOf(method)[0] == FunctionKind.Activation && FunctionAttributes.KindsOf(other)[0] == FunctionKind.Activation
            && own.Count == 1 && others.Count == 2 && others.All(type => type == own[0])
            && Types(method, ofInputs: false).SequenceEqual(Types(other, ofInputs: false));

        static List<OperandType?> Types(IMethodSymbol function, bool ofInputs) =>
            [.. function.Parameters.Where(p => p.HasExplicitDefaultValue != ofInputs).Select(p => CSharpTypes.OperandTypeOf(p.Type))];
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
