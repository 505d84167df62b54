namespace AutoGrad.Kernels;

/// <summary>Some tiles of the rows of a matrix as they are packed: panel after panel, each a column of its tile after the other.</summary>
/// <param name="tiles">All rows of the matrix.</param>
/// <param name="firstTile">The first of the tiles.</param>
/// <param name="endTile">The tile after the last.</param>
/// <param name="panels">The panel of the first tile.</param>
/// <param name="depth">How many columns are packed.</param>
/// <param name="start">The first column that is read.</param>
internal readonly unsafe ref struct PackedRows<T>(RowTiles tiles, int firstTile, int endTile, T* panels, nint depth, nint start)
    where T : unmanaged
{
    private readonly T* panels = panels;

    public RowTiles Tiles => tiles;

    public int FirstTile => firstTile;

    public int EndTile => endTile;

    /// <summary>What is read of a tile's panel.</summary>
    public T* this[int tile] => panels + RowsBefore(tile) * depth + start * tiles.Height(tile);

    /// <summary>The rows between the first tile and this one.</summary>
    public int RowsBefore(int tile) => tiles.FirstRow(tile) - tiles.FirstRow(firstTile);
}
