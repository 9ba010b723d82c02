using SemverGuard.Api;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Packages;
using SemverGuard.Tool;

namespace SemverGuard.Benchmarks.Effects;

/// <summary>
/// How much SemverGuard says about the packages themselves over real bumps, to a project of this framework that references each.
/// </summary>
/// <remarks>
/// <c>dotnet run -c Release --project tests/SemverGuard.Benchmarks -- facts [pairs.txt]</c>. The packages beside them are not known here:
/// every dependency that moves to another major counts as felt.
/// </remarks>
internal static class PatchFacts
{
    public static void Print(string? list)
    {
        var counts = new List<int>();
        foreach (string[] pair in PatchPairs.Read(list))
        {
            using var files = new Files();
            if (Shape(pair[0], pair[1], files) is not { } before || Shape(pair[0], pair[2], files) is not { } after)
            {
                Console.WriteLine($"{string.Join(' ', pair)}: not to be had");
                continue;
            }
            var findings = Guard.Check(new GuardInput
            {
                Bumps = [new Bump(pair[0], pair[1], pair[2], [])],
                Uses = [],
                Before = (_, _) => null,
                After = new ApiSurface(new AssemblySet([], _ => null)),
                Shapes = _ => new ShapePair(before, after, []),
            }).Findings;
            counts.Add(findings.Count(x => x.Severity >= Severity.Warning));
            Console.WriteLine($"{string.Join(' ', pair)}: {counts[^1]} warnings, {findings.Count - counts[^1]} infos");
            foreach (var finding in findings) Console.WriteLine("    " + finding);
        }
        Console.WriteLine(PatchPairs.Summary(counts));
    }

    private static PackageShape? Shape(string id, string version, Files files)
    {
        string folder = Path.Combine(Places.PackageRoot, id.ToLowerInvariant(), version);
        try
        {
            return Directory.Exists(folder) ? PackageSource.Open(folder, null, files).Shape : null;
        }
        catch (InvalidDataException)
        {
            return null; // has no assembly for this framework
        }
    }
}
