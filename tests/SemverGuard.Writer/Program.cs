using System.Globalization;
using SemverGuard.Baselines;
using SemverGuard.Worlds.Baselines;
using SemverGuard.Worlds.Files;

// A build that records or accepts, and nothing else of it: SemverGuard.Writer <file> <rounds> <lines>. Somebody ends it at any moment.
string file = args[0];
int rounds = int.Parse(args[1], CultureInfo.InvariantCulture), lines = int.Parse(args[2], CultureInfo.InvariantCulture);
Console.WriteLine("begins");
for (int round = 0; round < rounds; round++)
{
    if (file.EndsWith(".accepted", StringComparison.Ordinal)) Accept(round % 2 == 0 ? "seen" : "seen again");
    else Record();
}

void Record()
{
    var symbols = Enumerable.Range(0, lines).Select(x => new BaselineSymbol("T:A.Type" + x, SemverGuard.Uses.Use.Mention, "public class"));
    var assembly = new BaselineAssembly { Name = "A", Version = new Version(1, 0, 0, 0), Mvid = Guid.NewGuid(), Symbols = [.. symbols] };
    BaselineFile.Write(file, new Baseline { Framework = "net10.0",
        Packages = [new BaselinePackage { Id = "A", Version = "1.0.0", Assemblies = [assembly] }] });
}

void Accept(string reason)
{
    var findings = Enumerable.Range(0, lines)
        .Select(x => new AcceptedLine(new AcceptedFinding("SG1000", $"T:A.Type{x:D5}", "A", "1.0.0", "1.0.1", reason), [], 0));
    OutputFile.Write(file, AcceptedText.Write(AcceptedFindings.Empty with { Lines = [.. findings] }));
}
