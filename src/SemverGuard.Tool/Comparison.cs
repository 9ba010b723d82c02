using SemverGuard.Api;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Tool;

/// <summary>Lays out the two worlds of a comparison.</summary>
internal static class Comparison
{
    public static GuardInput Of(PackageSource before, PackageSource after, ApplicationSource application, bool isRebuilt)
    {
        string[] names = [.. before.Runtime.Concat(before.Compile).Concat(after.Runtime).Concat(after.Compile).Select(x => x.Name).Distinct(StringComparer.OrdinalIgnoreCase)];
        var others = application.Others.Where(x => !names.Contains(x.Name, StringComparer.OrdinalIgnoreCase)).Append(application.Consumer).ToArray();
        var compileBefore = World(before.Compile);
        var surfaceBefore = new ApiSurface(compileBefore);
        return new GuardInput
        {
            Bumps = [new Bump(before.Id, before.Version, after.Version, names)],
            Uses = UseReader.Read(application.Consumer, compileBefore, application.Sources),
            Before = surfaceBefore.Find,
            After = new ApiSurface(World(after.Compile)),
            RuntimeBefore = World(before.Runtime),
            RuntimeAfter = World(after.Runtime),
            Consumer = application.Consumer,
            Sources = application.Sources,
            IsRebuilt = isRebuilt,
            PackageOf = x => names.Contains(x, StringComparer.OrdinalIgnoreCase) ? (before.Id, after.Version) : null,
        };

        AssemblySet World(IEnumerable<AssemblyImage> package) => new(package.Concat(others), application.Framework.Find);
    }
}
