using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using SemverGuard.Benchmarks.Builds;
using SemverGuard.Benchmarks.Commands;
using SemverGuard.Benchmarks.Linkage;
using SemverGuard.Benchmarks.Pairs;
using SemverGuard.Benchmarks.Recompilation;
using SemverGuard.Benchmarks.Replay;

namespace SemverGuard.Benchmarks.Reports;

/// <summary>Every measurement in one run, as <c>results.md</c>.</summary>
internal static class Report
{
    public static void Write()
    {
        Table[] tables = [
            Pairs(), CommandMeasurement.Measure(), Growth(), Synthetic.Measure(), Recompiled(), BuildMeasurement.Measure(),
            SolutionMeasurement.Measure(), RecordingMeasurement.Measure()];
        string path = Path.Combine(Places.RepositoryRoot, "tests", "SemverGuard.Benchmarks", "results.md");
        File.WriteAllText(path, $"""
            # Benchmark results

            Written by `dotnet run -c Release --project tests/SemverGuard.Benchmarks -- all`. 2 cores, .NET {Environment.Version.Major}. Judge the ratios, not the milliseconds:
            both sides of a ratio were measured in one run.

            {InShort(tables)}
            {string.Join('\n', tables.Select(x => x.ToString()))}
            """.TrimEnd() + "\n");
        Console.WriteLine(File.ReadAllText(path));
    }

    private static Table InShort(IEnumerable<Table> tables)
    {
        var table = new Table("In short", ["What", "Measured", "Budget"]);
        foreach (var line in tables.SelectMany(x => x.Headlines)) table.Add(line.What, line.Measured, line.Budget);
        return table;
    }

    private static Table Pairs()
    {
        var table = new Table(
            "One upgrade in process", ["Upgrade", "ApiCompat", "API rules, whole surface", "Ratio", "Check of one consumer", "Ratio",
                "Public names read", "Ratio", "Names read, code hashed", "Ratio"],
            "Every file is opened anew in every operation, the framework's included. ApiCompat compares the public API; "
                + "so does the second column. The third does what a build does: the uses of one real consumer, the rules on those, "
                + "linkage, changed bodies. The last two are floors: what is read of both versions whoever compares them, with "
                + "System.Reflection.Metadata alone.");
        var summary = Summary<PairBenchmarks>();
        var ratios = new List<double[]>();
        foreach (var upgrade in Upgrade.All)
        {
            double theirs = Fastest(summary, nameof(PairBenchmarks.ApiCompatOfThePair), upgrade),
                surface = Fastest(summary, nameof(PairBenchmarks.WholeSurface), upgrade),
                check = Fastest(summary, nameof(PairBenchmarks.Check), upgrade),
                names = Fastest(summary, nameof(PairBenchmarks.Names), upgrade),
                code = Fastest(summary, nameof(PairBenchmarks.NamesAndCode), upgrade);
            ratios.Add([surface / theirs, check / theirs, names / theirs, code / theirs]);
            table.Add(upgrade.ToString(), Text.Milliseconds(theirs), Text.Milliseconds(surface), Text.Ratio(surface / theirs),
                Text.Milliseconds(check), Text.Ratio(check / theirs), Text.Milliseconds(names), Text.Ratio(names / theirs),
                Text.Milliseconds(code), Text.Ratio(code / theirs));
        }
        string Mean(int part) => Text.Ratio(Math.Exp(ratios.Average(x => Math.Log(x[part]))));
        table.Add("geometric mean", "", "", Mean(0), "", Mean(1), "", Mean(2), "", Mean(3));
        table.Headlines.Add(new Headline("API rules on a package's whole surface, in process, to ApiCompat", Mean(0), "0.05"));
        table.Headlines.Add(new Headline("floor of that: the public names of both versions read", Mean(2), ""));
        table.Headlines.Add(new Headline("check of one consumer, linkage included, in process, to ApiCompat", Mean(1), "0.25"));
        table.Headlines.Add(new Headline("floor of that: names read, and all code hashed once", Mean(3), ""));
        return table;
    }

