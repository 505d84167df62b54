namespace AutoGrad;

/// <summary>The type of a tensor's elements.</summary>
public enum ElementType
{
    /// <summary>IEEE 754 single precision, the default.</summary>
    Float32,

    /// <summary>IEEE 754 double precision.</summary>
    Float64,

    /// <summary>32-bit signed integers: labels and indices.</summary>
    Int32,

    /// <summary>64-bit signed integers.</summary>
    Int64,

    /// <summary>True or false.</summary>
    Bool,
}

internal static class ElementTypes
{
    extension(ElementType type)
    {
        public bool IsFloatingPoint => type is ElementType.Float32 or ElementType.Float64;

        public bool IsInteger => type is ElementType.Int32 or ElementType.Int64;

        /// <summary>The bytes of one element.</summary>
        public int Bytes => type switch
        {
            ElementType.Bool => 1,
            ElementType.Float32 or ElementType.Int32 => 4,
            _ => 8,
        };

        /// <summary>The name in the text of graphs.</summary>
        public string Text => type.ToString().ToLowerInvariant();
    }
}
