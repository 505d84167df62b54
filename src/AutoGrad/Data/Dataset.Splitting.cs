using AutoGrad.Kernels;

namespace AutoGrad;

public sealed partial class Dataset
{
    /// <summary>Parts the samples at random; the same seed gives the same parts everywhere.</summary>
    /// <param name="fraction">The share of the first part, between 0 and 1; both parts get at least one sample.</param>
    /// <param name="seed">What the order is drawn from.</param>
    /// <param name="stratified">Whether each class is parted by itself, so that both parts have the same share of it, to within a sample.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">There is only one sample; or the split is by classes and the samples have target values.</exception>
    public (Dataset First, Dataset Second) Split(double fraction, int seed = 0, bool stratified = false)
    {
        if (!(fraction > 0 && fraction < 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "Dataset.Split: the fraction of the first part lies between 0 and 1.");
        if (Count < 2) throw new InvalidOperationException("Dataset.Split: a dataset of one sample cannot be split into two parts.");
        if (stratified && !IsClassification)
            throw new InvalidOperationException("Dataset.Split: samples with target values have no classes to be stratified by.");
        var order = new int[Count];
        new Philox((ulong)seed, RandomStreams.Order(0)).FillPermutation(order);
        var first = Math.Clamp((int)Math.Round(fraction * Count), 1, Count - 1);
        if (stratified)
            Stratify(order, first);
        return (Subset(order.AsSpan(0, first)), Subset(order.AsSpan(first)));
    }

    // Each class has its share of the first places, and the shares add up: what rounding leaves of one is the next one's.
    private void Stratify(int[] order, int first)
    {
        var members = order.GroupBy(sample => labels![sample]).OrderBy(group => group.Key).Select(group => group.ToArray());
        var chosen = new HashSet<int>();
        long seen = 0;
        foreach (var group in members)
        {
            seen += group.Length;
            chosen.UnionWith(group.Take((int)((2 * seen * first + Count) / (2L * Count)) - chosen.Count));
        }
        int[] sorted = [.. order.Where(chosen.Contains), .. order.Where(sample => !chosen.Contains(sample))];
        sorted.CopyTo(order, 0);
    }
}
