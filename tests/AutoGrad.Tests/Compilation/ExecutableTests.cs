using System.Numerics.Tensors;
using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>Feeding, running, fetching, updating: what an executable promises, and what it refuses.</summary>
public sealed class ExecutableTests
{
    private readonly Node x = Node.Input("x", [2, 3]);

    [Fact]
    public void What_is_fed_is_computed_with_until_it_is_fed_again()
    {
        var y = 2 * x + 1;
        using var executable = Executable.Compile(y);
        Assert.Equal([x], executable.Inputs);
        Assert.Equal([y], executable.Outputs);
        executable.Feed(x, [1f, 2, 3, 4, 5, 6]);
        executable.Run();
        Assert.Equal([3f, 5, 7, 9, 11, 13], executable.Fetch<float>(y));
        executable.InputValues<float>(x)[5] = 0;
        executable.Run();
        Assert.Equal([3f, 5, 7, 9, 11, 1], executable.Fetch<float>(y));
    }

    [Fact]
    public void Tensors_of_the_platform_are_fed_and_fetched()
    {
        var y = x.Transpose() * 1;
        using var executable = Executable.Compile(y);
        executable.Feed(x, Tensor.Create([1f, 2, 3, 4, 5, 6], [2, 3]).AsReadOnlyTensorSpan());
        executable.Run();
        var fetched = executable.FetchTensor<float>(y);
        Assert.Equal([3, 2], fetched.Lengths.ToArray());
        Assert.Equal(4, fetched[0, 1]);

        // Its columns exchanged, a tensor is no longer consecutive.
        ReadOnlyTensorSpan<float> part = Tensor.Create([1f, 2, 3, 9, 4, 5, 6, 9], [2, 4]).AsReadOnlyTensorSpan()[.., 0..3];
        executable.Feed(x, part);
        executable.Run();
        Assert.Equal([1f, 4, 2, 5, 3, 6], executable.Fetch<float>(y));
        Assert.Equal(
            "Feed: a tensor of shape [3, 2] for x : float32 [2, 3].",
            Assert.Throws<ShapeException>(() => executable.Feed(x, Tensor.Create([1f, 2, 3, 4, 5, 6], [3, 2]).AsReadOnlyTensorSpan())).Message);
    }

    [Fact]
    public void A_number_is_fed_and_fetched_without_a_shape()
    {
        var rate = Node.Input("rate", []);
        var half = rate / 2;
        using var executable = Executable.Compile(half);
        executable.Feed(rate, 3f);
        executable.Run();
        Assert.Equal(1.5f, executable.Fetch<float>(half)[0]);
        Assert.Equal([1], executable.FetchTensor<float>(half).Lengths.ToArray());
        executable.Feed(rate, Tensor.Create([5f], [1]).AsReadOnlyTensorSpan());
        executable.Run();
        Assert.Equal(2.5f, executable.Fetch<float>(half)[0]);
    }

    [Fact]
    public void Inputs_parameters_constants_and_views_can_be_outputs()
    {
        var p = new Parameter("p", [2, 3]);
        p.Values<float>().Fill(7);
        var constant = Node.Constant([1, 2], [2]);
        using var executable = Executable.Compile([x, p, constant, x.Reshape(6), p.Transpose(), constant.BroadcastTo([2, 2]), x], [Update.Assign(p, x)]);
        executable.Feed(x, [1f, 2, 3, 4, 5, 6]);
        executable.Run();
        executable.Feed(x, new float[6]);
        Assert.Equal([1f, 2, 3, 4, 5, 6], executable.Fetch<float>(x));
        Assert.Equal([7f, 7, 7, 7, 7, 7], executable.Fetch<float>(p));
        Assert.Equal([1f, 2], executable.Fetch<float>(constant));
        Assert.Equal([1f, 2, 3, 4, 5, 6], executable.Fetch<float>(executable.Outputs[3]));
        Assert.Equal([7f, 7, 7, 7, 7, 7], executable.Fetch<float>(executable.Outputs[4]));
        Assert.Equal([1f, 2, 1, 2], executable.Fetch<float>(executable.Outputs[5]));
        Assert.Equal([1f, 2, 3, 4, 5, 6], p.Values<float>());
    }

