using System.Text.RegularExpressions;

namespace SemverGuard.Packages;

/// <summary>What a package runs when the project is built or, being native, where no metadata says what it does.</summary>
internal static class BuildDiff
{
    private static readonly Regex Nothing = new(@"^<Project[^>]*(/>|>\s*</Project>)$", RegexOptions.CultureInvariant);

    public static IEnumerable<PackageChange> Between(PackageShape before, PackageShape after) =>
        new[] { BuildFiles(before, after), Analyzers(before, after), Natives(before, after), Scripts(before, after) }.OfType<PackageChange>();

    private static PackageChange? BuildFiles(PackageShape before, PackageShape after)
    {
        string[] added = [.. Imported(after).Except(Imported(before), StringComparer.OrdinalIgnoreCase)];
        if (added.Length > 0)
        {
            return new PackageChange(PackageChangeKind.BuildAdded, after.GivesBuildFiles ? Surprise.New : Surprise.None, "brings code into the build: " + ShapeDiff.List(added),
                after.GivesBuildFiles ? "it runs whenever this project is built, and can change how and from what" : "this project does not take it");
        }
        string[] changed = Changed(before.BuildFiles, after.BuildFiles);
        return changed.Length == 0 ? null : new PackageChange(PackageChangeKind.BuildChanged, Surprise.None, "changed code that it brings into the build: " + ShapeDiff.List(changed), "what it does when this project is built is not compared");
    }

    /// <summary>Those that NuGet imports and in which there is something.</summary>
    private static IEnumerable<string> Imported(PackageShape shape) => shape.BuildFiles
        .Where(x => System.IO.Path.GetFileNameWithoutExtension(x.Key).Equals(shape.Id, StringComparison.OrdinalIgnoreCase) && !Nothing.IsMatch(x.Value)).Select(x => x.Key);

    private static PackageChange? Analyzers(PackageShape before, PackageShape after)
    {
        string[] added = [.. after.Analyzers.Except(before.Analyzers, StringComparer.OrdinalIgnoreCase)];
        return added.Length == 0 ? null : new PackageChange(PackageChangeKind.Analyzer, after.GivesAnalyzers ? Surprise.New : Surprise.None, "brings code into the compiler: " + ShapeDiff.List(added),
            after.GivesAnalyzers ? "as analyzer or generator it runs whenever this project is compiled, and a generator adds to the project" : "this project's compiler does not get it");
    }

    private static PackageChange? Natives(PackageShape before, PackageShape after)
    {
        if (before.Natives.Count == 0 && after.Natives.Count > 0)
            return new PackageChange(PackageChangeKind.Native, Surprise.New, "brings native code: " + ShapeDiff.List(after.Natives.Keys), "it is deployed with the application, and what it does no metadata tells");
        string[] changed = Changed(before.Natives, after.Natives);
        return changed.Length == 0 ? null : new PackageChange(PackageChangeKind.Native, Surprise.None, "has other native code: " + ShapeDiff.List(changed), "what that does otherwise is not compared");
    }

    /// <remarks>By the name alone: the folder may tell a framework.</remarks>
    private static PackageChange? Scripts(PackageShape before, PackageShape after)
    {
        string[] added = [.. after.Scripts.Keys.Where(x => before.Scripts.Keys.All(y => !Name(x).Equals(Name(y), StringComparison.OrdinalIgnoreCase)))];
        if (added.Length > 0) return new PackageChange(PackageChangeKind.Script, Surprise.New, "brings scripts or programs: " + ShapeDiff.List(added), "its build code or a package manager may run them on this machine");
        string[] changed = Changed(before.Scripts, after.Scripts);
        return changed.Length == 0 ? null : new PackageChange(PackageChangeKind.Script, Surprise.None, "has other scripts or programs: " + ShapeDiff.List(changed), "what they do otherwise is not compared");
    }

    /// <summary>That came, went or have another content.</summary>
    private static string[] Changed(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
        [.. before.Keys.Union(after.Keys).Where(x => !before.TryGetValue(x, out string? was) || !after.TryGetValue(x, out string? now) || was != now)];

    private static string Name(string path) => path.Substring(path.LastIndexOf('/') + 1);
}
