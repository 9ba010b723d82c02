using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using DiffPlex.Renderer;

public static class App
{
    private const string Old = "alpha\nbeta gamma\ndelta\n  epsilon\nzeta\neta\ntheta\niota\nkappa\n";
    private const string New = "alpha\nbeta Gamma x\ndelta\nepsilon\neta\ntheta!\nnew line\niota\nkappa\nlambda\n";

    public static void Inline(TextWriter output)
    {
        foreach (bool ignores in new[] { true, false })
        {
            var model = InlineDiffBuilder.Diff(Old, New, ignores, ignores);
            output.WriteLine(model.HasDifferences);
            foreach (var line in model.Lines) output.WriteLine($"{line.Type} {line.Position} {line.Text}");
        }
    }

    public static void SideBySide(TextWriter output)
    {
        var model = SideBySideDiffBuilder.Diff(Old, New, ignoreWhiteSpace: false, ignoreCase: true);
        foreach (var side in new[] { model.OldText, model.NewText })
        {
            foreach (var line in side.Lines)
                output.WriteLine(
                    $"{line.Type} {line.Position} {line.Text} [{string.Join("|", line.SubPieces.Select(x => x.Type + ":" + x.Text))}]");
        }
    }

    public static void Differ(TextWriter output)
    {
        foreach (IChunker chunker in new IChunker[] { new CharacterChunker(), new WordChunker(), new LineChunker(),
            new CustomFunctionChunker(x => x.Split('a')) })
        {
            var result = DiffPlex.Differ.Instance.CreateDiffs(Old, New, true, false, chunker);
            output.WriteLine(result.PiecesOld.Count + " " + result.PiecesNew.Count);
            foreach (var block in result.DiffBlocks)
                output.WriteLine($"{block.DeleteStartA} {block.DeleteCountA} {block.InsertStartB} {block.InsertCountB}");
        }
        output.WriteLine(UnidiffRenderer.GenerateUnidiff(Old, New, "a.txt", "b.txt"));
    }

    public static void Merge(TextWriter output)
    {
        var merged = ThreeWayDiffer.Instance.CreateMerge(
            Old, New, Old.Replace("kappa", "KAPPA").Replace("beta gamma", "beta y"), false, false, new LineChunker());
        output.WriteLine(merged.IsSuccessful + " " + string.Join("/", merged.MergedPieces) + merged.ConflictBlocks.Count);
    }

    public static void Refused(TextWriter output)
    {
        try
        {
            DiffPlex.Differ.Instance.CreateDiffs(null!, New, true, true, LineChunker.Instance);
        }
        catch (ArgumentNullException e)
        {
            output.WriteLine(e.ParamName);
        }
    }
}
