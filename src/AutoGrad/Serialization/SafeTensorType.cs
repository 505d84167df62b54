namespace AutoGrad.Serialization;

/// <summary>The element types of safetensors files that are read and written here, by the format's own names.</summary>
internal enum SafeTensorType
{
    F32,
    F64,
    I32,
    I64,
    BOOL,
}

internal static class SafeTensorTypes
{
    /// <summary>The bytes of one element.</summary>
    public static int Size(this SafeTensorType type) => type switch
    {
        SafeTensorType.F32 or SafeTensorType.I32 => 4,
        SafeTensorType.F64 or SafeTensorType.I64 => 8,
        _ => 1,
    };

    /// <summary>The type with this name, or null. Names are matched exactly: <c>f32</c> and <c>0</c> are none.</summary>
    public static SafeTensorType? Parse(string name) => name switch
    {
        "F32" => SafeTensorType.F32,
        "F64" => SafeTensorType.F64,
        "I32" => SafeTensorType.I32,
        "I64" => SafeTensorType.I64,
        "BOOL" => SafeTensorType.BOOL,
        _ => null,
    };
}
