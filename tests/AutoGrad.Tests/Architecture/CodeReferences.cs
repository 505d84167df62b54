using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace AutoGrad.Tests;

/// <summary>A piece of code in one file that needs what stands in another; a type can stand in several.</summary>
internal sealed record CodeReference(string File, string Member, string[] ToFiles, string ToMember);

/// <summary>
/// What the methods of an assembly call, read and make, and what their signatures name, with the files that both stand in: from the
/// instructions and the debugging symbols. Files are given from the source folder on; what a compiler or a generator wrote is left out.
/// </summary>
internal sealed class CodeReferences
{
    // The documents of a type without methods, in portable symbols.
    private static readonly Guid TypeDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");

    private static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => (int)(ushort)code.Value);

    private readonly PEReader executable;
    private readonly MetadataReader metadata, symbols;
    private readonly string root;
    private readonly Dictionary<MethodDefinitionHandle, string> files = [];
    private readonly Dictionary<TypeDefinitionHandle, string[]> typeFiles = [];

    private CodeReferences(PEReader executable, MetadataReader symbols, string root)
    {
        (this.executable, this.symbols, this.root) = (executable, symbols, root);
        metadata = executable.GetMetadataReader();
        foreach (var method in metadata.MethodDefinitions)
            if (FileOf(method) is { } file)
                files[method] = file;
        foreach (var type in metadata.TypeDefinitions)
            typeFiles[type] = [.. FilesOf(type).Distinct()];
    }

    /// <summary>Every reference to code of the source folder.</summary>
    public static CodeReference[] Read(string assembly, string root)
    {
        using var executable = new PEReader(File.OpenRead(assembly));
        using var symbols = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(assembly, "pdb")));
        var reader = new CodeReferences(executable, symbols.GetMetadataReader(), root);
        return [.. reader.files.Keys.SelectMany(reader.Of)];
    }

    private IEnumerable<CodeReference> Of(MethodDefinitionHandle handle)
    {
        foreach (var named in metadata.GetMethodDefinition(handle).DecodeSignature(new TypesIn(), null) is var signature ? signature.ParameterTypes.Add(signature.ReturnType) : [])
            foreach (var type in named)
                if (To(handle, type) is { } reference)
                    yield return reference;
        byte[] code = executable.GetMethodBody(metadata.GetMethodDefinition(handle).RelativeVirtualAddress).GetILBytes()!;
        for (int at = 0; at < code.Length;)
        {
            int value = code[at++];
            if (value == 0xFE)
                value = 0xFE00 | code[at++];
            var operand = Codes[value].OperandType;
            if (operand is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok
                && To(handle, MetadataTokens.EntityHandle(BitConverter.ToInt32(code, at))) is { } reference)
                yield return reference;
            at += operand switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, at),
                _ => 4,
            };
        }
    }

    private CodeReference? To(MethodDefinitionHandle from, EntityHandle handle) =>
        Target(handle) is { Files.Length: > 0 } target ? new(files[from], Name(from), target.Files, target.Name) : null;

    // A method stands in one file; a field or a type in all those of the type.
    private (string[] Files, string Name) Target(EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.MethodDefinition:
                var method = (MethodDefinitionHandle)handle;
                return (files.TryGetValue(method, out string? file) ? [file] : [], Name(method));
            case HandleKind.TypeDefinition:
                var type = (TypeDefinitionHandle)handle;
                string name = metadata.GetString(metadata.GetTypeDefinition(type).Name);
                return (name.StartsWith('<') ? [] : typeFiles[type], name);
            case HandleKind.MethodSpecification:
                return Target(metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method);
            case HandleKind.FieldDefinition:
                return Target(metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
            case HandleKind.MemberReference:
                return Target(metadata.GetMemberReference((MemberReferenceHandle)handle).Parent);
            case HandleKind.TypeSpecification:
                var types = metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(new TypesIn(), null);
                return types.Length > 0 ? Target(types[0]) : ([], "");
            default:
                return ([], "");
        }
    }

    private IEnumerable<string> FilesOf(TypeDefinitionHandle type)
    {
        foreach (var method in metadata.GetTypeDefinition(type).GetMethods())
            if (files.TryGetValue(method, out string? file))
                yield return file;
        foreach (var handle in symbols.GetCustomDebugInformation(type))
        {
            var information = symbols.GetCustomDebugInformation(handle);
            if (symbols.GetGuid(information.Kind) != TypeDocuments)
                continue;
            for (var reader = symbols.GetBlobReader(information.Value); reader.RemainingBytes > 0;)
                if (FileOf(MetadataTokens.DocumentHandle(reader.ReadCompressedInteger())) is { } file)
                    yield return file;
        }
    }

    private string? FileOf(MethodDefinitionHandle method)
    {
        var information = symbols.GetMethodDebugInformation(method.ToDebugInformationHandle());
        var document = information.Document;
        if (document.IsNil)
            document = information.GetSequencePoints().Select(point => point.Document).FirstOrDefault(handle => !handle.IsNil);
        return document.IsNil ? null : FileOf(document);
    }

    private string? FileOf(DocumentHandle document)
    {
        string path = symbols.GetString(symbols.GetDocument(document).Name).Replace('\\', '/');
        int start = path.IndexOf(root, StringComparison.Ordinal);
        string? file = start < 0 ? null : path[(start + root.Length)..];
        return file is null || file.StartsWith("obj/", StringComparison.Ordinal) || file.EndsWith(".g.cs", StringComparison.Ordinal) ? null : file;
    }

    private string Name(MethodDefinitionHandle handle)
    {
        var method = metadata.GetMethodDefinition(handle);
        return $"{metadata.GetString(metadata.GetTypeDefinition(method.GetDeclaringType()).Name)}.{metadata.GetString(method.Name)}";
    }
}
