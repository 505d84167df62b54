using AutoGrad.Kernels;
using AutoGrad.Symbolics;

namespace AutoGrad;

/// <summary>
/// Plans a loop: its body like any graph, with memory for one iteration. States and outputs are written where they lie in the packed results;
/// the next iteration reads the states there. What does not change from one iteration to the next is done once.
/// </summary>
internal sealed class LoopPlanner
{
    private const int LeastStepsWorthPacking = 4;

    private readonly ScanOperation scan;
    private readonly TensorView[] inputs;
    private readonly ScanPacking packing;
    private readonly int elementBytes;
    private readonly StepBuilder builder = new();
    private readonly Dictionary<Storage, LoopOperand> places = [];
    private readonly Dictionary<Storage, string> names = [];
    private readonly HashSet<Storage> invariant = [];
    private readonly List<Step> once = [];

    private LoopPlanner(ScanOperation scan, TensorView[] inputs)
    {
        (this.scan, this.inputs, packing) = (scan, inputs, scan.Packing);
        elementBytes = scan.Body.Results[0].ElementType.Bytes;
    }

    private int Direction => scan.Reverse ? -1 : 1;

    /// <summary>The plan of a loop whose inputs lie like this.</summary>
    public static LoopPlan Plan(ScanOperation scan, TensorView[] inputs) => new LoopPlanner(scan, inputs).Plan();

    private LoopPlan Plan()
    {
        for (int k = 0; k < scan.Carries; k++)
            BindCarry(k);
        for (int i = scan.Carries; i < inputs.Length; i++)
            BindInput(i);
        var slots = Slots();

        // A term is added to its sum; this has a placeholder too.
        Node[] results = [.. scan.Body.Results];
        var sums = new HashSet<Storage>();
        for (int i = scan.Carries + scan.Outputs; i < results.Length; i++)
        {
            var sum = GraphFunction.Numbered(scan.Body.Placeholders.Count + i, new(results[i].Shape, results[i].ElementType));
            builder.Bind(sum, TensorView.Whole(slots[i], sum.Shape));
            sums.Add(slots[i]);
            once.Add(Step("zero", CopyKernel.Create(elementBytes, [], [], filled: sum.Shape.Size), [], slots[i]));
            results[i] = Elementwise.Apply(Primitives.Add, sum, results[i]);
        }

        var lowered = Lowering.Lower(results);
        var fused = Fusion.Fuse(lowered, lowered);
        var views = builder.Add([.. lowered.Select(result => fused[result])]);
        return Finish(Written(views, slots), sums);
    }

    private LoopPlan Finish(IReadOnlyList<Step> steps, HashSet<Storage> sums)
    {
        Node[] constants = [.. builder.Given.Keys];
        for (int i = 0; i < constants.Length; i++)
        {
            var storage = builder.StorageOf(constants[i]);
            places.Add(storage, new(false, inputs.Length + i, 0, 0));
            names.Add(storage, $"constant{i}");
            invariant.Add(storage);
        }
        var repeated = new List<Step>();
        var kept = new List<Storage>();
        foreach (var step in StepOrder.Of(steps, sums))
        {
            bool isInvariant = step.Inputs.All(input => invariant.Contains(input.Storage)) && step.Outputs.All(output => output.Kind == StorageKind.Arena);
            if (!isInvariant)
            {
                repeated.Add(Prepacked(step, kept));
                continue;
            }
            once.Add(step);
            invariant.UnionWith(step.Outputs);
            kept.AddRange(step.Outputs);
        }
        long bytes = Arena.Plan([.. once, .. repeated], kept);
        return new(new([.. once.Select(Located)], [.. repeated.Select(Located)], scan.Steps, scan.Reverse), constants, bytes, once, repeated, names);
    }

    // A factor that stays the same is packed before the first iteration.
    private Step Prepacked(Step step, List<Storage> kept)
    {
        if (scan.Steps < LeastStepsWorthPacking || step.Kernel is not IPrepackable { Prepacked: { } prepacking } || !invariant.Contains(step.Inputs[1].Storage))
            return step;
        var input = step.Inputs[1];
        var panels = new Storage(StorageKind.Arena, input.ElementType, prepacking.Elements, null);
        once.Add(Step("pack", prepacking.Packing, [input], panels));
        kept.Add(panels);
        return step with { Kernel = prepacking.Rest, Inputs = [step.Inputs[0], TensorView.Whole(panels, [checked((int)panels.Elements)])] };
    }

