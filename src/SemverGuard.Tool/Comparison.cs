using SemverGuard.Api;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Packages;
using SemverGuard.Recompilation;
using SemverGuard.Uses;

namespace SemverGuard.Tool;

/// <summary>Lays out the two worlds of a comparison.</summary>
internal static class Comparison
{
    public static GuardInput Of(PackageSource before, PackageSource after, ApplicationSource application, bool isRebuilt)
    {
        string[] names = [.. before.Runtime.Concat(before.Compile).Concat(after.Runtime).Concat(after.Compile).Select(x => x.Name)
            .Distinct(StringComparer.OrdinalIgnoreCase)];
        var consumer = application.Before.Output;
        if (names.Contains(consumer.Name, StringComparer.OrdinalIgnoreCase))
            throw new InvalidDataException($"the package and the consumer are both called '{consumer.Name}'");
        // A folder of the application holds the consumer too, as it was built last.
        var others = application.Others.Where(x => !names.Append(consumer.Name).Contains(x.Name, StringComparer.OrdinalIgnoreCase))
            .ToArray();
        var (compileBefore, runtimeBefore) = Worlds(before);
        var (compileAfter, runtimeAfter) = Worlds(after);
        var surfaceBefore = new ApiSurface(compileBefore);
        return new GuardInput
        {
            Bumps = [new Bump(before.Id, before.Version, after.Version, names)],
            Uses = UseReader.Read(consumer, compileBefore, application.Before.Sources),
            Before = surfaceBefore.Find,
            After = new ApiSurface(compileAfter),
            RuntimeBefore = runtimeBefore,
            RuntimeAfter = runtimeAfter,
            Consumer = consumer,
            Sources = application.Before.Sources,
            Recompiled = Recompiled(),
            IsRebuilt = isRebuilt,
            Shapes = _ => before.Shape is { } was && after.Shape is { } shape ? new ShapePair(was, shape, []) : null,
            PackageOf = x => names.Contains(x, StringComparer.OrdinalIgnoreCase) ? (before.Id, after.Version) : null,
        };

        // What one has resolved the other need not resolve again, unless the compiler sees other assemblies than the runtime.
        (AssemblySet Compile, AssemblySet Runtime) Worlds(PackageSource package)
        {
            var compile = World(package.Compile, consumer);
            return (compile, package.Runtime.SequenceEqual(package.Compile) ? compile : World(package.Runtime, consumer));
        }

        AssemblySet World(IEnumerable<AssemblyImage> package, AssemblyImage output) =>
            new(package.Concat(others).Append(output), application.Framework.Find);

        Recompiled? Recompiled() => application.Errors is not { } errors ? null : new(
            new Build(consumer, compileBefore, application.Before.Sources),
            application.After is { } app ? new Build(app.Output, World(after.Compile, app.Output), app.Sources) : null,
            errors) { Line = application.Line };
    }
}
