using BenchmarkDotNet.Running;
using SemverGuard.Benchmarks.Linkage;
using SemverGuard.Benchmarks.Reports;

// all: every measurement, and the report that the README quotes. cold: one call in a fresh process, for that report.
// Anything else is BenchmarkDotNet's own command line.
switch (args)
{
    case ["all"]:
        Report.Write();
        break;
    case ["cold", var method, var size]:
        ColdStart.Print(method, int.Parse(size, System.Globalization.CultureInfo.InvariantCulture));
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Report).Assembly).Run(args);
        break;
}
