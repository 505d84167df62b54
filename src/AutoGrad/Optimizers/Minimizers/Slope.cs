namespace AutoGrad;

/// <summary>A number and its gradient as a function of parameters.</summary>
internal sealed class Slope : IDisposable
{
    private readonly ParameterVector vector;
    private readonly Node value;
    private readonly Node[] gradients;
    private readonly Executable executable;

    public Slope(Node value, ParameterVector vector, int threads)
    {
        (this.value, this.vector) = (value, vector);
        gradients = Gradient.Of(value, vector.Parameters);
        executable = Executable.Compile([value, .. gradients], default, threads);
        vector.RequireNoInputs(executable);
    }

    public int Evaluations { get; private set; }

    public double At(double[] point, double[] gradient)
    {
        Evaluations++;
        vector.Values = point;
        executable.Run();
        int next = 0;
        foreach (var part in gradients)
        {
            executable.Fetch<double>(part).CopyTo(gradient.AsSpan(next));
            next += (int)part.Shape.Size;
        }
        return executable.Fetch<double>(value)[0];
    }

    public void Dispose() => executable.Dispose();
}