    private static Table Growth()
    {
        var table = new Table(
            "Growth with the application", ["Assemblies", "IL", "What", "Warm", "Per MB of IL", "First call in a process", "Memory"],
            "The shared frameworks' assemblies, taken for an application's; one at the bottom is bumped.");
        var summary = Summary<LinkageBenchmarks>();
        var perMegabyte = new Dictionary<int, double>();
        foreach (int size in (int[])[10, 50, 150])
        {
            using var deployment = new Deployment(size, breaks: false);
            long code = deployment.Code;
            foreach (string method in (string[])[
                nameof(LinkageBenchmarks.Links), nameof(LinkageBenchmarks.Breaks), nameof(LinkageBenchmarks.Record),
                nameof(LinkageBenchmarks.References)])
            {
                double warm = Fastest(summary, method, size);
                string what = summary.BenchmarksCases.First(
                    x => x.Descriptor.WorkloadMethod.Name == method).Descriptor.WorkloadMethodDisplayInfo.Trim('\'');
                var cold = ColdStart.Measure(method, size);
                table.Add($"{size}", Text.Megabytes(code), what, Text.Milliseconds(warm), Text.Milliseconds(warm / (code / 1048576.0)),
                    Text.Milliseconds(cold.Time), Text.Megabytes(cold.Memory));
                if (method == nameof(LinkageBenchmarks.Links)) perMegabyte[size] = warm / code;
                if (size != 150) continue;
                if (method == nameof(LinkageBenchmarks.Links))
                    table.Headlines.Add(
                        new Headline("linkage of 150 assemblies, first call in a process", Text.Milliseconds(cold.Time), "250 ms"));
                if (method == nameof(LinkageBenchmarks.References))
                    table.Headlines.Add(new Headline(
                        "floor of the linkage: files opened, names of what they reference read", Text.Milliseconds(cold.Time), ""));
                if (method != nameof(LinkageBenchmarks.Breaks)) continue;
                table.Headlines.Add(
                    new Headline("the same with the call graph, where something breaks", Text.Milliseconds(cold.Time), "1500 ms"));
                table.Headlines.Add(new Headline("memory for that, the runtime included", Text.Megabytes(cold.Memory), "400 MB"));
            }
        }
        table.Headlines.Add(
            new Headline("linkage per MB of IL, 150 assemblies to 10", Text.Ratio(perMegabyte[150] / perMegabyte[10]), "1 (linear)"));
        return table;
    }

    private static Table Recompiled()
    {
        var table = new Table("Two builds of one source", ["Assembly", "Size", "Compared", "Time"],
            "What a bump costs beside the extra compilation: both outputs are opened and compared. \"In another order\": every token "
                + "differs, as after a bump that changes the references.");
        var summary = Summary<RebindBenchmarks>();
        foreach (string which in RebindBenchmarks.Pairs)
        {
            double time = Fastest(summary, nameof(RebindBenchmarks.Compare), which);
            using var builds = new TwoBuilds(which);
            table.Add(builds.Name, Text.Megabytes(builds.Size), which, Text.Milliseconds(time));
            table.Headlines.Add(
                new Headline($"two builds compared, {which}, per MB", Text.Milliseconds(time / (builds.Size / 1048576.0)), "100 ms"));
        }
        return table;
    }

    /// <summary>
    /// Short, and in this process: ratios need no more, and a process for each of 33 cases takes longer than the measuring.
    /// </summary>
    private static Summary Summary<T>()
    {
        var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(6).WithIterationCount(5)
            .WithIterationTime(Perfolizer.Horology.TimeInterval.FromMilliseconds(250));
        var config = ManualConfig.CreateEmpty().AddJob(job).AddLogger(ConsoleLogger.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance);
        return BenchmarkRunner.Run<T>(config);
    }

    /// <summary>Of the iterations' means: what is slower is the machine's doing.</summary>
    private static double Fastest(Summary summary, string method, object parameter) =>
        summary.Reports.First(x => x.BenchmarkCase.Descriptor.WorkloadMethod.Name == method
            && Equals(x.BenchmarkCase.Parameters.Items[0].Value, parameter)).ResultStatistics!.Min;
}
