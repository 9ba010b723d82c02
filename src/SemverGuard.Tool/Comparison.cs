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
        var (compileBefore, runtimeBefore) = Worlds(before);
        var (compileAfter, runtimeAfter) = Worlds(after);
        var surfaceBefore = new ApiSurface(compileBefore);
        return new GuardInput
        {
            Bumps = [new Bump(before.Id, before.Version, after.Version, names)],
            Uses = UseReader.Read(application.Consumer, compileBefore, application.Sources),
            Before = surfaceBefore.Find,
            After = new ApiSurface(compileAfter),
            RuntimeBefore = runtimeBefore,
            RuntimeAfter = runtimeAfter,
            Consumer = application.Consumer,
            Sources = application.Sources,
            IsRebuilt = isRebuilt,
            PackageOf = x => names.Contains(x, StringComparer.OrdinalIgnoreCase) ? (before.Id, after.Version) : null,
        };

        // What one has resolved the other need not resolve again, unless the compiler sees other assemblies than the runtime.
        (AssemblySet Compile, AssemblySet Runtime) Worlds(PackageSource package)
        {
            var compile = World(package.Compile);
            return (compile, package.Runtime.SequenceEqual(package.Compile) ? compile : World(package.Runtime));
        }

        AssemblySet World(IEnumerable<AssemblyImage> package) => new(package.Concat(others), application.Framework.Find);
    }
}
