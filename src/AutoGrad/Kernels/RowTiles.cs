namespace AutoGrad.Kernels;

/// <summary>
/// The rows of a matrix cut into tiles of a few heights, from top to bottom, so that few rows are computed for nothing: a tile of every
/// height has code of its own.
/// </summary>
internal sealed class RowTiles
{
    /// <summary>The height of the tallest tile of all.</summary>
    public const int Tallest = 12;

    private static readonly int[] AllHeights = [12, 8, 6, 4, 2];

    private readonly int[] heights, firsts;

    /// <param name="rows">How many rows there are.</param>
    /// <param name="tallest">The height of the tallest tile that the registers hold.</param>
    public RowTiles(int rows, int tallest)
    {
        Rows = rows;
        int[] usable = [.. AllHeights.Where(height => height <= tallest)];
        List<int> heights = [], firsts = [];
        for (int row = 0; row < rows; row += heights[^1])
        {
            firsts.Add(row);
            heights.Add(rows - row >= 2 * tallest ? tallest : First(rows - row, usable));
        }
        (this.heights, this.firsts) = ([.. heights], [.. firsts]);
    }

    /// <summary>How many tiles there are.</summary>
    public int Count => heights.Length;

    /// <summary>The rows of the matrix.</summary>
    public int Rows { get; }

    /// <summary>The rows of all tiles: those of the matrix, and what the last tile has beyond.</summary>
    public int CoveredRows => Count == 0 ? 0 : firsts[^1] + heights[^1];

    /// <summary>The first row of a tile.</summary>
    public int FirstRow(int tile) => firsts[tile];

    /// <summary>The rows of a tile.</summary>
    public int Height(int tile) => heights[tile];

    /// <summary>The rows of a tile that are rows of the matrix.</summary>
    public int UsedHeight(int tile) => Math.Min(heights[tile], Rows - firsts[tile]);

    /// <summary>The tile that begins with this row, or the number of tiles where it is the end.</summary>
    public int TileAt(int row)
    {
        int tile = Array.BinarySearch(firsts, row);
        return tile >= 0 ? tile : ~tile;
    }

    // Of one tile or two that cover the rest: the fewest rows, then the fewest tiles, then the most even ones.
    private static int First(int rest, int[] heights) =>
        heights.SelectMany(first => heights.Append(0).Where(second => second <= first && first + second >= rest), (first, second) => (First: first, Second: second))
            .OrderBy(pair => pair.First + pair.Second)
            .ThenBy(pair => pair.Second > 0)
            .ThenBy(pair => pair.First)
            .First().First;
}
