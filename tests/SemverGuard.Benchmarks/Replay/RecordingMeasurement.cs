using System.Globalization;
using SemverGuard.Benchmarks.Commands;
using SemverGuard.Benchmarks.Reports;
using SemverGuard.Recording;
using SemverGuard.Tool.Replay.Recordings;
using SemverGuard.Tool.Replay.Rewriting;

namespace SemverGuard.Benchmarks.Replay;

/// <summary>
/// The same tests as they are and while all that they call of a package is recorded: CPU time of the process that runs them, its start
/// included, with no runner around it that would hide the cost.
/// </summary>
internal static class RecordingMeasurement
{
    private const string Package = "Newtonsoft.Json", Version = "13.0.1", Recorder = "SemverGuard.Recorder.dll";

    /// <summary>Tests, and the budget for them.</summary>
    private static readonly (string What, string Class, string Budget)[] Suites =
    [
        ("300 tests of a few calls each", "InvoiceTests", "3"), ("one test that calls in a loop, 20,000 times", "LoopTests", ""),
    ];

    public static Table Measure()
    {
        string root = Directory.CreateTempSubdirectory("semverguard-replay-").FullName;
        string plain = Build(Path.Combine(root, "suite")), recording = Path.Combine(root, "recording");
        string recorded = Rewritten(plain, Path.Combine(root, "recorded"));
        var table = new Table(
            "Tests that are recorded", ["`dotnet exec Suite.dll`", "As it is", "Recorded", "Ratio", "Without the start", "Calls"],
            "CPU time, user and system, of the process that runs the tests, in turn; the least of five. \"Without the start\": less "
                + "what one empty test takes, which is the process's and the runner's own. The loop says what a call costs.");
        var (start, startRecorded) = Fastest("EmptyTests");
        foreach (var (what, name, budget) in Suites)
        {
            var (without, with) = Fastest(name);
            string ratio = Text.Ratio(with / without), own = Text.Ratio((with - startRecorded) / (without - start));
            var run = RecordedRun.Of(recording);
            long calls = run.Dropped + run.Crossings.Where(x => x.Spot.Kind != CrossingKind.Test).Sum(x => x.Count);
            table.Add(what, Shown(without), Shown(with), ratio, own, calls.ToString(CultureInfo.InvariantCulture));
            if (budget.Length == 0) continue;
            table.Headlines.Add(new Headline($"CPU of {what}, recorded, to the same as they are", ratio, budget));
            table.Headlines.Add(new Headline("the same without the start of the process", own, budget));
        }
        Directory.Delete(root, recursive: true);
        return table;

        (double Plain, double Recorded) Fastest(string name)
        {
            double without = double.MaxValue, with = double.MaxValue;
            for (int round = 0; round < 5; round++)
            {
                without = Math.Min(without, Seconds(plain, name, null));
                with = Math.Min(with, Seconds(recorded, name, recording));
            }
            return (without, with);
        }
    }

    private static string Shown(double seconds) => seconds.ToString("0.00", CultureInfo.InvariantCulture) + " s";

    /// <param name="recording">Folder to record to; null where nothing is recorded.</param>
    private static double Seconds(string folder, string name, string? recording)
    {
        var environment = new Dictionary<string, string>();
        if (recording is not null)
        {
            if (Directory.Exists(recording)) Directory.Delete(recording, recursive: true);
            Directory.CreateDirectory(recording);
            File.WriteAllText(Path.Combine(recording, RecordingFormat.MovedFile), Package);
            environment[RecordingFormat.FolderVariable] = recording;
            environment[RecordingFormat.SaltVariable] = "salt";
        }
        double before = ProcessorTime.OfChildren();
        var run = Run.Of("dotnet", ["exec", Path.Combine(folder, "Suite.dll"), "-class", name], folder, environment: environment);
        if (run.ExitCode != 0) throw new InvalidOperationException($"the tests of {name} failed: {run.Output}");
        return ProcessorTime.OfChildren() - before;
    }