    [Fact]
    public void Updates_take_effect_after_everything_was_read()
    {
        Parameter p = new("p", [3]), q = new("q", [3]), r = new("r", [2, 2]);
        p.Values<float>().Fill(1);
        q.Values<float>().Fill(10);
        new float[] { 1, 2, 3, 4 }.CopyTo(r.Values<float>());
        var sum = p + q;
        using var executable = Executable.Compile([sum], [Update.Assign(p, q), Update.Assign(q, p), Update.Assign(r, r.Transpose())]);
        executable.Run();
        Assert.Equal([11f, 11, 11], executable.Fetch<float>(sum));
        Assert.Equal([10f, 10, 10], p.Values<float>());
        Assert.Equal([1f, 1, 1], q.Values<float>());
        Assert.Equal([1f, 3, 2, 4], r.Values<float>());
    }

    [Fact]
    public void An_update_may_read_what_others_write()
    {
        Parameter p = new("p", [], ElementType.Float64), q = new("q", [], ElementType.Float64);
        p.Values<double>()[0] = 1;
        q.Values<double>()[0] = 2;
        // The run computes (p, q) ← (p + q, p · q) and what follows from the old values.
        var product = p * q;
        using var executable = Executable.Compile([product + p], [Update.Assign(p, p + q), Update.Assign(q, product)]);
        foreach (var (output, newP, newQ) in new[] { (3.0, 3.0, 2.0), (9.0, 5.0, 6.0), (35.0, 11.0, 30.0) })
        {
            executable.Run();
            Assert.Equal(output, executable.Fetch<double>(executable.Outputs[0])[0]);
            Assert.Equal(newP, p.Values<double>()[0]);
            Assert.Equal(newQ, q.Values<double>()[0]);
        }
    }

