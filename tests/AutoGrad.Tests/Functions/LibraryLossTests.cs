using System.Numerics;
using System.Reflection;

namespace AutoGrad.Tests;

/// <summary>Every element-wise loss of the library on spans, against the method it was generated from.</summary>
public class LibraryLossTests
{
    private static readonly MethodInfo[] Declared =
        [.. typeof(Losses).GetMethods().Where(method => method.GetCustomAttribute<LossAttribute>() is not null && method.GetParameters()[0].ParameterType == typeof(double))];

    private delegate T Reduced<T>(ReadOnlySpan<T> prediction, ReadOnlySpan<T> target, Span<T> gradient, Reduction reduction);

    private delegate T Reduced1<T>(ReadOnlySpan<T> prediction, ReadOnlySpan<T> target, Span<T> gradient, T first, Reduction reduction);

    public static TheoryData<string> Names => [.. Declared.Select(method => method.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Loss_and_gradient_come_in_one_pass_at_every_length_without_allocating(string name)
    {
        for (int length = 1; length < 68; length++)
        {
            Check<double>(name, length, 1e-13, 1e-7);
            Check<float>(name, length, 2e-6, 2e-5);
        }
    }

    [Fact]
    public void Rows_of_large_logits_keep_their_digits_in_single_precision()
    {
        const int classes = 10, rows = 7;
        float[] logits = [.. Enumerable.Range(0, rows * classes).Select(i => 1000 * MathF.Sin(i * i) + i % 3)], y = new float[logits.Length], z = new float[logits.Length], gradient = new float[logits.Length];
        int[] labels = [.. Enumerable.Range(0, rows).Select(i => 3 * i % classes)];
        Functions.Softmax(logits, y, classes);
        Functions.LogSoftmax(logits, z, classes);
        var losses = new float[rows];
        Losses.CrossEntropyWithGradient(logits, labels, losses, gradient, classes);
        for (int row = 0; row < rows; row++)
        {
            Row x = [.. logits.AsSpan(row * classes, classes).ToArray().Select(value => (double)value)];
            Row softmax = Functions.Softmax(x), logSoftmax = Functions.LogSoftmax(x);
            Close(Losses.CrossEntropy(x, labels[row]), losses[row], 2e-7);
            for (int i = 0; i < classes; i++)
            {
                Close(softmax[i], y[row * classes + i], 1e-6);
                Close(logSoftmax[i], z[row * classes + i], 2e-7);
                Close(softmax[i] - (i == labels[row] ? 1 : 0), gradient[row * classes + i], 1e-6);
            }
        }
    }

    private static void Check<T>(string name, int length, double tolerance, double slopeTolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var method = Declared.Single(candidate => candidate.Name == name);
        var loss = Form<T>(method);
        // Probabilities, since one of the losses takes nothing else; none at a kink.
        T[] prediction = [.. Enumerable.Range(0, length).Select(i => T.CreateChecked(0.5 + 0.45 * Math.Sin(1 + i)))], target = [.. Enumerable.Range(0, length).Select(i => T.CreateChecked(0.5 + 0.4 * Math.Cos(2.3 * i)))];
        T[] gradient = new T[length];
        double Value(double p, int i) => (double)method.Invoke(null, [p, double.CreateChecked(target[i]), .. method.GetParameters().Skip(2).Select(parameter => parameter.DefaultValue)])!;

        double sum = Enumerable.Range(0, length).Sum(i => Value(double.CreateChecked(prediction[i]), i));
        Close(sum, double.CreateChecked(loss(prediction, target, gradient, Reduction.Sum)), tolerance);
        Slopes(1);
        Close(sum / length, double.CreateChecked(loss(prediction, target, gradient, Reduction.Mean)), tolerance);
        Slopes(length);

        long before = GC.GetAllocatedBytesForCurrentThread();
        loss(prediction, target, gradient, Reduction.Mean);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Slopes(double divisor)
        {
            for (int i = 0; i < length; i++)
            {
                double p = double.CreateChecked(prediction[i]);
                Close((Value(p + 1e-6, i) - Value(p - 1e-6, i)) / 2e-6 / divisor, double.CreateChecked(gradient[i]), slopeTolerance);
            }
        }
    }

    private static Reduced<T> Form<T>(MethodInfo method)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] hyper = [.. method.GetParameters().Skip(2).Select(parameter => T.CreateChecked((double)parameter.DefaultValue!))];
        if (hyper.Length == 0)
            return Generated<Reduced<T>>(method.Name);
        var one = Generated<Reduced1<T>>(method.Name);
        var first = hyper.Single();
        return (prediction, target, gradient, reduction) => one(prediction, target, gradient, first, reduction);
    }

    private static D Generated<D>(string name)
        where D : Delegate =>
        typeof(Losses).GetMethod(name + "WithGradient", [.. typeof(D).GetMethod("Invoke")!.GetParameters().Select(parameter => parameter.ParameterType)])?.CreateDelegate<D>()
            ?? throw new MissingMethodException(nameof(Losses), $"{name}WithGradient as {typeof(D)}");

    private static void Close(double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{expected:R} expected, {actual:R} found.");
}
