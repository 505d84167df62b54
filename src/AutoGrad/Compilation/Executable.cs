using System.Numerics.Tensors;
using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>
/// A graph made ready to run, with all the memory it needs: feeding, running and fetching allocate nothing. The results are the same bits
/// for any number of threads.
/// </summary>
/// <remarks>
/// Parameters are read and updated where they are, so that several executables share them. One executable is for one thread at a time: a
/// second one that feeds, runs or fetches meanwhile gets an error. Executables with the same number of threads share these.
/// </remarks>
public sealed partial class Executable : IDisposable
{
    private readonly Plan plan;
    private readonly ExecutableMemory memory;
    private readonly StepRunner runner;
    private readonly HashSet<Node> missing;
    private bool hasRun;
    private volatile bool isDisposed;
    private int isBusy;

    private Executable(Plan plan, Node[] outputs, WorkerPool pool)
    {
        this.plan = plan;
        Outputs = outputs;
        memory = new(plan);
        runner = new(plan.Steps, memory, pool);
        missing = [.. plan.Inputs];
    }

    /// <summary>The inputs that have to be given.</summary>
    public IReadOnlyList<Node> Inputs => plan.Inputs;

    /// <summary>What is computed.</summary>
    public IReadOnlyList<Node> Outputs { get; }

    /// <summary>The memory for all that is computed, in bytes; parameters, inputs and constants not counted.</summary>
    public long ArenaBytes => plan.ArenaBytes;

    /// <summary>What runs, in order.</summary>
    internal IReadOnlyList<Step> Steps => plan.Steps;

    /// <summary>The executable that computes one node.</summary>
    /// <inheritdoc cref="Compile(ReadOnlySpan{Node}, ReadOnlySpan{Update}, int)"/>
    public static Executable Compile(Node output, int threads = 0) => Compile([output], default, threads);

    /// <summary>The executable that computes the outputs and then updates parameters.</summary>
    /// <param name="outputs">What can be fetched after a run: computed from the parameters' values before their updates.</param>
    /// <param name="updates">New values for parameters, each at most once. All take effect after everything was read: two parameters can be exchanged.</param>
    /// <param name="threads">How many threads share the work; 0 for one a processor.</param>
    /// <exception cref="ArgumentException">There is nothing to compute, or a parameter is updated twice.</exception>
    public static Executable Compile(ReadOnlySpan<Node> outputs, ReadOnlySpan<Update> updates = default, int threads = 0)
    {
        if (outputs.Length == 0 && updates.Length == 0)
            throw new ArgumentException("Executable.Compile: neither an output nor an update, so there is nothing to compute.");
        if (threads < 0)
            throw new ArgumentOutOfRangeException(nameof(threads), $"Executable.Compile: {threads} threads; give 1 or more, or 0 for one a processor.");
        foreach (var output in outputs)
            ArgumentNullException.ThrowIfNull(output, nameof(outputs));
        var updated = new HashSet<Parameter>();
        foreach (var update in updates)
        {
            ArgumentNullException.ThrowIfNull(update, nameof(updates));
            foreach (var target in update.Targets)
                if (!updated.Add(target))
                    throw new ArgumentException($"Executable.Compile: the parameter {target} is updated twice; a run gives it one new value.");
        }
        return new(Planner.Plan(outputs.ToArray(), updates.ToArray()), outputs.ToArray(), WorkerPools.Of(threads));
    }

    /// <summary>Gives an input its values, row-major; they are copied, and stay until they are given again.</summary>
    /// <typeparam name="T">The element's type in C#.</typeparam>
    /// <exception cref="ArgumentException">The node is no input of this executable, its elements are of another type, or the number of values is not its own.</exception>
    public void Feed<T>(Node input, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        using var visit = Enter(nameof(Feed));
        var own = SpanOf<T>(input, nameof(Feed));
        if (values.Length != own.Length)
            throw new ArgumentException($"Feed: {values.Length} values for {input}, which has {own.Length} elements.");
        values.CopyTo(own);
        missing.Remove(input);
    }

