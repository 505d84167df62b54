using AutoGrad.Tests.Layers;

namespace AutoGrad.Tests.Serialization;

public sealed class ModelFileTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");

    public void Dispose() => File.Delete(path);

    private static Sequential Model(int seed)
    {
        var model = new Sequential { new GatedLinear(3, 2), new Linear(2, 2, type: ElementType.Float64, bias: false), new Counter() };
        model.Initialize(seed);
        return model;
    }

    private static byte[][] Values(Layer model) => [.. model.Parameters.Select(pair =>
        (pair.Parameter.ElementType == ElementType.Float64
            ? System.Runtime.InteropServices.MemoryMarshal.AsBytes(pair.Parameter.Values<double>())
            : System.Runtime.InteropServices.MemoryMarshal.AsBytes(pair.Parameter.Values<float>())).ToArray())];

    [Fact]
    public void A_loaded_model_has_every_bit_of_the_saved_one()
    {
        Sequential saved = Model(1), loaded = Model(2);
        saved.Parameters[^1].Parameter.Values<float>()[0] = 42;
        saved.Save(path);
        Assert.NotEqual(Values(saved), Values(loaded));
        loaded.Load(path);
        Assert.Equal(Values(saved), Values(loaded));
    }

    [Fact]
    public void Loaded_values_are_not_drawn_again()
    {
        new Linear(2, 2).Save(path);
        var linear = new Linear(2, 2);
        linear.Load(path);
        byte[][] before = Values(linear);
        using (new BuildScope(Mode.Training, seed: 7))
            linear.Forward(Node.Input("x", [1, 2]));
        Assert.Equal(before, Values(linear));
    }

    [Fact]
    public void Names_that_differ_are_listed()
    {
        new Sequential { new Linear(3, 2), new Linear(2, 2) }.Save(path);
        var model = new Sequential { new Linear(3, 2), new GatedLinear(2, 2) };
        byte[][] before = Values(model);
        Assert.Equal(
            $"{path}: the file is of another model: it lacks '1.value.weight', '1.value.bias', '1.gate.weight', '1.gate.bias'; the model has no '1.bias', '1.weight'.",
            Assert.Throws<InvalidDataException>(() => model.Load(path)).Message);
        Assert.Equal(before, Values(model));
        Assert.Equal($"{path}: the file is of another model: the model has no '1.bias', '1.weight'.",
            Assert.Throws<InvalidDataException>(() => new Sequential { new Linear(3, 2) }.Load(path)).Message);
        Assert.EndsWith("it lacks '2.weight', '2.bias', '3.weight', '3.bias', '4.weight' and 1 more.",
            Assert.Throws<InvalidDataException>(() => new Sequential { new Linear(3, 2), new Linear(2, 2), new Linear(2, 2), new Linear(2, 2), new Linear(2, 2) }.Load(path)).Message);
    }

    [Fact]
    public void A_shape_or_type_that_differs_is_said_and_nothing_is_loaded()
    {
        new Sequential { new Linear(3, 2), new Linear(2, 4) }.Save(path);
        var model = new Sequential { new Linear(3, 2, initializer: Initializer.Zeros), new Linear(2, 5) };
        Assert.Equal($"{path}: '1.weight' is F32 [4, 2] in the file and F32 [5, 2] in the model; both must agree.",
            Assert.Throws<InvalidDataException>(() => model.Load(path)).Message);
        Assert.All(model.Parameters[0].Parameter.Values<float>().ToArray(), value => Assert.Equal(0, value));
        Assert.Equal($"{path}: '0.weight' is F32 [2, 3] in the file and F64 [2, 3] in the model; both must agree.",
            Assert.Throws<InvalidDataException>(() => new Sequential { new Linear(3, 2, type: ElementType.Float64), new Linear(2, 4) }.Load(path)).Message);
    }

    [Fact]
    public void A_file_that_is_none_is_an_error()
    {
        Assert.Throws<FileNotFoundException>(() => new Linear(1, 1).Load(path));
        File.WriteAllText(path, "no model");
        Assert.StartsWith($"{path}: not a safetensors file", Assert.Throws<InvalidDataException>(() => new Linear(1, 1).Load(path)).Message);
    }
}
