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
    public void A_path_that_cannot_be_written_is_explained()
    {
        string directory = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}"), inside = Path.Combine(directory, "model");
        Assert.Equal($"{inside}: there is no directory '{directory}' to write to; create it first.",
            Assert.Throws<DirectoryNotFoundException>(() => new Linear(1, 1).Save(inside)).Message);
        Directory.CreateDirectory(directory);
        Assert.Equal($"{directory}: this is a directory; give the path of a file.", Assert.Throws<IOException>(() => new Linear(1, 1).Save(directory)).Message);
        new Linear(1, 1).Save(inside);
        Assert.Equal([inside], Directory.GetFiles(directory));
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public void A_model_that_trains_on_loaded_weights_uses_them_from_the_next_step_on()
    {
        new Linear(2, 1, initializer: Initializer.Constant(5)).Save(path);
        var linear = new Linear(2, 1);
        using var trainer = new Trainer(linear, Losses.MSE, new SGD(1e-30));
        trainer.Fit(Training.Problems.Line(10));
        linear.Load(path);
        Assert.Equal(new Linear(2, 1, initializer: Initializer.Constant(5)).Evaluate(Training.Problems.Line(10), Losses.MSE).Loss, trainer.Fit(Training.Problems.Line(10)).Loss, 1e-4);
        Assert.Equal([5f, 5f], linear.Weight.Values<float>());
    }

    [Fact]
    public void A_shape_of_no_elements_with_huge_extents_is_an_error_of_the_file()
    {
        byte[] header = System.Text.Encoding.UTF8.GetBytes("""{"weight":{"dtype":"F32","shape":[0,2147483647,2147483647,2147483647],"data_offsets":[0,0]}}""");
        File.WriteAllBytes(path, [.. BitConverter.GetBytes((long)header.Length), .. header]);
        Assert.Equal($"{path}: 'weight' is F32 [0, 2147483647, 2147483647, 2147483647] in the file and F32 [1, 1] in the model; both must agree.",
            Assert.Throws<InvalidDataException>(() => new Linear(1, 1, bias: false).Load(path)).Message);
    }

    [Fact]
    public void A_file_that_is_none_is_an_error()
    {
        Assert.Throws<FileNotFoundException>(() => new Linear(1, 1).Load(path));
        File.WriteAllText(path, "no model");
        Assert.StartsWith($"{path}: not a safetensors file", Assert.Throws<InvalidDataException>(() => new Linear(1, 1).Load(path)).Message);
    }
}
