using System.Globalization;
using System.Runtime.CompilerServices;

namespace AutoGrad;

/// <summary>
/// Trains a model by mini-batches. Forward, backward and update are one executable, compiled once for each size of batch; a step
/// allocates nothing. The same seed gives the same bits, on any number of threads.
/// </summary>
/// <remarks>
/// What is added to the model or exchanged in it is seen by the next <see cref="Fit"/>. During a training the model may be used on other
/// threads; what they compute then may mix the weights of two steps.
/// </remarks>
public sealed partial class Trainer : IDisposable
{
    private readonly Layer model;
    private readonly Func<Node, Node, Node> loss;
    private readonly string lossName;
    private readonly TrainingSteps steps;
    private readonly Evaluator evaluator;
    private int isTraining, trainingThread;
    private bool isDisposed;

    /// <summary>A trainer of a model. Parameters that nobody has changed are drawn from the seed.</summary>
    /// <param name="model">What is trained.</param>
    /// <param name="loss">From the model's output and the targets (labels: int32 [count]) to a single number: the mean over the batch.</param>
    /// <param name="optimizer">How weights follow their gradients.</param>
    /// <param name="seed">What first weights, the order of the samples and dropout are drawn from.</param>
    /// <param name="threads">How many threads share the work; 0 for one a processor.</param>
    /// <param name="lossName">How text calls the loss; filled in by the compiler.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is negative.</exception>
    public Trainer(
        Layer model, Func<Node, Node, Node> loss, Optimizer optimizer, int seed = 0, int threads = 0, [CallerArgumentExpression(nameof(loss))] string lossName = "")
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(optimizer);
        if (threads < 0)
            throw new ArgumentOutOfRangeException(nameof(threads), threads, "Trainer: the number of threads is 1 or more, or 0 for one a processor.");
        (this.model, this.loss, Optimizer, this.lossName) = (model, loss, optimizer, lossName);
        steps = new(model, loss, optimizer, seed, threads);
        evaluator = new(model, loss, threads);
        foreach (var (path, parameter) in model.Parameters)
            parameter.DrawAgain(seed, path);
    }

    /// <summary>How weights follow their gradients; its learning rate may be changed while a training runs.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>The loss as a graph, to be printed or differentiated: built for inference unless a <see cref="BuildScope"/> says otherwise.</summary>
    /// <param name="features">The samples' features [count, …].</param>
    /// <param name="targets">Their labels, int32 [count], or target values [count, …].</param>
    /// <exception cref="ShapeException">The features don't fit the model, or the targets its output.</exception>
    public Node Loss(Node features, Node targets) => loss(model.Forward(features), targets);

    /// <summary>Trains; a second call goes on where the first one ended.</summary>
    /// <param name="train">The samples.</param>
    /// <param name="epochs">How often each sample is seen.</param>
    /// <param name="batchSize">How many samples make one step; the last batch of an epoch has what remains.</param>
    /// <param name="validation">Samples on which the model is measured after each epoch.</param>
    /// <param name="progress">Is told of every step.</param>
    /// <param name="cancellation">Ends the training between two steps, with the weights as they are then.</param>
    /// <exception cref="ArgumentOutOfRangeException">Epochs or batch size are not positive.</exception>
    /// <exception cref="ArgumentException">The datasets don't fit each other, the model or the loss.</exception>
    /// <exception cref="TrainingException">The loss or a weight became NaN or infinite.</exception>
    /// <exception cref="InvalidOperationException">This trainer is training already; the model has nothing to learn; or two options set the learning rate.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public TrainingReport Fit(
        Dataset train,
        int epochs = 1,
        int batchSize = 32,
        Dataset? validation = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        RequirePositive(epochs, nameof(epochs), "Fit", "epochs");
        RequirePositive(batchSize, nameof(batchSize), "Fit", "samples in a batch");
        if (validation is not null && SampleType.Of(validation) with { IsWeighted = false } != SampleType.Of(train) with { IsWeighted = false })
            throw new ArgumentException($"Trainer.Fit: the validation samples are {SampleType.Of(validation)}, the training samples {SampleType.Of(train)}; both must be alike.", nameof(validation));
        ObjectDisposedException.ThrowIf(isDisposed, this);
        CheckOptions(validation);
        cancellation.ThrowIfCancellationRequested();
        if (Interlocked.Exchange(ref isTraining, 1) != 0)
            throw new InvalidOperationException("Trainer.Fit: this trainer is in the middle of a training; call Fit again when that has ended. Another model can be trained meanwhile, by a trainer of its own.");
        try
        {
            isStopped = false;
            trainingThread = Environment.CurrentManagedThreadId;
            return new TrainingRun(this, steps, train, validation, epochs, Math.Min(batchSize, train.Count), progress, cancellation).Fit();
        }
        finally
        {
            Volatile.Write(ref isTraining, 0);
        }
    }

    /// <summary>How good the model is on a dataset, in inference mode: with its average weights, where there is an <see cref="Average"/>.</summary>
    /// <param name="data">The samples.</param>
    /// <param name="batchSize">How many of them are computed at once.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is not positive.</exception>
    /// <exception cref="ArgumentException">The dataset does not fit the model or the loss.</exception>
    /// <exception cref="InvalidOperationException">Another thread is training, and there is an <see cref="Average"/>, which would take the place of the weights.</exception>
    public EvaluationResult Evaluate(Dataset data, int batchSize = 256)
    {
        ArgumentNullException.ThrowIfNull(data);
        RequirePositive(batchSize, nameof(batchSize), "Evaluate", "samples in a batch");
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (Average is not null && Volatile.Read(ref isTraining) != 0 && trainingThread != Environment.CurrentManagedThreadId)
            throw new InvalidOperationException("Trainer.Evaluate: another thread is in the middle of a training, and the model is measured with its average, which would take the place of the weights; measure it when that has ended, or in EpochEnded.");
        return Measure(data, batchSize, "dataset");
    }

    /// <summary>Ends the use of what was compiled; the model stays usable.</summary>
    public void Dispose()
    {
        isDisposed = true;
        steps.Dispose();
        evaluator.Dispose();
    }

    /// <summary><c>Adam on Losses.CrossEntropy: Sequential, 101,770 parameters</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Optimizer.GetType().Name} on {lossName}: {model.GetType().Name}, {model.Parameters.Sum(pair => pair.Parameter.Shape.Size):#,0} parameters");

    private static void RequirePositive(int value, string name, string method, string what)
    {
        if (value <= 0)
            throw new ArgumentOutOfRangeException(name, value, $"Trainer.{method}: the number of {what} must be positive.");
    }
}
