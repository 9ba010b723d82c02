using Microsoft.CodeAnalysis;
using SemverGuard.Analyzers;
using SemverGuard.Api;
using SemverGuard.Baselines;
using SemverGuard.Metadata;

namespace SemverGuard.CodeFixes;

/// <summary>Takes a package into the baseline as it is, as <c>SemverGuardAccept</c> does, from what an editor knows.</summary>
/// <remarks>
/// An editor knows the assemblies that the compiler sees and the path they have in the packages folder. It does not know the package's hash
/// nor assemblies for run time only: those are left out, and the next build, which finds no other version, notes them. Uses are the
/// baseline's own.
/// </remarks>
internal static class Acceptance
{
    /// <returns>Null when it cannot be told which version it is.</returns>
    public static Baseline? Accept(Baseline baseline, string packageId, Compilation compilation)
    {
        var references = ReferencedAssembly.All(compilation);
        var now = references.Values.Select(x => (Assembly: x, Path: PackagePath.Of(x.Path, packageId))).Where(x => x.Path is not null)
            .ToArray();
        if (now.Length == 0 || baseline.Package(packageId) is not { } before) return null;
        var resolved = new ResolvedPackage(before.Id, now[0].Path!.Version, Hash: "", before.IsDirect, before.Via,
            [.. now.Select(x => Assembly(x.Assembly, x.Path!.Asset, before))]);
        var surface = new ApiSurface(
            new AssemblySet(baseline.Packages.SelectMany(x => x.Assemblies).Select(x => x.Name).Concat(now.Select(x => x.Assembly.Name))
            .Distinct(StringComparer.OrdinalIgnoreCase).Select(Open).OfType<AssemblyImage>(), Open));
        var accepted = BaselineRecorder.Record(baseline.Framework, [resolved], baseline.UsesAndNames, surface).Packages[0];
        return baseline with { Packages = [.. baseline.Packages.Select(x => x == before ? accepted : x)] };

        AssemblyImage? Open(string name) => references.TryGetValue(name, out var reference) ? reference.Image() : null;
    }

    private static BaselineAssembly Assembly(ReferencedAssembly now, string asset, BaselinePackage package)
    {
        var before = package.Assemblies.FirstOrDefault(x => x.Name.Equals(now.Name, StringComparison.OrdinalIgnoreCase));
        return new BaselineAssembly
        {
            Name = now.Name,
            Version = now.Version,
            Mvid = now.Mvid,
            Compile = asset,
            // Mostly one file for both. Where it is not, the folder of the other one seldom changes.
            Runtime = before is null || before.Runtime == before.Compile ? asset : before.Runtime,
        };
    }
}
