using static VerifyXunit.Verifier;

namespace AutoGrad.Tests.Layers;

public sealed class SummaryTests
{
    [Fact]
    public async Task The_summary_of_a_model_is_a_text_of_its_layers_with_shapes_and_parameters() => await Verify(
        new Sequential
        {
            new Conv2d(1, 4, 3, padding: 1), new BatchNorm(4), Functions.ReLU, new AutoGrad.Residual { new Conv2d(4, 4, 3, padding: 1, bias: false).WithSpectralNorm(), Functions.ReLU },
            new Flatten(), new Linear(4 * 6 * 6, 1000).WithWeightNorm(), new Dropout(), new Linear(1000, 10),
        }.Summary([1, 6, 6]),
        "txt");

    [Fact]
    public void Samples_can_be_whole_numbers()
    {
        var model = new Sequential { new Embedding(50, 8), new LSTM(8, 16, lastOnly: true), new Linear(16, 2) };
        const string Expected = """
            path   layer      output  parameters
            ------------------------------------
            0      Embedding  [5, 8]         400
            1      LSTM       [16]         1,664
            2      Linear     [2]             34
            ------------------------------------
            total                          2,098
            """;
        Assert.Equal(Expected, model.Summary([5], ElementType.Int32));
        Assert.Equal(Expected, model.Summary([5]));
        var strict = new Sequential { x => x.Shape.Rank == 2 && x.ElementType == ElementType.Int64 ? x.Cast(ElementType.Float32) : throw new ShapeException("int64 is expected") };
        Assert.Equal([3], strict.Summarize([3], ElementType.Int64)[1].Output);
        Assert.Throws<ShapeException>(() => strict.Summarize([3]));
    }

    [Fact]
    public void A_model_that_has_parameters_itself_has_a_row() => Assert.Equal(
        """
        path   layer   output  parameters
        ---------------------------------
               Linear  [2]              8
        ---------------------------------
        total                           8
        """, new Linear(3, 2).Summary([3]));

    [Fact]
    public void What_stands_in_the_place_of_a_parameter_belongs_to_its_layer()
    {
        var summaries = new Sequential { new Linear(3, 2).WithSpectralNorm(), new Linear(2, 2).WithWeightNorm() }.Summarize([3]);
        Assert.Equal([("", 0L, 0L), ("Linear, weight: SpectralNorm", 13L, 8L), ("Linear, weight: WeightNorm", 8L, 8L)],
            summaries.Select((summary, i) => (i == 0 ? "" : summary.Name, summary.ParameterCount, summary.TrainableCount)));
    }

    [Fact]
    public void A_layer_that_is_not_called_says_so() => Assert.Contains("inner  Linear  never called           8", new Idle().Summary([3]));

    [Fact]
    public void A_sample_that_does_not_fit_says_where()
    {
        Assert.Contains("0.Linear", Assert.Throws<ShapeException>(() => new Sequential { new Linear(6, 4) }.Summary([5])).Message);
        Assert.Throws<ArgumentNullException>(() => new Linear(6, 4).Summary(null!));
    }
}

/// <summary>A layer that has another one and does not call it.</summary>
internal sealed partial class Idle : Layer
{
    private readonly Linear inner = new(3, 2);

    protected override Node Build(Node x) => x;
}
