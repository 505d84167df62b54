namespace AutoGrad.Generators;

/// <summary>The functions of one name in one type: they share a file, and where their nodes look alike an overload.</summary>
internal sealed record FunctionGroup(HostModel Host, string Name, EquatableArray<FunctionModel> Functions, string HintName)
{
    /// <summary>The functions by type and name, in an order that does not depend on the order in which they were found.</summary>
    public static IEnumerable<FunctionGroup> Of(IEnumerable<FunctionModel> functions)
    {
        // Names of files that differ only in case are one file to the compiler.
        var files = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var group in functions.GroupBy(function => (function.Host, function.Name))
                     .OrderBy(group => group.Key.Host.HintName, StringComparer.Ordinal).ThenBy(group => group.Key.Name, StringComparer.Ordinal))
        {
            string file = $"{group.Key.Host.HintName}.{group.Key.Name}";
            files[file] = files.TryGetValue(file, out int count) ? count + 1 : 1;
            string hint = files[file] == 1 ? $"{file}.g.cs" : $"{file}.{files[file]}.g.cs";
            yield return new(group.Key.Host, group.Key.Name, group.OrderBy(Signature, StringComparer.Ordinal).ToEquatableArray(), hint);
        }
    }

    private static string Signature(FunctionModel function) =>
        string.Join(",", function.Parameters.Select(parameter => parameter.Kind));
}
