namespace AutoGrad.Symbolics;

/// <summary>
/// Keeps one instance of each of several equal immutable objects, so that equality is equality of references. The table holds its
/// objects weakly: what nobody uses any more is collected.
/// </summary>
internal sealed class Interner<T>
    where T : class
{
    private readonly Dictionary<int, List<WeakReference<T>>> buckets = [];
    private int count;
    private int sweepAt = 1024;

    /// <summary>The instance equal to <paramref name="candidate"/> that was seen first.</summary>
    public T Intern(T candidate, int hash, Func<T, T, bool> equal)
    {
        lock (buckets)
        {
            if (!buckets.TryGetValue(hash, out var bucket))
                buckets.Add(hash, bucket = new List<WeakReference<T>>(1));
            foreach (var reference in bucket)
                if (reference.TryGetTarget(out var known) && equal(known, candidate))
                    return known;

            bucket.Add(new WeakReference<T>(candidate));
            if (++count >= sweepAt)
                Sweep();
            return candidate;
        }
    }

    private void Sweep()
    {
        count = 0;
        foreach (var hash in buckets.Keys.ToArray())
        {
            var bucket = buckets[hash];
            bucket.RemoveAll(reference => !reference.TryGetTarget(out _));
            count += bucket.Count;
            if (bucket.Count == 0)
                buckets.Remove(hash);
        }
        sweepAt = Math.Max(1024, 2 * count);
    }
}
