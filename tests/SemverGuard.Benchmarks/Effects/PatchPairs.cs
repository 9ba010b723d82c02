using System.Globalization;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using NuGet.Frameworks;
using NuGet.Versioning;
using SemverGuard.Api;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Benchmarks.Effects;

/// <summary>How much SemverGuard says about the behavior of real patch bumps: a person should read nothing or one line.</summary>
/// <remarks>
/// <c>dotnet run -c Release --project tests/SemverGuard.Benchmarks -- effects [pairs.txt]</c>. The pairs are in pairs.txt; NuGet fetches
/// them, and one that it cannot get is named and left out. Who uses the package is made up: 30 of its public members, chosen by the hash of
/// their names, so that nobody chose them.
/// </remarks>
internal static class PatchPairs
{
    private const int UsedMembers = 30;

    public static void Print(string? list)
    {
        string[][] pairs = Read(list);
        var counts = new List<int>();
        var total = TimeSpan.Zero;
        Console.WriteLine("| bump | methods | reached and changed | facts | warnings | ms |\n|---|---|---|---|---|---|");
        foreach (string[] pair in pairs)
        {
            if (Images(pair[0], pair[1]) is not { } before || Images(pair[0], pair[2]) is not { } after)
            {
                Console.WriteLine($"| {string.Join(' ', pair)} | not to be had | | | | |");
                continue;
            }
            var watch = System.Diagnostics.Stopwatch.StartNew();
            var findings = Check(pair, before, after);
            total += watch.Elapsed;
            var warnings = findings.Where(x => x.Severity >= Severity.Warning).ToArray();
            counts.Add(warnings.Length);
            string changed = findings.FirstOrDefault(x => x.Id == EffectRules.Implementation.Id)?.Message.Split(
                "implementation of ")[1].Split(' ')[0] ?? "0";
            Console.WriteLine($"| {string.Join(' ', pair)} | {after.Sum(x => x.Reader.MethodDefinitions.Count)} | {changed} | {findings.Count(x => x.Id != EffectRules.Implementation.Id)} | {warnings.Length} | {watch.ElapsedMilliseconds} |");
            foreach (var warning in warnings) Console.WriteLine("    " + warning);
        }
        Console.WriteLine(Summary(counts));
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{total.TotalSeconds:0.0} s for all of them, one after another; peak memory {process.PeakWorkingSet64 / 1048576} MB, all packages held open."));
    }

    /// <summary>Ids and two versions each, whose packages are then on this machine where they can be had.</summary>
    /// <param name="list">A file; null for pairs.txt.</param>
    public static string[][] Read(string? list)
    {
        string[][] pairs = [.. File.ReadLines(list
            ?? Path.Combine(Places.RepositoryRoot, "tests", "SemverGuard.Benchmarks", "Effects", "pairs.txt")).Select(x => x.Split(' '))
            .Where(x => x.Length == 3)];
        Restore(pairs);
        return pairs;
    }

    /// <summary><c>46 bumps: median 0, mean 0.30, most 3 warnings.</c></summary>
    public static string Summary(List<int> counts)
    {
        counts.Sort();
        return string.Create(CultureInfo.InvariantCulture,
            $"\n{counts.Count} bumps: median {counts[counts.Count / 2]}, mean {counts.Average():0.00}, most {counts[^1]} warnings.");
    }

    private static Finding[] Check(string[] pair, IReadOnlyList<AssemblyImage> before, IReadOnlyList<AssemblyImage> after)
    {
        AssemblySet was = new(before, Framework), now = new(after, Framework);
        var report = Guard.Check(new GuardInput
        {
            Bumps = [new Bump(pair[0], pair[1], pair[2], [.. before.Concat(after).Select(x => x.Name).Distinct()])],
            Uses = Uses(before),
            Before = new ApiSurface(was).Find,
            After = new ApiSurface(now),
            RuntimeBefore = was,
            RuntimeAfter = now,
            IsRebuilt = true,
            ComparesBehavior = true,
        });
        return [.. report.Findings.Where(x => (x.Impact & Impact.Behavior) != 0)];
    }

    private static SymbolUse[] Uses(IReadOnlyList<AssemblyImage> images) =>
        [.. images.SelectMany(PublicMethods).OrderBy(x => Hash(x.Symbol)).Take(UsedMembers)];

    private static IEnumerable<SymbolUse> PublicMethods(AssemblyImage image)
    {
        foreach (var typeHandle in image.Reader.TypeDefinitions)
        {
            var type = image.Reader.GetTypeDefinition(typeHandle);
            if ((type.Attributes & TypeAttributes.VisibilityMask) != TypeAttributes.Public) continue;
            foreach (var handle in type.GetMethods())
            {
                var method = image.Reader.GetMethodDefinition(handle);
                bool isPlain = (method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public
                    && ((method.Attributes & MethodAttributes.SpecialName) == 0 || image.Reader.GetString(method.Name) == ".ctor");
                if (isPlain) yield return new SymbolUse(DocumentationId.Method(image, handle), image.Name, Use.Call, []);
            }
        }
    }

    private static uint Hash(string text) => text.Aggregate(2166136261, (x, y) => (x ^ y) * 16777619);

    private static AssemblyImage? Framework(string name)
    {
        string path = Path.Combine(Places.Framework, name + ".dll");
        return File.Exists(path) ? AssemblyImage.Open(new PEReader(File.OpenRead(path)), isFramework: true) : null;
    }

    /// <summary>What a program on this framework and system loads.</summary>
    private static AssemblyImage[]? Images(string id, string version)
    {
        string folder = Path.Combine(Places.PackageRoot, id.ToLowerInvariant(), version);
        string runtime = Path.Combine(folder, "runtimes", "unix", "lib");
        string lib = Directory.Exists(runtime) ? runtime : Path.Combine(folder, "lib");
        if (!Directory.Exists(lib)) return null;
        var frameworks = Directory.GetDirectories(lib).ToDictionary(x => NuGetFramework.ParseFolder(Path.GetFileName(x)));
        var nearest = new FrameworkReducer().GetNearest(NuGetFramework.Parse($"net{Environment.Version.Major}.0"), frameworks.Keys);
        return nearest is null
            ? null
            : [.. Directory.EnumerateFiles(frameworks[nearest], "*.dll").Order(StringComparer.Ordinal)
                .Select(x => AssemblyImage.Open(new PEReader(File.OpenRead(x)))).OfType<AssemblyImage>()];
    }

    private static void Restore(string[][] pairs)
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        foreach (string[] pair in pairs)
        {
            if (pair.Skip(1).All(x => Directory.Exists(Path.Combine(Places.PackageRoot, pair[0].ToLowerInvariant(), x)))) continue;
            var versions = string.Join(";", pair.Skip(1).Select(x => $"[{NuGetVersion.Parse(x)}]"));
            new XElement("Project", new XAttribute("Sdk", "Microsoft.NET.Sdk"),
                new XElement("PropertyGroup", new XElement("TargetFramework", "net10.0"), new XElement("NuGetAudit", "false")),
                new XElement("ItemGroup", new XElement("PackageDownload", new XAttribute("Include", pair[0]),
                    new XAttribute("Version", versions)))).Save(Path.Combine(folder, "Pair.csproj"));
            using var restore = System.Diagnostics.Process.Start(
                new System.Diagnostics.ProcessStartInfo("dotnet", ["restore", folder]) { RedirectStandardOutput = true })!;
            restore.StandardOutput.ReadToEnd();
            restore.WaitForExit();
        }
        Directory.Delete(folder, recursive: true);
    }
}