    private void BindCarry(int k)
    {
        var placeholder = scan.Body.Placeholders[k];
        long size = placeholder.Shape.Size, start = packing.CarryStart(k);
        var before = Argument($"carry{k}", placeholder, start + (scan.Reverse ? scan.Steps * size : 0), size);
        builder.Bind(placeholder, TensorView.Whole(before, placeholder.Shape));
        // The initial state goes where the first iteration reads it.
        var initial = Given(k, $"initial{k}", stride: 0);
        var first = Argument($"carry{k}", placeholder, start + (scan.Reverse ? scan.Steps * size : 0), 0);
        var view = inputs[k] with { Storage = initial, Offset = 0 };
        once.Add(Step("copy", LayoutKernels.Copy(view), [view], first));
    }

    private void BindInput(int i)
    {
        var (placeholder, view) = (scan.Body.Placeholders[i], inputs[i]);
        bool isSlice = i < scan.Carries + scan.Sequences;
        var storage = Given(i, isSlice ? $"slice{i - scan.Carries}" : $"captured{i - scan.Carries - scan.Sequences}", isSlice ? view.Strides[0] : 0);
        if (!isSlice)
            invariant.Add(storage);
        builder.Bind(placeholder, new(storage, placeholder.Shape, 0, isSlice ? view.Strides[1..] : view.Strides));
    }

    // Where each result of an iteration belongs.
    private Storage[] Slots()
    {
        var slots = new Storage[scan.Body.Results.Count];
        for (int i = 0; i < slots.Length; i++)
        {
            var result = scan.Body.Results[i];
            long size = result.Shape.Size;
            int output = i - scan.Carries, sum = output - scan.Outputs;
            slots[i] = i < scan.Carries ? Argument($"next{i}", result, packing.CarryStart(i) + (scan.Reverse ? scan.Steps - 1 : 1) * size, size)
                : sum < 0 ? Argument($"output{output}", result, packing.OutputStart(output) + (scan.Reverse ? scan.Steps - 1 : 0) * size, size)
                : Argument($"sum{sum}", result, packing.SumStart(sum), 0);
        }
        return slots;
    }

    // The steps, with results written to their slots by the kernels that compute them, where nothing else lies there already.
    private IReadOnlyList<Step> Written(TensorView[] views, Storage[] slots)
    {
        var moved = new Dictionary<Storage, Storage>();
        for (int i = 0; i < slots.Length; i++)
        {
            var storage = views[i].Storage;
            if (storage == slots[i])
                continue;
            bool isSum = i >= scan.Carries + scan.Outputs;
            if (storage.Kind == StorageKind.Arena && views[i].IsWhole && !moved.ContainsKey(storage)
                && builder.Steps.Single(step => step.Outputs.Contains(storage)) is { Outputs.Length: 1 } writer && (!isSum || writer.CanOverwrite(slots[i])))
                moved.Add(storage, slots[i]);
            else
                builder.Assign(views[i], slots[i]);
        }
        Storage Moved(Storage storage) => moved.GetValueOrDefault(storage, storage);
        return [.. builder.Steps.Select(step => step with
        {
            Inputs = [.. step.Inputs.Select(input => input with { Storage = Moved(input.Storage), After = [.. input.After.Select(Moved)] })],
            Outputs = [.. step.Outputs.Select(Moved)],
        })];
    }

    private Storage Argument(string name, Node like, long offset, long stride) =>
        Place(name, like, new(true, 0, offset * elementBytes, Direction * stride * elementBytes));

    private Storage Given(int input, string name, long stride)
    {
        long bytes = stride * inputs[input].ElementType.Bytes;
        return Place(name, scan.Body.Placeholders[input], new(false, input, scan.Reverse ? (scan.Steps - 1) * bytes : 0, Direction * bytes));
    }

    private Storage Place(string name, Node like, LoopOperand place)
    {
        var storage = new Storage(StorageKind.Argument, like.ElementType, like.Shape.Size, like);
        places.Add(storage, place);
        names.Add(storage, name);
        return storage;
    }

    private LoopStep Located(Step step) => new(
        step.Kernel,
        [.. step.Inputs.Select(input => Located(input.Storage, step.KernelKnowsLayout ? 0 : input.Offset * input.ElementType.Bytes))],
        [.. step.Outputs.Select(output => Located(output, 0))],
        step.Layer);

    private LoopOperand Located(Storage storage, long bytes)
    {
        var place = storage.Kind == StorageKind.Arena ? new(true, 1, storage.Offset, 0) : places[storage];
        return place with { Offset = place.Offset + bytes };
    }

    private static Step Step(string name, NodeKernel kernel, TensorView[] inputs, Storage output) =>
        new(name, null, kernel, inputs, [output], KernelKnowsLayout: true);
}
