namespace AutoGrad;

/// <summary>
/// The exponential moving average of weights: after every step, average ← decay · average + (1 − decay) · weight, as PyTorch's
/// get_ema_multi_avg_fn; the first time the weight itself. An average over the end of a training is often better than its last step.
/// </summary>
/// <remarks>
/// Give it to a trainer, which then measures the model by it; or call <see cref="Update"/> after every step of your own. The model is used
/// or saved with it inside of <see cref="Apply"/>: <c>using (average.Apply()) model.Save(path);</c>. What is not trained, such as running
/// statistics, stays the model's own.
/// </remarks>
public sealed class WeightAverage
{
    private readonly (Parameter Weight, Parameter Average)[] pairs;
    private readonly double decay;
    private Executable? executable;
    private bool isApplied;

    /// <summary>An average of all that a model trains.</summary>
    /// <param name="model">The model.</param>
    /// <param name="decay">The share of the average that stays, from 0 to below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The decay lies outside of its range.</exception>
    public WeightAverage(Layer model, double decay = 0.999)
        : this([.. (model ?? throw new ArgumentNullException(nameof(model))).Parameters.Select(pair => pair.Parameter).Where(parameter => parameter.IsTrainable)], decay)
    {
    }

    /// <summary>An average of these weights.</summary>
    /// <param name="weights">float32 or float64.</param>
    /// <param name="decay">The share of the average that stays, from 0 to below 1.</param>
    /// <exception cref="ArgumentException">There are no weights, or one is no floating-point number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The decay lies outside of its range.</exception>
    public WeightAverage(ReadOnlySpan<Parameter> weights, double decay = 0.999)
    {
        if (!(decay is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(decay), decay, "WeightAverage: the decay must lie from 0 to below 1.");
        if (weights.IsEmpty)
            throw new ArgumentException("WeightAverage: there is no weight to take the average of.", nameof(weights));
        foreach (var weight in weights)
            if (!weight.ElementType.IsFloatingPoint)
                throw new ArgumentException($"WeightAverage: {weight} is no floating-point number and has no average.", nameof(weights));
        this.decay = decay;
        pairs = [.. weights.ToArray().Select(weight => (weight, new Parameter($"{weight.Path ?? weight.Name} average", weight.Shape, weight.ElementType, isTrainable: false)))];
    }

    /// <summary>How many steps are in it.</summary>
    public long Count { get; private set; }

    /// <summary>Whether the weights hold the average now.</summary>
    public bool IsApplied => isApplied;

    /// <summary>The average of a weight: of its shape and type, zero before the first step.</summary>
    /// <exception cref="ArgumentException">The average is not of this weight.</exception>
    public Parameter Of(Parameter weight) => pairs.FirstOrDefault(pair => pair.Weight == weight).Average
        ?? throw new ArgumentException($"WeightAverage: {weight} is none of its weights.", nameof(weight));

    /// <summary>Takes the weights in as they are now.</summary>
    /// <exception cref="InvalidOperationException">The average is applied.</exception>
    public void Update()
    {
        if (isApplied)
            throw new InvalidOperationException("WeightAverage.Update: the weights hold the average now; dispose what Apply returned first.");
        if (Count++ == 0)
            foreach (var (weight, average) in pairs)
                weight.Bytes.CopyTo(average.Bytes);
        else
        {
            executable ??= Executable.Compile([], [.. pairs.Select(pair => AutoGrad.Update.Assign(pair.Average, decay * pair.Average + (1 - decay) * pair.Weight))]);
            executable.Run();
        }
    }

    /// <summary>Exchanges weights and averages until what is returned is disposed.</summary>
    /// <exception cref="InvalidOperationException">There was no step yet, or the average is applied already.</exception>
    public IDisposable Apply()
    {
        if (Count == 0)
            throw new InvalidOperationException("WeightAverage.Apply: there was no step yet, so there is no average.");
        if (isApplied)
            throw new InvalidOperationException("WeightAverage.Apply: the weights hold the average already.");
        return new Applied(this);
    }

    /// <summary>The parameters that hold the averages.</summary>
    internal IEnumerable<Parameter> Averages => pairs.Select(pair => pair.Average);

    private void Exchange()
    {
        foreach (var (weight, average) in pairs)
        {
            Span<byte> a = weight.Bytes, b = average.Bytes;
            for (int i = 0; i < a.Length; i++)
                (a[i], b[i]) = (b[i], a[i]);
        }
        isApplied = !isApplied;
    }

    private sealed class Applied : IDisposable
    {
        private WeightAverage? average;

        public Applied(WeightAverage average)
        {
            this.average = average;
            average.Exchange();
        }

        public void Dispose()
        {
            average?.Exchange();
            average = null;
        }
    }
}