    [Fact]
    public void Executables_share_parameters_and_threads()
    {
        var p = new Parameter("p", [100_000], ElementType.Float64);
        using var step = Executable.Compile([], [Update.Assign(p, p + 1)], threads: 2);
        var total = p.Sum();
        using var read = Executable.Compile(total, threads: 2);
        Parallel.For(0, 2, i =>
        {
            using var own = Executable.Compile(Exp(p * 0).Sum(), threads: 2);
            for (int run = 0; run < 50; run++)
            {
                own.Run();
                Assert.Equal(100_000, own.Fetch<double>(own.Outputs[0])[0]);
            }
        });
        step.Run();
        step.Run();
        read.Run();
        Assert.Equal(200_000, read.Fetch<double>(total)[0]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Feeding_running_and_fetching_allocate_nothing(int threads)
    {
        Node images = Node.Input("images", [64, 100]), labels = Node.Input("labels", [64], ElementType.Int32);
        Parameter w = new("w", [50, 100]), b = new("b", [50]), table = new("table", [50, 20]);
        var hidden = Tanh(images.MatMul(w.Transpose()) + b);
        var largest = hidden.ArgMax();
        var loss = (hidden.LogSumExp(1) - Concatenate([hidden, -hidden], 1)[.., ..50].Max(1)).Mean() + table.Gather(labels).Sum();
        Parameter[] parameters = [w, b, table];
        var updates = parameters.Zip(Gradient.Of(loss, parameters), (p, g) => Update.Assign(p, p - 0.1 * g)).ToArray();
        using var executable = Executable.Compile([loss, largest], updates, threads);
        var values = new float[6400];
        var numbers = new int[64];
        void Step()
        {
            executable.Feed(images, values);
            executable.Feed(labels, numbers);
            executable.Run();
            values[0] = executable.Fetch<float>(loss)[0];
            executable.FetchTensor<float>(loss);
        }

        for (int i = 0; i < 3; i++)
            Step();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
            Step();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Memory_that_cannot_be_had_is_told_with_its_size()
    {
        var huge = Node.Input("huge", [1 << 30, 1 << 20]);
        string message = Assert.Throws<OutOfMemoryException>(() => Executable.Compile(huge.Sum())).Message;
        Assert.Contains("4,503,599,627,370,496 bytes for inputs and constants", message);
        Assert.Contains("huge : float32 [1073741824, 1048576]", message);
    }

    [Fact]
    public void An_input_that_was_never_given_is_named()
    {
        var y = Node.Input("y", [3]);
        using var executable = Executable.Compile(x * y);
        executable.Feed(x, new float[6]);
        Assert.Equal(
            "Run: the input y : float32 [3] was given no values; call Feed, or fill InputValues, before the first run.",
            Assert.Throws<InvalidOperationException>(executable.Run).Message);
        executable.InputValues<float>(y).Fill(1);
        executable.Run();
    }

    [Fact]
    public void Feeding_what_does_not_fit_says_why()
    {
        var p = new Parameter("p", [3]);
        var y = x + p;
        using var executable = Executable.Compile(y);
        string Message(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
        Assert.Equal("Feed: 5 values for x : float32 [2, 3], which has 6 elements.", Message(() => executable.Feed(x, new float[5])));
        Assert.Equal("Feed: x : float32 [2, 3] holds float32, not Double.", Message(() => executable.Feed(x, new double[6])));
        Assert.Equal("Feed: x : float32 [2, 3] holds float32, not Char.", Message(() => executable.Feed(x, 'a')));
        Assert.Equal("Feed: add : float32 [2, 3] is computed, not an input.", Message(() => executable.Feed(y, new float[6])));
        Assert.Equal("Feed: p : float32 [3] is a parameter, which has its own values; write them with Values<T>().", Message(() => executable.Feed(p, new float[3])));
        Assert.Equal(
            "InputValues: no output and no update of this executable is computed from the input z : float32 [1].",
            Message(() => executable.InputValues<float>(Node.Input("z", [1]))));
    }

    [Fact]
    public void Fetching_what_is_not_there_says_why()
    {
        var y = x + 1;
        using var executable = Executable.Compile(y);
        Assert.Equal(
            "Fetch: add : float32 [2, 3] has no values before the first run that succeeds; call Run first.",
            Assert.Throws<InvalidOperationException>(() => executable.Fetch<float>(y).Length).Message);
        executable.Feed(x, new float[6]);
        executable.Run();
        Assert.Equal(
            "Fetch: x : float32 [2, 3] is no output of this executable; name it among the outputs when compiling.",
            Assert.Throws<ArgumentException>(() => executable.Fetch<float>(x).Length).Message);
        Assert.Equal(
            "Fetch: add : float32 [2, 3] holds float32, not Int32.",
            Assert.Throws<ArgumentException>(() => executable.Fetch<int>(y).Length).Message);
    }

    [Fact]
    public void Compiling_nothing_or_the_impossible_says_why()
    {
        var p = new Parameter("p", [3]);
        Assert.Equal(
            "Executable.Compile: neither an output nor an update, so there is nothing to compute.",
            Assert.Throws<ArgumentException>(() => Executable.Compile([])).Message);
        Assert.StartsWith(
            "Executable.Compile: -1 threads; give 1 or more, or 0 for one a processor.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Executable.Compile(x, threads: -1)).Message);
        Assert.Equal(
            "Executable.Compile: the parameter p : float32 [3] is updated twice; a run gives it one new value.",
            Assert.Throws<ArgumentException>(() => Executable.Compile([], [Update.Assign(p, p + 1), Update.Assign(p, p * 2)])).Message);
        Assert.Equal(
            "Update.Assign: the value x : float32 [2, 3] for the parameter p : float32 [3]: shape and element type must be the parameter's.",
            Assert.Throws<ShapeException>(() => Update.Assign(p, x)).Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void An_index_out_of_range_is_named_and_the_executable_lives_on(int threads)
    {
        Node table = Node.Input("table", [4, 3]), indices = Node.Input("indices", [5], ElementType.Int32);
        var rows = table.Gather(indices);
        using var executable = Executable.Compile([rows, Node.Create(new ScatterRows(0, 4), rows, indices)], threads: threads);
        executable.Feed(table, new float[12]);
        executable.Feed(indices, [0, 1, 2, 4, 3]);
        Assert.Equal(
            "Gather: index 4 at position 3 of the indices; axis 0 has 4 elements, 0 to 3.",
            Assert.Throws<ArgumentOutOfRangeException>(executable.Run).Message);
        Assert.Throws<InvalidOperationException>(() => executable.Fetch<float>(rows).Length);
        executable.Feed(indices, [0, 1, 2, 3, 3]);
        executable.Run();
        Assert.Equal(15, executable.Fetch<float>(rows).Length);
    }

    public static TheoryData<string, Action<Executable, Node, Node>> Visits => new()
    {
        { "Feed", (executable, input, _) => executable.Feed(input, new double[160_000]) },
        { "InputValues", (executable, input, _) => executable.InputValues<double>(input).Clear() },
        { "Fetch", (executable, _, output) => executable.Fetch<double>(output).ToString() },
        { "FetchTensor", (executable, _, output) => executable.FetchTensor<double>(output).ToString() },
        { "Run", (executable, _, _) => executable.Run() },
    };

    [Theory]
    [MemberData(nameof(Visits))]
    public void A_second_thread_that_enters_gets_an_error(string what, Action<Executable, Node, Node> visit)
    {
        Assert.NotEmpty(what);
        var big = Node.Input("big", [400, 400], ElementType.Float64);
        var product = big;
        for (int i = 0; i < 5; i++)
            product = Tanh(product.MatMul(big));
        using var executable = Executable.Compile(product, threads: 1);
        executable.Feed(big, new double[160_000]);
        using var stop = new CancellationTokenSource();
        var running = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
                executable.Run();
        });
        InvalidOperationException? refused = null;
        while (refused is null && !running.IsCompleted)
            refused = Record.Exception(() => visit(executable, big, product)) as InvalidOperationException is { Message: var reason } error && reason.Contains("thread") ? error : null;
        stop.Cancel();
        // Whoever entered second has the error: the feeding thread, or the running one.
        string message = refused?.Message ?? Assert.IsType<InvalidOperationException>(running.Exception?.InnerException).Message;
        Assert.EndsWith("this executable runs on another thread. It serves one thread at a time; compile one for each: they share the parameters.", message);
        Record.Exception(running.Wait);
    }

    [Fact]
    public void A_visit_that_fails_lets_the_next_one_in()
    {
        var y = x + 1;
        using var executable = Executable.Compile(y);

        Assert.Throws<InvalidOperationException>(executable.Run);
        Assert.Throws<ArgumentException>(() => executable.Feed(x, new float[5]));
        Assert.Throws<ArgumentException>(() => executable.InputValues<double>(x).Length);
        Assert.Throws<InvalidOperationException>(() => executable.Fetch<float>(y).Length);
        executable.Feed(x, new float[6]);
        executable.Run();
        Assert.Equal(6, executable.Fetch<float>(y).Length);
    }

    [Fact]
    public void After_its_end_an_executable_does_nothing_and_what_was_fetched_stays()
    {
        var y = x + 1;
        var executable = Executable.Compile(y);
        executable.Feed(x, new float[6]);
        executable.Run();
        var fetched = executable.Fetch<float>(y);
        executable.Dispose();
        executable.Dispose();
        Assert.Throws<ObjectDisposedException>(executable.Run);
        Assert.Throws<ObjectDisposedException>(() => executable.Fetch<float>(y).Length);
        Assert.Throws<ObjectDisposedException>(() => executable.Feed(x, new float[6]));
        Assert.Throws<ObjectDisposedException>(() => executable.InputValues<float>(x).Length);
        Assert.Equal([1f, 1, 1, 1, 1, 1], fetched);
    }
}
