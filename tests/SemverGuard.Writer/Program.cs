using SemverGuard.Baselines;
using SemverGuard.Tasks.Baselines;

// A build that records, and nothing else of it: SemverGuard.Writer <file> <rounds> <symbols>. Somebody ends it at any moment.
string file = args[0];
int rounds = int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture), symbols = int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture);
Console.WriteLine("begins");
for (int round = 0; round < rounds; round++)
{
    var assembly = new BaselineAssembly
    {
        Name = "A", Version = new Version(1, 0, 0, 0), Mvid = Guid.NewGuid(),
        Symbols = [.. Enumerable.Range(0, symbols).Select(x => new BaselineSymbol("T:A.Type" + x, SemverGuard.Uses.Use.Mention, "public class"))],
    };
    BaselineFile.Write(file, new Baseline { Framework = "net10.0", Packages = [new BaselinePackage { Id = "A", Version = "1.0.0", Assemblies = [assembly] }] });
}
