using static AutoGrad.Functions;

namespace AutoGrad.Tests;

/// <summary>Einstein's summation against its definition: one loop over all labels.</summary>
public sealed class EinsumTests
{
    // Equation, shapes, and the equation with every axis named.
    public static TheoryData<string, int[][], string> Cases => new()
    {
        { "ij,jk->ik", [[3, 4], [4, 5]], "ij,jk->ik" },
        { "ij,jk", [[3, 4], [4, 5]], "ij,jk->ik" },
        { " i j , j k -> k i ", [[3, 4], [4, 5]], "ij,jk->ki" },
        { "bij,bkj->bik", [[2, 3, 4], [2, 5, 4]], "bij,bkj->bik" },
        { "ij,kj->", [[3, 4], [5, 4]], "ij,kj->" },
        { "i,i", [[6], [6]], "i,i->" },
        { "i,j->ij", [[3], [4]], "i,j->ij" },
        { "i,i->i", [[3], [3]], "i,i->i" },
        { "ii", [[4, 4]], "ii->" },
        { "ii->i", [[4, 4]], "ii->i" },
        { "iij->ij", [[3, 3, 2]], "iij->ij" },
        { "iji->j", [[3, 2, 3]], "iji->j" },
        { "iii->i", [[3, 3, 3]], "iii->i" },
        { "ijij->ji", [[2, 3, 2, 3]], "ijij->ji" },
        { "ijk->kij", [[2, 3, 4]], "ijk->kij" },
        { "ijk", [[2, 3, 4]], "ijk->ijk" },
        { "kji", [[2, 3, 4]], "kji->ijk" },
        { "ba", [[2, 3]], "ba->ab" },
        { "aB", [[2, 3]], "aB->Ba" },
        { "ijk->", [[2, 3, 4]], "ijk->" },
        { "ijk->j", [[2, 3, 4]], "ijk->j" },
        { "i->i", [[3]], "i->i" },
        { "->", [[]], "->" },
        { "", [[]], "->" },
        { ",->", [[], []], ",->" },
        { "i,->i", [[3], []], "i,->i" },
        { "...ij,...jk->...ik", [[2, 3, 4], [2, 4, 5]], "zij,zjk->zik" },
        { "...ij,jk", [[2, 6, 3, 4], [4, 5]], "yzij,jk->yzik" },
        { "...i,...i", [[2, 3], [2, 3]], "zi,zi->z" },
        { "...", [[2, 3]], "yz->yz" },
        { "...->", [[2, 3]], "yz->" },
        { "i...->...i", [[2, 3, 4]], "iyz->yzi" },
        { "...ii->...i", [[2, 3, 3]], "zii->zi" },
        { "ab,bc,cd->ad", [[2, 3], [3, 4], [4, 5]], "ab,bc,cd->ad" },
        { "i,ij,j->", [[3], [3, 4], [4]], "i,ij,j->" },
        { "ab,ab,ab->b", [[2, 3], [2, 3], [2, 3]], "ab,ab,ab->b" },
        { "abc,cd,be,ef->adf", [[2, 3, 4], [4, 2], [3, 2], [2, 5]], "abc,cd,be,ef->adf" },
        { "ij,jk->i", [[3, 4], [4, 5]], "ij,jk->i" },
        { "bhqd,bhkd->bhqk", [[2, 2, 3, 4], [2, 2, 5, 4]], "bhqd,bhkd->bhqk" },
        { "bqhd,bkhd->bhqk", [[2, 3, 2, 4], [2, 5, 2, 4]], "bqhd,bkhd->bhqk" },
        { "ii,jj->ij", [[3, 3], [2, 2]], "ii,jj->ij" },
        { "ij,jk->ik", [[3, 0], [0, 5]], "ij,jk->ik" },
        { "ii->i", [[0, 0]], "ii->i" },
        { "ij,ij->", [[0, 3], [0, 3]], "ij,ij->" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_result_is_the_sum_over_all_labels_that_it_has_not(string equation, int[][] shapes, string named)
    {
        Node[] operands = [.. shapes.Select((shape, i) => Node.Input($"x{i}", Shape.Create(shape), ElementType.Float64))];
        var values = operands.Select((operand, i) => Compiled.Numbers(operand, i + 1)).ToArray();
        var result = Einsum(equation, operands);

        var (shape, expected) = ByDefinition(named, shapes, values);
        Assert.Equal(shape, result.Shape);
        double[] actual = result.Evaluate([.. operands.Zip(values)]);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-12);
        Compiled.AgreesWithReference([result], operands.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Integers_are_summed_exactly(string equation, int[][] shapes, string named)
    {
        Node[] operands = [.. shapes.Select((shape, i) => Node.Input($"x{i}", Shape.Create(shape), ElementType.Int64))];
        var values = operands.Select((operand, i) => Compiled.Numbers(operand, i + 1)).ToArray();

        Assert.Equal(ByDefinition(named, shapes, values).Values, Einsum(equation, operands).Evaluate([.. operands.Zip(values)]));
    }

    public static TheoryData<string, Func<Node, Node>> Functions => new()
    {
        { "product", x => Einsum("ij,kj->ik", x, Sin(x)) },
        { "trace", x => Square(Einsum("ii", x[.., ..3])) },
        { "diagonal", x => Einsum("ii,ij->ji", x[.., 1..], x) },
        { "chain", x => Einsum("ij,kj,kl->il", x, x, x) },
        { "outer", x => Sin(Einsum("i,j,k->kij", x[0], x[1], x[2])) },
        { "repeated", x => Einsum("ij,ij->j", x, x[.., ..1]) },
        { "ellipsis", x => Einsum("...i,...i", x, x[..1]) },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void Gradients_agree_with_differences_to_second_order(string name, Func<Node, Node> function)
    {
        Assert.NotEmpty(name);
        GraphGradientCheck.Check(function, [0.31, -1.2, 0.83, 1.9, -0.44, 0.6, -0.7, 1.3, 0.25, -1.6, 0.9, -0.1], [3, 4], ReverseMode.Standard, 1e-4, 1e-8);
    }

    [Fact]
    public void An_extent_of_one_is_repeated()
    {
        Node a = Node.Constant([1, 2, 3], [1, 3], ElementType.Float64), b = Node.Constant([1, 10, 100, 1000], [2, 2], ElementType.Float64), c = Node.Constant([2], [1], ElementType.Float64);

        Assert.Equal([11, 22, 33, 1100, 2200, 3300], Einsum("ij,ik->kj", a[.., ..], b.Transpose()).Evaluate().Order());
        Assert.Equal([12], Einsum("i,i->", Node.Constant([1, 2, 3], [3], ElementType.Float64), c).Evaluate());
        Assert.Equal([4], Einsum("i,i->", c, c).Evaluate());
        Assert.Equal([2, 2, 3], Einsum("...j,...k->...jk", Node.Input("x", [2, 1, 2]), Node.Input("y", [1, 3])).Shape.Where(extent => extent > 1));
    }

    [Fact]
    public void A_matrix_product_is_one_operation_and_copies_nothing()
    {
        Node a = Node.Input("a", [2, 3, 4]), b = Node.Input("b", [2, 5, 4]);

        Assert.Same(a.MatMul(b.Transpose()), Einsum("bij,bkj->bik", a, b));
    }

    [Theory]
    [InlineData("ij,jk->ik", "names 2 operands, but 1 were given.", 1)]
    [InlineData("i1", "has '1', which is no label: an axis is a letter, and '...' those without a name.", 1)]
    [InlineData("i.j", "has '.', which is no label: an axis is a letter, and '...' those without a name.", 1)]
    [InlineData("......", "has two ellipses in '......'.", 1)]
    [InlineData("ij->i->j", "has more than one '->'.", 1)]
    [InlineData("ijk", "'ijk' names 3 axes, but operand 1 is [3, 4].", 1)]
    [InlineData("i", "'i' names 1 axes, but operand 1 is [3, 4].", 1)]
    [InlineData("...ijk", "'...ijk' names 3 or more axes, but operand 1 is [3, 4].", 1)]
    [InlineData("ij->il", "has 'l' in the result, which no operand has.", 1)]
    [InlineData("ij->iji", "names 'i' twice in the result; a diagonal is read, not written.", 1)]
    [InlineData("ii", "takes the diagonal of axes 0 and 1 of operand 1, [3, 4], whose extents differ.", 1)]
    [InlineData("ij,ji", "'j' is 4 in operand 1, [3, 4], and 3 in operand 2, [3, 4].", 2)]
    [InlineData("i...,...j", "an axis of '...' is 4 in operand 1, [3, 4], and 3 in operand 2, [3, 4].", 2)]
    public void A_mistake_is_named_with_its_equation(string equation, string reason, int operands)
    {
        Node[] tensors = [.. Enumerable.Range(0, operands).Select(i => Node.Input($"x{i}", [3, 4]))];

        Assert.Equal($"Einsum: '{equation}' {reason}", Assert.Throws<ShapeException>(() => Einsum(equation, tensors)).Message);
    }

    [Fact]
    public void Operands_of_several_types_or_none_are_refused()
    {
        Node x = Node.Input("x", [3]), n = Node.Input("n", [3], ElementType.Int32), p = Node.Input("p", [3], ElementType.Bool);

        Assert.Equal("Einsum: operand 2 of 'i,i' is int32, the first float32; all must be numbers of one type: cast with Cast.", Assert.Throws<ShapeException>(() => Einsum("i,i", x, n)).Message);
        Assert.Contains("operand 1 of 'i' is bool", Assert.Throws<ShapeException>(() => Einsum("i", p)).Message);
        Assert.Contains("operand 2 of 'i,i' is null", Assert.Throws<ArgumentNullException>(() => Einsum("i,i", x, null!)).Message);
        Assert.Throws<ArgumentNullException>(() => Einsum(null!, x));
        Assert.Contains("names 1 operands, but 0 were given", Assert.Throws<ShapeException>(() => Einsum("")).Message);
    }

    private static (int[] Shape, double[] Values) ByDefinition(string equation, int[][] shapes, double[][] values)
    {
        string[] sides = equation.Split("->"), terms = sides[0].Split(',');
        char[] labels = [.. sides[1], .. terms.SelectMany(term => term).Except(sides[1]).Distinct()];
        int[] extents = [.. labels.Select(label => Enumerable.Range(0, terms.Length).Where(i => terms[i].Contains(label)).Select(i => shapes[i][terms[i].IndexOf(label)]).First())];
        int[] shape = [.. extents.Take(sides[1].Length)];
        var result = new double[shape.Aggregate(1, (a, b) => a * b)];
        int all = extents.Aggregate(1, (a, b) => a * b), inner = result.Length == 0 ? 1 : all / result.Length;
        for (int number = 0; number < all; number++)
        {
            var at = new Dictionary<char, int>();
            for (int i = labels.Length - 1, rest = number; i >= 0; rest /= extents[i--])
                at[labels[i]] = rest % extents[i];
            double product = 1;
            for (int i = 0; i < terms.Length; i++)
                product *= values[i][terms[i].Select((label, axis) => (label, axis)).Aggregate(0, (offset, pair) => offset * shapes[i][pair.axis] + at[pair.label])];
            result[number / inner] += product;
        }
        return (shape, result);
    }
}
