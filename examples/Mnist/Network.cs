using AutoGrad;

namespace MnistExample;

/// <summary>The network: linear layers with an activation between them. The loss has the softmax, so the last layer has none.</summary>
internal static class Network
{
    public static Sequential Create(int inputs, IReadOnlyList<int> hidden, string activation, int classes)
    {
        var model = new Sequential();
        foreach (int width in hidden)
        {
            model.Add(new Linear(inputs, width));
            model.Add(Choices.Activations[activation]());
            inputs = width;
        }
        model.Add(new Linear(inputs, classes));
        return model;
    }
}
