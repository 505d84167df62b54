using AutoGrad;

namespace MnistExample;

/// <summary>The networks. The loss has the softmax, so the last layer has none.</summary>
internal static class Network
{
    /// <summary>The network that the options name, for images of this shape.</summary>
    /// <exception cref="ArgumentException">The images are too small for it.</exception>
    public static Sequential Create(MnistOptions options, Shape image, int classes)
    {
        var activation = Choices.Activations[options.Activation];
        return options.Model switch
        {
            "lenet5" => LeNet5(image[0], image[1], activation, classes),
            "cnn" => ConvolutionNet(image[0], image[1], activation, classes),
            _ => Perceptron((int)image.Size, options.Hidden, activation, classes),
        };
    }

    /// <summary>Linear layers with an activation between them.</summary>
    private static Sequential Perceptron(int inputs, IReadOnlyList<int> hidden, Func<Layer> activation, int classes)
    {
        var model = new Sequential();
        foreach (int width in hidden)
        {
            model.Add(new Linear(inputs, width));
            model.Add(activation());
            inputs = width;
        }
        model.Add(new Linear(inputs, classes));
        return model;
    }

    /// <summary>LeNet-5 (LeCun et al. 1998): two convolutions, each followed by a pooling that averages, and three linear layers.</summary>
    private static Sequential LeNet5(int height, int width, Func<Layer> activation, int classes)
    {
        // 28 × 28, after a pooling 14 × 14, after a convolution 10 × 10, after a pooling 5 × 5.
        int rows = (height / 2 - 4) / 2, columns = (width / 2 - 4) / 2;
        RequirePixels("lenet5", height, width, smallest: 12);
        return
        [
            OneChannel(height, width),
            new Conv2d(1, 6, 5, padding: 2), activation(), new AvgPool2d(2),
            new Conv2d(6, 16, 5), activation(), new AvgPool2d(2),
            new Flatten(),
            new Linear(16 * rows * columns, 120), activation(),
            new Linear(120, 84), activation(),
            new Linear(84, classes),
        ];
    }

    /// <summary>Two convolutions, one pooling by the largest, two linear layers, and dropout: the example that Keras and PyTorch begin with.</summary>
    private static Sequential ConvolutionNet(int height, int width, Func<Layer> activation, int classes)
    {
        RequirePixels("cnn", height, width, smallest: 6);
        return
        [
            OneChannel(height, width),
            new Conv2d(1, 32, 3), activation(),
            new Conv2d(32, 64, 3), activation(),
            new MaxPool2d(2), new Dropout(0.25), new Flatten(),
            new Linear(64 * ((height - 4) / 2) * ((width - 4) / 2), 128), activation(), new Dropout(0.5),
            new Linear(128, classes),
        ];
    }

    private static Lambda OneChannel(int height, int width) => new(x => x.Reshape(-1, 1, height, width), "one channel");

    private static void RequirePixels(string model, int height, int width, int smallest)
    {
        if (Math.Min(height, width) < smallest)
            throw new ArgumentException($"--model {model}: images of {height} × {width} pixels are too small for it; it takes {smallest} × {smallest} or more.");
    }
}
