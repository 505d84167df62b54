using System.Globalization;
using AutoGrad;
using CustomFunctionExample;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// 1. The formula is an ordinary method; the generator has written the forms over spans, rows and nodes beside it.
float[] points = [-2, -1, 0, 1, 2], values = new float[5], slopes = new float[5];
MyFunctions.Snake(points, values, a: 2);
MyFunctions.SnakeGradient(points, upstream: [1, 1, 1, 1, 1], slopes, a: 2);
Console.WriteLine("x, snake(x) and its derivative, with a = 2:");
for (int i = 0; i < points.Length; i++)
    Console.WriteLine($"{points[i],5} {values[i],8:0.0000} {slopes[i],8:0.0000}   from the method itself: {MyFunctions.Snake((double)points[i], a: 2):0.0000}");

// 2. Its derivative, to be read.
Node x = Node.Input("x", [], ElementType.Float64);
Console.WriteLine("\nThe derivative of snake as a graph:");
Console.Write(Gradient.Of(MyFunctions.Snake(x), x).ToText());

// 3. A network of our own layer and activation, trained with our own loss to predict the 90th percentile of a noisy wave.
const double quantile = 0.9;
var model = new Sequential { new Linear(1, 32), MyFunctions.Snake, new GatedLinear(32, 32), new Linear(32, 1) };
using var trainer = new Trainer(model, (prediction, target) => MyFunctions.Pinball(prediction, target, quantile), new Adam(learningRate: 3e-3), seed: 1);
var report = trainer.Fit(NoisyWave.Sample(4096, seed: 1), epochs: 40, batchSize: 64);
Console.WriteLine($"\nTrained on the pinball loss: {report}");

Console.WriteLine("\n    x  predicted  true 90th percentile of sin(2x) + noise");
double worst = 0;
for (float at = -2.5f; at <= 2.5f; at += 0.5f)
{
    double predicted = model.Predict([at])[0], expected = NoisyWave.Quantile(at, quantile);
    worst = Math.Max(worst, Math.Abs(predicted - expected));
    Console.WriteLine($"{at,5:0.0} {predicted,10:0.000} {expected,10:0.000}");
}
Console.WriteLine($"largest error {worst:0.000}");

// 4. Where to read what was generated.
Console.WriteLine("\nThe generated code lies in examples/CustomFunction/obj/generated/AutoGrad.Generators:");
foreach (string name in new[] { "MyFunctions.Snake.g.cs", "MyFunctions.Pinball.g.cs", "GatedLinear.Visit.g.cs" })
    Console.WriteLine($"  CustomFunctionExample.{name}");
