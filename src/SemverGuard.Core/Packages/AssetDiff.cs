using NuGet.Versioning;

namespace SemverGuard.Packages;

/// <summary>Which compilation of a library a project gets, and under which identity.</summary>
internal static class AssetDiff
{
    private static readonly StringComparer Names = StringComparer.OrdinalIgnoreCase;

    public static IEnumerable<PackageChange> Between(PackageShape before, PackageShape after)
    {
        string[] left = [.. before.Picked.Except(after.Picked, Names)], taken = [.. after.Picked.Except(before.Picked, Names)];
        // A build that goes and that this project did not use is nobody's here.
        if (left.Length > 0 && taken.Length > 0) yield return Switched(left, taken, after);
        // One that it could use, and does not, loses to the framework's own assembly.
        bool isUsable = after.Target?.Best(after.Frameworks) is not null;
        if (left.Length > 0 && after.Picked.Count == 0 && after is { Target: not null, Frameworks.Count: > 0 } && !isUsable)
            yield return Unusable(left, after);
        foreach (var change in Identities(before, after)) yield return change;
    }

    /// <summary>NuGet takes such a package all the same where something else in it fits: build code, content.</summary>
    private static PackageChange Unusable(string[] left, PackageShape after) => new(
        PackageChangeKind.Framework, Surprise.Untold,
        $"has no build for {ShapeDiff.List(left)} any more, and none that this project can use "
            + $"(only for {ShapeDiff.List(after.Frameworks)})",
        "nothing of its code reaches this project: what it declared does not exist here");

    private static PackageChange Switched(string[] left, string[] taken, PackageShape after)
    {
        string was = ShapeDiff.List(left), now = ShapeDiff.List(taken);
        if (after.Target?.Family != "framework" && left.All(x => Family(x) != "framework") && taken.All(x => Family(x) == "framework"))
        {
            return new PackageChange(PackageChangeKind.Asset, Surprise.Untold, $"is now used as its build for {now} (before: {was})",
                "it was built for .NET Framework, and what it needs of that may not be there when this project runs");
        }
        bool isDropped = left.All(x => !after.Frameworks.Contains(x, Names) && taken.All(y => IsLess(y, x)));
        return isDropped
            ? new PackageChange(
                PackageChangeKind.Framework, Surprise.Broken, $"has no build for {was} any more, and its build for {now} is used instead",
                "another compilation of the library runs in this project, one that knows less of its framework")
            : new PackageChange(PackageChangeKind.Asset, Surprise.None, $"is now used as its build for {now} (before: {was})",
                "another compilation of the library runs in this project, and code written for one framework only may do something else");
    }

    private static string? Family(string framework) => FrameworkName.Parse(framework)?.Family;

    /// <summary>A framework that is further from the project's own.</summary>
    private static bool IsLess(string one, string other) =>
        FrameworkName.Parse(one) is { } less && FrameworkName.Parse(other) is { } more
        && (less.Family == more.Family ? less.Version < more.Version : less.Family == "standard");

    private static IEnumerable<PackageChange> Identities(PackageShape before, PackageShape after)
    {
        bool isUpgrade = NuGetVersion.TryParse(before.Version, out var was) && NuGetVersion.TryParse(after.Version, out var now)
            && now >= was;
        foreach (var assembly in before.Assemblies)
        {
            if (after.Assemblies.FirstOrDefault(x => Names.Equals(x.Name, assembly.Name)) is not { } other) continue;
            if (other.Key != assembly.Key)
            {
                string[] users = [.. (after.References
                    ?? []).Where(x => Names.Equals(x.To, assembly.Name) && x.Key == assembly.Key && !Names.Equals(x.From, assembly.Name))
                    .Select(x => x.From + ".dll").Distinct()];
                bool isSigned = assembly.Key.Length > 0, isNamed = isSigned && users.Length > 0;
                yield return new PackageChange(
                    PackageChangeKind.Key,
                    isNamed ? Surprise.Untold : isSigned && after.References is null ? Surprise.Broken : Surprise.None,
                    $"has {assembly.Name}.dll with {Key(other)} (before: {Key(assembly)})",
                    isNamed
                        ? $"{ShapeDiff.List(users)} still {(users.Length == 1 ? "names" : "name")} it by the former, "
                            + "which is another assembly to the compiler and to .NET Framework: what passes between them may not compile, "
                            + "or not load"
                    : isSigned && after.References is null
                        ? "it counts as another assembly: on .NET Framework nothing that was compiled against the former finds it, "
                            + "and everywhere it is worth a look who built it"
                    : isSigned ? "no other assembly of this application names it by the former, and it is worth a look who built it"
                    : "what was compiled against the former names it without a key");
            }
            if (isUpgrade && other.Version < assembly.Version)
            {
                yield return new PackageChange(PackageChangeKind.AssemblyVersion, Surprise.Broken,
                    $"has {assembly.Name}.dll with assembly version {other.Version} (before: {assembly.Version})",
                    "whatever was compiled against the higher one and is not compiled again does not load it");
            }
        }
    }

    private static string Key(PackageAssembly assembly) =>
        assembly.Key.Length > 0 ? "the strong-name key " + assembly.Key : "no strong name";
}
