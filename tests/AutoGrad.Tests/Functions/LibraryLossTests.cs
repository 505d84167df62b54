using System.Linq.Expressions;
using System.Numerics;
using System.Reflection;

namespace AutoGrad.Tests;

/// <summary>Every element-wise loss of the library of a prediction and a target on spans, against the method it was generated from.</summary>
public class LibraryLossTests
{
    private static readonly MethodInfo[] Declared =
        [.. typeof(Losses).GetMethods().Where(method => method.GetCustomAttribute<LossAttribute>() is not null
            && method.GetParameters().Where(parameter => !parameter.HasDefaultValue).Select(parameter => parameter.ParameterType).SequenceEqual([typeof(double), typeof(double)]))];

    private delegate T Reduced<T>(ReadOnlySpan<T> prediction, ReadOnlySpan<T> target, Span<T> gradient, Reduction reduction);

    private delegate void Each<T>(ReadOnlySpan<T> prediction, ReadOnlySpan<T> target, Span<T> losses, Span<T> gradient);

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
    public void There_are_as_many_as_the_documents_say() => Assert.Equal(17, Declared.Length);

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_loss_and_slope_in_single_precision_is_within_4_units_of_the_last_place_of_1_or_of_itself(string name)
    {
        var method = Declared.Single(candidate => candidate.Name == name);
        float[] p = [.. Enumerable.Range(1, 998).Select(i => i / 999f)], t = [.. p.Select((_, i) => 0.5f + 0.49f * MathF.Sin(i))], losses = new float[p.Length], slopes = new float[p.Length];
        double[] p64 = [.. p.Select(v => (double)v)], t64 = [.. t.Select(v => (double)v)], slopes64 = new double[p.Length];
        EachOf<float>(method)(p, t, losses, slopes);
        EachOf<double>(method)(p64, t64, new double[p.Length], slopes64);
        for (int i = 0; i < p.Length; i++)
        {
            double value = (double)method.Invoke(null, [p64[i], t64[i], .. method.GetParameters().Skip(2).Select(parameter => parameter.DefaultValue)])!;
            Close(value, losses[i], 4 * 1.1920929e-7);
            Close(slopes64[i], slopes[i], 4 * 1.1920929e-7);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Body_and_tail_are_the_same_bits_at_every_length_and_offset_and_in_place(string name)
    {
        var each = EachOf<float>(Declared.Single(candidate => candidate.Name == name));
        float[] special = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0, -0f, float.Epsilon, float.MaxValue, 1];
        float[] p = [.. Enumerable.Range(0, 71).Select(i => i % 4 == 3 ? special[i / 4 % special.Length] : 0.5f + 0.45f * MathF.Sin(i))], t = [.. Enumerable.Range(0, 71).Select(i => i % 7 == 5 ? special[i / 7 % special.Length] : 0.5f + 0.4f * MathF.Cos(2 * i))];
        float[] losses = new float[p.Length], slopes = new float[p.Length];
        for (int i = 0; i < p.Length; i++)
            each(p.AsSpan(i, 1), t.AsSpan(i, 1), losses.AsSpan(i, 1), slopes.AsSpan(i, 1));
        for (int offset = 0; offset < 4; offset++)
            for (int length = 0; length + offset < p.Length && length < 68; length++)
            {
                // The losses lie where the predictions were, the slopes where the targets were.
                float[] loss = [.. p.AsSpan(offset, length)], slope = [.. t.AsSpan(offset, length)];
                each(loss, slope, loss, slope);
                Assert.Equal(losses.Skip(offset).Take(length).Select(BitConverter.SingleToInt32Bits), loss.Select(BitConverter.SingleToInt32Bits));
                Assert.Equal(slopes.Skip(offset).Take(length).Select(BitConverter.SingleToInt32Bits), slope.Select(BitConverter.SingleToInt32Bits));
            }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_agree_with_differences_to_second_order(string name)
    {
        var method = Declared.Single(candidate => candidate.Name == name);
        object?[] hyper = [.. method.GetParameters().Skip(2).Select(parameter => parameter.DefaultValue)];
        double[] p = [0.15, 0.35, 0.62, 0.81], t = [0.7, 0.2, 0.45, 0.9];
        Node prediction = Node.Input("p", [4], ElementType.Float64), target = Node.Input("t", [4], ElementType.Float64);
        var call = typeof(Losses).GetMethods().Single(m => m.Name == name && m.GetCustomAttribute<FormulaAttribute>() is not null && m.GetParameters().Count(parameter => !parameter.HasDefaultValue) == 2);
        var loss = (Node)call.Invoke(null, [prediction, target, .. hyper, Reduction.Sum])!;
        var first = Gradient.Of(loss, prediction);
        double[] gradient = first.Evaluate((prediction, p), (target, t)), second = Gradient.Of(first.Sum(), [prediction], Disconnected.Zero)[0].Evaluate((prediction, p), (target, t));
        for (int i = 0; i < p.Length; i++)
        {
            double Value(double at) => (double)method.Invoke(null, [at, t[i], .. hyper])!;
            double Slope(double at)
            {
                double[] moved = [.. p];
                moved[i] = at;
                return first.Evaluate((prediction, moved), (target, t))[i];
            }
            Close((Value(p[i] + 1e-5) - Value(p[i] - 1e-5)) / 2e-5, gradient[i], 1e-8);
            Close((Slope(p[i] + 1e-5) - Slope(p[i] - 1e-5)) / 2e-5, second[i], 1e-7);
        }
    }

    [Fact]
    public void Gradients_of_large_logits_keep_their_digits_in_single_precision()
    {
        const int classes = 10, rows = 7;
        float[] x = [.. Enumerable.Range(0, rows * classes).Select(i => 1000 * MathF.Sin(i * i / classes) + i % 3)], g = [.. x.Select((_, i) => MathF.Cos(i))];
        float[] target = [.. x.Select((_, i) => (1 + i % 4) / 20f)], loss = new float[rows], softmax = new float[x.Length], logSoftmax = new float[x.Length], crossEntropy = new float[x.Length];
        double[] x64 = [.. x.Select(v => (double)v)], g64 = [.. g.Select(v => (double)v)], target64 = [.. target.Select(v => (double)v)], loss64 = new double[rows], softmax64 = new double[x.Length], logSoftmax64 = new double[x.Length], crossEntropy64 = new double[x.Length];
        Functions.SoftmaxGradient(x, g, softmax, classes);
        Functions.SoftmaxGradient(x64, g64, softmax64, classes);
        Functions.LogSoftmaxGradient(x, g, logSoftmax, classes);
        Functions.LogSoftmaxGradient(x64, g64, logSoftmax64, classes);
        Losses.CrossEntropyWithGradient(x, target, loss, crossEntropy, classes);
        Losses.CrossEntropyWithGradient(x64, target64, loss64, crossEntropy64, classes);
        for (int i = 0; i < x.Length; i++)
        {
            Assert.True(float.IsFinite(softmax[i]) && float.IsFinite(logSoftmax[i]) && float.IsFinite(crossEntropy[i]));
            Close(softmax64[i], softmax[i], 1e-6);
            Close(logSoftmax64[i], logSoftmax[i], 2e-6);
            Close(crossEntropy64[i], crossEntropy[i], 1e-6);
        }
        for (int row = 0; row < rows; row++)
            Close(loss64[row], loss[row], 1e-6);
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
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Generated<Reduced<T>, T>(method);

    private static Each<T> EachOf<T>(MethodInfo method)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Generated<Each<T>, T>(method);

    // The generated method with the defaults of the hyper-parameters, which stand behind the spans.
    private static D Generated<D, T>(MethodInfo method)
        where D : Delegate
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ParameterExpression[] given = [.. typeof(D).GetMethod("Invoke")!.GetParameters().Select(parameter => Expression.Parameter(parameter.ParameterType))];
        var hyper = method.GetParameters().Where(parameter => parameter.HasDefaultValue)
            .Select(parameter => parameter.DefaultValue is double number ? Expression.Constant(T.CreateChecked(number)) : Expression.Constant(parameter.DefaultValue));
        int spans = given.Count(parameter => parameter.Type.IsByRefLike);
        Expression[] arguments = [.. given.Take(spans), .. hyper, .. given.Skip(spans)];
        var target = typeof(Losses).GetMethod(method.Name + "WithGradient", [.. arguments.Select(argument => argument.Type)])
            ?? throw new MissingMethodException(nameof(Losses), $"{method.Name}WithGradient as {typeof(D)}");
        return Expression.Lambda<D>(Expression.Call(target, arguments), given).Compile();
    }

    private static void Close(double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{expected:R} expected, {actual:R} found.");
}
