namespace AutoGrad;

/// <summary>The weights of the best epoch so far, and how long it has been the best.</summary>
internal sealed class BestWeights(EarlyStopping stopping, Parameter[] parameters)
{
    private readonly byte[][] kept = [.. parameters.Select(parameter => new byte[parameter.Bytes.Length])];
    private double best = double.PositiveInfinity;
    private int waited;

    /// <summary>The best epoch so far; 0 before the first.</summary>
    public int Epoch { get; private set; }

    /// <summary>Takes an epoch in.</summary>
    /// <returns>Whether the training is to go on.</returns>
    public bool Watch(EpochResult result)
    {
        double measure = stopping.Measure(result);
        if (Epoch == 0 || measure < best - stopping.Threshold)
        {
            // Whatever comes after a first NaN is better.
            (best, waited, Epoch) = (double.IsNaN(measure) ? double.PositiveInfinity : measure, 0, result.Epoch);
            foreach (var (parameter, copy) in parameters.Zip(kept))
                parameter.Bytes.CopyTo(copy);
            return true;
        }
        return ++waited <= stopping.Patience;
    }

    public void Restore()
    {
        foreach (var (parameter, copy) in parameters.Zip(kept))
            copy.CopyTo(parameter.Bytes);
    }
}