    /// <summary>A copy of what was built, in which the tests record.</summary>
    private static string Rewritten(string built, string folder)
    {
        foreach (string file in Directory.EnumerateFiles(built, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(folder, Path.GetRelativePath(built, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        new AssemblyRewriter(new HashSet<string> { "Suite" }, new HashSet<string> { Package })
            .Rewrite(Path.Combine(folder, "Suite.dll"), [folder, Places.Framework], Path.Combine(folder, Recorder));
        return folder;
    }

    /// <returns>The folder of the output.</returns>
    private static string Build(string folder)
    {
        Directory.CreateDirectory(folder);
        string recorder = Path.Combine(AppContext.BaseDirectory, "recorder", "netstandard2.1", Recorder);
        File.WriteAllText(Path.Combine(folder, "Suite.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings><NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{Package}" Version="{Version}" /><PackageReference Include="xunit.v3" Version="3.2.2" />
                <Reference Include="SemverGuard.Recorder" HintPath="{recorder}" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Tests.cs"), Tests);
        string output = Path.Combine(folder, "out");
        var run = Run.Of("dotnet", ["build", "-c", "Release", "-o", output, "-m:1", "-v:q"], folder);
        return run.ExitCode == 0 ? output : throw new InvalidOperationException("the suite does not build: " + run.Output);
    }

    private const string Tests = """
        using Newtonsoft.Json;
        using Newtonsoft.Json.Linq;
        using Newtonsoft.Json.Serialization;
        using Xunit;

        public sealed record Line(string Text, decimal Price, int Count);

        public sealed class Invoice
        {
            public int Number { get; set; }
            public DateTime Date { get; set; }
            public List<Line> Lines { get; set; } = [];
            public decimal Total => Lines.Sum(x => x.Price * x.Count);

            public static Invoice Of(int number) => new()
            {
                Number = number, Date = new DateTime(2026, 1, 1).AddDays(number),
                Lines = [.. Enumerable.Range(1, number % 5 + 1).Select(x => new Line("line " + x, x * 1.25m, x))],
            };
        }

        public class InvoiceTests
        {
            private static readonly JsonSerializerSettings Settings = new()
            {
                ContractResolver = new CamelCasePropertyNamesContractResolver(), NullValueHandling = NullValueHandling.Ignore,
            };

            public static TheoryData<int> Numbers => [.. Enumerable.Range(0, 100)];

            [Theory, MemberData(nameof(Numbers))]
            public void An_invoice_comes_back(int number)
            {
                var invoice = Invoice.Of(number);
                var back = JsonConvert.DeserializeObject<Invoice>(JsonConvert.SerializeObject(invoice, Settings), Settings)!;
                Assert.Equal(invoice.Total, back.Total);
                Assert.Equal(invoice.Lines, back.Lines);
            }

            [Theory, MemberData(nameof(Numbers))]
            public void Its_lines_can_be_read(int number)
            {
                var json = JObject.FromObject(Invoice.Of(number));
                Assert.Equal(number, (int)json["Number"]!);
                foreach (var line in (JArray)json["Lines"]!) Assert.True((decimal)line["Price"]! > 0);
                json["Number"] = number + 1;
                Assert.Contains((number + 1).ToString(), json.ToString(Formatting.None));
            }

            [Theory, MemberData(nameof(Numbers))]
            public void What_is_no_invoice_is_refused(int number) =>
                Assert.Throws<JsonReaderException>(() => JsonConvert.DeserializeObject<Invoice>("{ \"Number\": x" + number));
        }

        public class EmptyTests
        {
            [Fact]
            public void Nothing() { }
        }

        public class LoopTests
        {
            [Fact]
            public void Texts_come_back()
            {
                for (int i = 0; i < 10000; i++) Assert.Equal(i, JsonConvert.DeserializeObject<int>(JsonConvert.SerializeObject(i)));
            }
        }
        """;
}
