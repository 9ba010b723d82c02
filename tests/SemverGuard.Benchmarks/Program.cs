using BenchmarkDotNet.Running;
using SemverGuard.Benchmarks.Builds;
using SemverGuard.Benchmarks.Effects;
using SemverGuard.Benchmarks.Linkage;
using SemverGuard.Benchmarks.Replay;
using SemverGuard.Benchmarks.Reports;

// all: every measurement, and the report that the README quotes. cold: one call in a fresh process, for that report.
// effects: what is said about the behavior of real patch bumps, those of Effects/pairs.txt or of another list.
// facts: the same about the packages themselves.
// solution: builds of a solution of three projects, with SemverGuard and without.
// synthetic: linkage of up to 2,000 generated assemblies.
// replay: a suite of tests as it is and while it is recorded.
// Anything else is BenchmarkDotNet's own command line.
switch (args)
{
    case ["all"]:
        Report.Write();
        break;
    case ["solution"]:
        Console.WriteLine(SolutionMeasurement.Measure());
        break;
    case ["replay"]:
        Console.WriteLine(RecordingMeasurement.Measure());
        break;
    case ["synthetic"]:
        Console.WriteLine(Synthetic.Measure());
        break;
    case ["cold", var folder, var size] when Directory.Exists(folder):
        Synthetic.Print(folder, int.Parse(size, System.Globalization.CultureInfo.InvariantCulture));
        break;
    case ["cold", var method, var size]:
        ColdStart.Print(method, int.Parse(size, System.Globalization.CultureInfo.InvariantCulture));
        break;
    case ["effects"]:
        PatchPairs.Print(null);
        break;
    case ["effects", var list]:
        PatchPairs.Print(list);
        break;
    case ["facts"]:
        PatchFacts.Print(null);
        break;
    case ["facts", var list]:
        PatchFacts.Print(list);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Report).Assembly).Run(args);
        break;
}
