namespace AutoGrad;

/// <summary>
/// One block of memory for all that is computed: what is never alive at the same time may share its place. A result takes the place of an
/// input that dies with it where its kernel allows.
/// </summary>
internal static class Arena
{
    public const int Alignment = 64;

    // Their arrangement by size costs the square of their number.
    private const int MostBySize = 2000;

    /// <summary>Gives all memory that the steps write its offset.</summary>
    /// <param name="steps">The steps in the order in which they run.</param>
    /// <param name="kept">What is read after the last step.</param>
    /// <returns>The size of the arena in bytes.</returns>
    public static long Plan(IReadOnlyList<Step> steps, IEnumerable<Storage> kept)
    {
        var lives = Lives(steps, kept);
        var places = new Dictionary<Storage, Place>();
        for (int i = 0; i < steps.Count; i++)
            foreach (var storage in steps[i].Outputs.Where(storage => storage.Kind == StorageKind.Arena))
            {
                var (born, dies) = lives[storage];
                var taken = steps[i].Inputs.Select(input => input.Storage)
                    .FirstOrDefault(input => input.Kind == StorageKind.Arena && lives[input].Dies == i && steps[i].CanOverwrite(input));
                if (taken is null)
                    places[storage] = new(Aligned(storage.Bytes), born) { Dies = dies };
                else
                    (places[storage] = places[taken]).Dies = dies;
            }

        long size = Arrange([.. places.Values.Distinct().Where(place => place.Bytes > 0)]);
        foreach (var (storage, place) in places)
            storage.Offset = place.Offset;
        return size;
    }

    private static Dictionary<Storage, (int Born, int Dies)> Lives(IReadOnlyList<Step> steps, IEnumerable<Storage> kept)
    {
        var lives = new Dictionary<Storage, (int Born, int Dies)>();
        for (int i = 0; i < steps.Count; i++)
        {
            foreach (var storage in steps[i].Outputs)
                lives[storage] = (i, i);
            foreach (var input in steps[i].Inputs)
                if (lives.TryGetValue(input.Storage, out var life))
                    lives[input.Storage] = (life.Born, i);
        }
        foreach (var storage in kept)
            if (lives.TryGetValue(storage, out var life))
                lives[storage] = (life.Born, int.MaxValue);
        return lives;
    }

    private static long Arrange(Place[] places) => places.Length > MostBySize ? ArrangeByTime(places) : ArrangeBySize(places);

    // As results come and go: a few percent larger, in a time that grows with their number.
    private static long ArrangeByTime(Place[] places)
    {
        var gaps = new ArenaGaps();
        var ending = new PriorityQueue<Place, int>();
        foreach (var place in places.OrderBy(place => place.Born).ThenByDescending(place => place.Bytes))
        {
            while (ending.TryPeek(out var ended, out int last) && last < place.Born)
            {
                ending.Dequeue();
                gaps.Free(ended.Offset, ended.Bytes);
            }
            place.Offset = gaps.Take(place.Bytes);
            ending.Enqueue(place, place.Dies);
        }
        return gaps.Size;
    }

    // The largest first, each at the lowest offset where it meets nothing that is alive with it.
    private static long ArrangeBySize(Place[] places)
    {
        long size = 0;
        var placed = new List<Place>();
        foreach (var place in places.OrderByDescending(place => place.Bytes).ThenBy(place => place.Born))
        {
            long offset = 0, best = -1, bestGap = long.MaxValue;
            foreach (var other in placed)
            {
                if (other.Dies < place.Born || other.Born > place.Dies)
                    continue;
                long gap = other.Offset - offset;
                if (gap >= place.Bytes && gap < bestGap)
                    (best, bestGap) = (offset, gap);
                offset = Math.Max(offset, other.Offset + other.Bytes);
            }
            place.Offset = best >= 0 ? best : offset;
            size = Math.Max(size, place.Offset + place.Bytes);
            int index = placed.BinarySearch(place, Place.ByOffset);
            placed.Insert(index < 0 ? ~index : index, place);
        }
        return size;
    }

    private static long Aligned(long bytes) => (bytes + Alignment - 1) / Alignment * Alignment;

    private sealed class Place(long bytes, int born)
    {
        public static readonly Comparer<Place> ByOffset = Comparer<Place>.Create((a, b) => a.Offset.CompareTo(b.Offset));

        public long Bytes { get; } = bytes;

        public int Born { get; } = born;

        public int Dies { get; set; }

        public long Offset { get; set; }
    }
}