    /// <inheritdoc cref="Feed{T}(Node, ReadOnlySpan{T})"/>
    public void Feed<T>(Node input, T[] values)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        Feed(input, (ReadOnlySpan<T>)values);
    }

    /// <summary>Gives an input the elements of a tensor of the same shape.</summary>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    /// <inheritdoc cref="Feed{T}(Node, ReadOnlySpan{T})"/>
    public void Feed<T>(Node input, in ReadOnlyTensorSpan<T> values)
        where T : unmanaged
    {
        using var visit = Enter(nameof(Feed));
        var own = SpanOf<T>(input, nameof(Feed));
        // The platform's tensors have at least one axis.
        bool fits = values.Rank == input.Shape.Rank || (input.Shape.Rank == 0 && values.FlattenedLength == 1);
        for (int axis = 0; fits && axis < input.Shape.Rank; axis++)
            fits = values.Lengths[axis] == input.Shape[axis];
        if (!fits)
            throw new ShapeException($"Feed: a tensor of shape [{string.Join(", ", values.Lengths.ToArray())}] for {input}.");
        values.FlattenTo(own);
        missing.Remove(input);
    }

    /// <summary>Gives an input of one element its value.</summary>
    /// <inheritdoc cref="Feed{T}(Node, ReadOnlySpan{T})"/>
    public void Feed<T>(Node input, T value)
        where T : unmanaged => Feed(input, new ReadOnlySpan<T>(in value));

    /// <summary>The input's own memory, row-major: what is written there is what the next run reads. Counts as fed.</summary>
    /// <inheritdoc cref="Feed{T}(Node, ReadOnlySpan{T})"/>
    public Span<T> InputValues<T>(Node input)
        where T : unmanaged
    {
        using var visit = Enter(nameof(InputValues));
        var own = SpanOf<T>(input, nameof(InputValues));
        missing.Remove(input);
        return own;
    }

    /// <summary>Computes the outputs, then updates the parameters: all of them, or none where it fails.</summary>
    /// <exception cref="InvalidOperationException">An input was never given its values, or the executable runs on another thread.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index or a label is out of range; the message says which.</exception>
    public void Run() => Run(null);

    /// <summary>The same, with the time of each step.</summary>
    internal void Run(RunTimes? times)
    {
        using var visit = Enter(nameof(Run));
        if (missing.Count > 0)
            throw new InvalidOperationException(
                $"Run: the input {plan.Inputs.First(missing.Contains)} was given no values; call Feed, or fill InputValues, before the first run.");
        hasRun = false;
        runner.Run(times);
        hasRun = true;
    }

    /// <summary>The values of an output, row-major, valid until the next run.</summary>
    /// <exception cref="ArgumentException">The node is no output of this executable, or its elements are of another type.</exception>
    /// <exception cref="InvalidOperationException">There was no run yet, or the last one failed.</exception>
    public ReadOnlySpan<T> Fetch<T>(Node output)
        where T : unmanaged
    {
        using var visit = Enter(nameof(Fetch));
        ArgumentNullException.ThrowIfNull(output);
        if (!plan.Outputs.TryGetValue(output, out var view))
            throw new ArgumentException($"Fetch: {output} is no output of this executable; name it among the outputs when compiling.");
        CheckType<T>(output, nameof(Fetch));
        if (!hasRun)
            throw new InvalidOperationException($"Fetch: {output} has no values before the first run that succeeds; call Run first.");
        return memory.Span<T>(view.Storage, view.Offset, Length(output));
    }

    /// <summary>The values of an output as a tensor of its shape, of shape [1] for a single number, valid until the next run.</summary>
    /// <inheritdoc cref="Fetch{T}(Node)"/>
    public ReadOnlyTensorSpan<T> FetchTensor<T>(Node output)
        where T : unmanaged
    {
        var values = Fetch<T>(output);
        Span<nint> lengths = stackalloc nint[Math.Max(1, output.Shape.Rank)];
        lengths[0] = 1;
        for (int axis = 0; axis < output.Shape.Rank; axis++)
            lengths[axis] = output.Shape[axis];
        return new(values, lengths);
    }

    /// <summary>Ends the use of the executable. What was fetched before stays valid; a run on another thread comes to its end.</summary>
    public void Dispose() => isDisposed = true;

    private Span<T> SpanOf<T>(Node input, string method)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input is Parameter)
            throw new ArgumentException($"{method}: {input} is a parameter, which has its own values; write them with Values<T>().");
        if (input.Operation is not InputOperation)
            throw new ArgumentException($"{method}: {input} is computed, not an input.");
        if (!plan.Given.TryGetValue(input, out var storage))
            throw new ArgumentException($"{method}: no output and no update of this executable is computed from the input {input}.");
        CheckType<T>(input, method);
        return memory.Span<T>(storage, 0, Length(input));
    }

    private static int Length(Node node) => node.Shape.Size <= int.MaxValue
        ? (int)node.Shape.Size
        : throw new InvalidOperationException($"{node} has {node.Shape.Size} elements, more than a span can hold.");

    private static void CheckType<T>(Node node, string method)
    {
        if (node.ElementType != TypeOf<T>())
            throw new ArgumentException($"{method}: {node} holds {node.ElementType.Text}, not {typeof(T).Name}.");
    }

    private static ElementType? TypeOf<T>() =>
        typeof(T) == typeof(float) ? ElementType.Float32
        : typeof(T) == typeof(double) ? ElementType.Float64
        : typeof(T) == typeof(int) ? ElementType.Int32
        : typeof(T) == typeof(long) ? ElementType.Int64
        : typeof(T) == typeof(bool) ? ElementType.Bool : null;

    private Visit Enter(string method)
    {
        if (Interlocked.Exchange(ref isBusy, 1) != 0)
            throw new InvalidOperationException(
                $"{method}: this executable runs on another thread. It serves one thread at a time; compile one for each: they share the parameters.");
        var visit = new Visit(this);
        if (!isDisposed)
            return visit;
        visit.Dispose();
        throw new ObjectDisposedException(nameof(Executable));
    }

    // A thread's stay, until it leaves by whatever way.
    private readonly ref struct Visit(Executable executable)
    {
        public void Dispose() => Volatile.Write(ref executable.isBusy, 0);
    }
}
