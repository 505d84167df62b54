using AutoGrad;

namespace MnistExample;

/// <summary>Lets the learning rate fall along half a cosine, from what the optimizer begins with to almost nothing (Loshchilov and Hutter 2017).</summary>
internal sealed class CosineRate(Optimizer optimizer, IProgress<TrainingProgress> shown) : IProgress<TrainingProgress>
{
    private const double SmallestShare = 1e-3;

    private readonly double rate = optimizer.LearningRate;

    public void Report(TrainingProgress value)
    {
        double done = (value.Epoch - 1 + (double)value.Step / value.StepsPerEpoch) / value.Epochs;
        optimizer.LearningRate = rate * Math.Max(SmallestShare, (1 + Math.Cos(Math.PI * done)) / 2);
        shown.Report(value);
    }
}
