namespace AutoGrad;

/// <summary>The triangle R of A = QR by Householder's reflections, together with Qᵀb: what least-squares problems are solved with.</summary>
internal sealed class OrthogonalTriangle
{
    private readonly double[][] columns;
    private readonly double[] right;

    /// <param name="columns">The columns of A, at least as long as there are columns; they are overwritten.</param>
    /// <param name="right">b; it is overwritten.</param>
    public OrthogonalTriangle(double[][] columns, double[] right)
    {
        (this.columns, this.right) = (columns, right);
        for (int k = 0; k < columns.Length; k++)
        {
            var pivot = columns[k];
            double norm = Math.Sqrt(pivot.Skip(k).Sum(value => value * value));
            if (norm == 0)
                continue;
            double diagonal = pivot[k] > 0 ? -norm : norm;
            pivot[k] -= diagonal;
            double scale = -1 / (diagonal * pivot[k]);
            foreach (var other in columns.Skip(k + 1).Append(right))
            {
                double product = 0;
                for (int i = k; i < pivot.Length; i++)
                    product += pivot[i] * other[i];
                product *= scale;
                for (int i = k; i < pivot.Length; i++)
                    other[i] -= product * pivot[i];
            }
            pivot[k] = diagonal;
        }
    }

    /// <summary>The x for which ‖Ax − b‖ is least; not finite where A's columns depend on one another.</summary>
    public double[] Solve()
    {
        var x = new double[columns.Length];
        for (int i = x.Length - 1; i >= 0; i--)
        {
            double sum = right[i];
            for (int j = i + 1; j < x.Length; j++)
                sum -= columns[j][i] * x[j];
            x[i] = sum / columns[i][i];
        }
        return x;
    }

    /// <summary>(AᵀA)⁻¹ = R⁻¹R⁻ᵀ; not finite where A's columns depend on one another.</summary>
    public double[,] InverseOfSquare()
    {
        int n = columns.Length;
        var inverse = new double[n, n];
        for (int j = 0; j < n; j++)
            for (int i = j; i >= 0; i--)
            {
                double sum = i == j ? 1 : 0;
                for (int k = i + 1; k <= j; k++)
                    sum -= columns[k][i] * inverse[k, j];
                inverse[i, j] = sum / columns[i][i];
            }
        var result = new double[n, n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                for (int k = Math.Max(i, j); k < n; k++)
                    result[i, j] += inverse[i, k] * inverse[j, k];
        return result;
    }
}
