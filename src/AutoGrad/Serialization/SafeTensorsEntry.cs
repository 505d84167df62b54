namespace AutoGrad.Serialization;

/// <summary>What a header says of one tensor; the offsets count from the end of the header.</summary>
internal sealed record SafeTensorsEntry(string Name, SafeTensorType Type, int[] Shape, long Begin, long End);
