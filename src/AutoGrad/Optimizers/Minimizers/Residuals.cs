namespace AutoGrad;

/// <summary>Residuals and their Jacobian as functions of parameters.</summary>
internal sealed class Residuals : IDisposable
{
    private readonly Node residuals, slope;
    private readonly ParameterVector vector;
    private readonly Node[] directions;
    private readonly Executable values, slopes;

    public Residuals(Node residuals, ParameterVector vector, int threads)
    {
        (this.residuals, this.vector) = (residuals, vector);
        Count = checked((int)residuals.Shape.Size);
        directions = [.. vector.Parameters.Select(parameter => Node.Input($"direction of {parameter.Name}", parameter.Shape, ElementType.Float64))];
        // Column by column: there are fewer parameters than residuals.
        slope = Gradient.Jvp(residuals, vector.Parameters, directions);
        values = Executable.Compile(residuals, threads);
        vector.RequireNoInputs(values);
        slopes = Executable.Compile(slope, threads);
    }

    public int Count { get; }

    public int Evaluations { get; private set; }

    public void At(double[] point, double[] destination)
    {
        Evaluations++;
        vector.Values = point;
        values.Run();
        values.Fetch<double>(residuals).CopyTo(destination);
    }

    /// <summary>∂residual/∂parameter at the point of the last call of <see cref="At"/>: a column for each parameter.</summary>
    public double[][] Jacobian(double[] point)
    {
        vector.Values = point;
        foreach (var direction in directions)
            Direction(direction).Clear();
        var columns = new double[vector.Length][];
        int next = 0;
        foreach (var direction in directions)
            for (int i = 0; i < direction.Shape.Size; i++)
            {
                if (slopes.Inputs.Contains(direction))
                    Direction(direction)[i] = 1;
                slopes.Run();
                columns[next++] = slopes.Fetch<double>(slope).ToArray();
                if (slopes.Inputs.Contains(direction))
                    Direction(direction)[i] = 0;
            }
        return columns;
    }

    public void Dispose()
    {
        values.Dispose();
        slopes.Dispose();
    }

    private Span<double> Direction(Node direction) => slopes.Inputs.Contains(direction) ? slopes.InputValues<double>(direction) : [];
}
