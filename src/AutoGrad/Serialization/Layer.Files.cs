using AutoGrad.Serialization;

namespace AutoGrad;

public abstract partial class Layer
{
    /// <summary>Writes all parameters to a safetensors file, by their paths. A crash in between leaves what was there before.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) =>
        SafeTensorsFile.Write(path, Parameters.Select(pair => new SafeTensor(
            pair.Path, TypeOf(pair.Parameter), pair.Parameter.Shape.AsSpan().ToArray(), pair.Parameter.Bytes.ToArray())));

    /// <summary>Reads all parameters from a safetensors file; what does not fit the model leaves it as it was.</summary>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is damaged; or it lacks a parameter, has one more, or one of another shape or type: the message says which.
    /// </exception>
    public void Load(string path)
    {
        var tensors = SafeTensorsFile.Read(path).Tensors;
        var parameters = Parameters;
        string[] missing = [.. parameters.Where(pair => !tensors.ContainsKey(pair.Path)).Select(pair => pair.Path)];
        string[] unknown = [.. tensors.Keys.Except(parameters.Select(pair => pair.Path)).Order(StringComparer.Ordinal)];
        if (missing.Length + unknown.Length > 0)
            throw new InvalidDataException(
                $"{path}: the file is of another model: {Difference("it lacks", missing)}{(missing.Length > 0 && unknown.Length > 0 ? "; " : "")}{Difference("the model has no", unknown)}.");
        foreach (var (name, parameter) in parameters)
        {
            var tensor = tensors[name];
            var shape = Shape.Create(tensor.Shape);
            if (shape != parameter.Shape || tensor.Type != TypeOf(parameter))
                throw new InvalidDataException(
                    $"{path}: '{name}' is {tensor.Type} {shape} in the file and {TypeOf(parameter)} {parameter.Shape} in the model; both must agree.");
        }
        foreach (var (name, parameter) in parameters)
        {
            tensors[name].Data.Span.CopyTo(parameter.Bytes);
            parameter.Keep();
        }
    }

    private static string Difference(string what, string[] names) => names.Length == 0
        ? ""
        : $"{what} {string.Join(", ", names.Take(5).Select(name => $"'{name}'"))}{(names.Length > 5 ? $" and {names.Length - 5} more" : "")}";

    private static SafeTensorType TypeOf(Parameter parameter) => parameter.ElementType switch
    {
        ElementType.Float32 => SafeTensorType.F32,
        ElementType.Float64 => SafeTensorType.F64,
        ElementType.Int32 => SafeTensorType.I32,
        ElementType.Int64 => SafeTensorType.I64,
        _ => SafeTensorType.BOOL,
    };
}
