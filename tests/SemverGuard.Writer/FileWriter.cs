using SemverGuard.Baselines;
using SemverGuard.Uses;
using SemverGuard.Worlds.Baselines;
using SemverGuard.Worlds.Files;

namespace SemverGuard.Writer;

/// <summary>Writes a baseline, or a file of accepted findings, of which each line tells which one it is.</summary>
internal sealed class FileWriter(string file, int lines)
{
    public void Write(int round)
    {
        if (file.EndsWith(".accepted", StringComparison.Ordinal)) Accept(round % 2 == 0 ? "seen" : "seen again");
        else Record();
    }

    private void Record()
    {
        var symbols = Enumerable.Range(0, lines).Select(x => new BaselineSymbol("T:A.Type" + x, Use.Mention, "public class"));
        var assembly = new BaselineAssembly
        {
            Name = "A",
            Version = new Version(1, 0, 0, 0),
            Mvid = Guid.NewGuid(),
            Symbols = [.. symbols],
        };
        var package = new BaselinePackage { Id = "A", Version = "1.0.0", Assemblies = [assembly] };
        BaselineFile.Write(file, new Baseline { Framework = "net10.0", Packages = [package] });
    }

    private void Accept(string reason)
    {
        var findings = Enumerable.Range(0, lines)
            .Select(x => new AcceptedLine(new AcceptedFinding("SG1000", $"T:A.Type{x:D5}", "A", "1.0.0", "1.0.1", reason), [], 0));
        OutputFile.Write(file, AcceptedText.Write(AcceptedFindings.Empty with { Lines = [.. findings] }));
    }
}
