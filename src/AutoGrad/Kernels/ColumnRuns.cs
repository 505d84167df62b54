namespace AutoGrad.Kernels;

/// <summary>
/// The columns of a product as they are walked through: with gaps, if B has them where its columns lie in runs, as windows do; what is
/// computed there is left out of C.
/// </summary>
/// <param name="Run">The columns between two gaps.</param>
/// <param name="Period">The columns from one run to the next.</param>
/// <param name="Count">The columns of C.</param>
internal readonly record struct ColumnRuns(int Run, int Period, int Count)
{
    /// <summary>Columns without gaps.</summary>
    public ColumnRuns(int count)
        : this(count, count, count)
    {
    }

    /// <summary>Whether there are gaps.</summary>
    public bool HasGaps => Period > Run;

    /// <summary>The columns, gaps included.</summary>
    public int Walked => HasGaps ? checked((Count / Run - 1) * Period + Run) : Count;

    /// <summary>Where in C a column that is walked goes, or, of a gap, the next one that is none.</summary>
    public int ColumnOf(int walked) => HasGaps ? walked / Period * Run + Math.Min(walked % Period, Run) : walked;

    /// <summary>How many of these columns, beginning at one that is walked, are in C one after the other from <see cref="ColumnOf"/> on, after how many of a gap.</summary>
    public (int Gap, int Length) Next(int walked, int width)
    {
        if (!HasGaps)
            return (0, width);
        int at = walked % Period, gap = at < Run ? 0 : Math.Min(width, Period - at);
        return (gap, Math.Min(width - gap, gap > 0 ? Run : Run - at));
    }
}
