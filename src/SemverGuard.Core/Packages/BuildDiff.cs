using System.Text.RegularExpressions;

namespace SemverGuard.Packages;

/// <summary>What a package runs when the project is built or, being native, where no metadata says what it does.</summary>
internal static class BuildDiff
{
    private static readonly Regex Nothing = new(@"^<Project[^>]*(/>|>\s*</Project>)$", RegexOptions.CultureInvariant);

    public static IEnumerable<PackageChange> Between(PackageShape before, PackageShape after) =>
        new[] { BuildFiles(before, after), Analyzers(before, after) }.OfType<PackageChange>().Concat(Sources(before, after))
            .Concat(Scripts(before, after));

    private static PackageChange? BuildFiles(PackageShape before, PackageShape after)
    {
        string[] added = [.. Imported(after).Except(Imported(before), StringComparer.OrdinalIgnoreCase)];
        if (added.Length > 0)
        {
            return new PackageChange(PackageChangeKind.BuildAdded, after.GivesBuildFiles ? Surprise.New : Surprise.None,
                "brings code into the build: " + ShapeDiff.List(added),
                after.GivesBuildFiles
                    ? "it runs whenever this project is built, and can change how and from what"
                    : "this project does not take it");
        }
        string[] changed = Changed(before.BuildFiles, after.BuildFiles);
        return changed.Length == 0
            ? null
            : new PackageChange(PackageChangeKind.BuildChanged, Surprise.None,
                "changed code that it brings into the build: " + ShapeDiff.List(changed),
                "what it does when this project is built is not compared");
    }

    /// <summary>Those that NuGet imports and in which there is something.</summary>
    private static IEnumerable<string> Imported(PackageShape shape) => shape.BuildFiles
        .Where(x => System.IO.Path.GetFileNameWithoutExtension(x.Key).Equals(shape.Id, StringComparison.OrdinalIgnoreCase)
            && !Nothing.IsMatch(x.Value)).Select(x => x.Key);

    private static PackageChange? Analyzers(PackageShape before, PackageShape after)
    {
        string[] added = [.. after.Analyzers.Keys.Except(before.Analyzers.Keys, StringComparer.OrdinalIgnoreCase)];
        if (added.Length > 0)
        {
            return new PackageChange(PackageChangeKind.Analyzer, after.GivesAnalyzers ? Surprise.New : Surprise.None,
                "brings code into the compiler: " + ShapeDiff.List(added),
                after.GivesAnalyzers
                    ? "as analyzer or generator it runs whenever this project is compiled, and a generator adds to the project"
                    : "this project's compiler does not get it");
        }
        string[] changed = [.. after.Analyzers.Keys.Where(x => before.Analyzers[x].Hash != after.Analyzers[x].Hash)],
            gone = [.. before.Analyzers.Keys.Except(after.Analyzers.Keys, StringComparer.OrdinalIgnoreCase)];
        string[] was = [.. Diagnostics(before)], now = [.. Diagnostics(after)], news = [.. now.Except(was)], less = [.. was.Except(now)];
        string text = string.Join(" and ", new[]
        {
            news.Length > 0 ? "reports new diagnostics (" + ShapeDiff.List(news) + ")" : "",
            less.Length > 0 ? "no longer reports " + ShapeDiff.List(less) : "",
            gone.Length > 0 ? "no longer brings " + ShapeDiff.List(gone) + " into the compiler" : "",
        }.Where(x => x.Length > 0));
        // Of a library that also has analyzers, another build of the same ones is no news.
        if (text.Length == 0 && (changed.Length == 0 || after.Assemblies.Count > 0)) return null;
        return new PackageChange(PackageChangeKind.Analyzer, Surprise.None,
            text.Length > 0 ? text : "has other analyzers or generators: " + ShapeDiff.List(changed),
            !after.GivesAnalyzers ? "this project's compiler does not get them"
            : news.Length > 0 ? "what they find in this project shows when it is compiled, and fails a build that treats warnings as errors"
            : text.Length > 0 ? "a setting in .editorconfig or NoWarn that names it has no effect any more"
            : (now.Length > 0 ? "they know the same diagnostics as before, and " : "") + "what they do otherwise is not compared");
    }

    private static IEnumerable<string> Diagnostics(PackageShape shape) =>
        shape.Analyzers.Values.SelectMany(x => x.Diagnostics).Distinct(StringComparer.Ordinal);

    /// <summary>It is the project's own code from then on.</summary>
    private static IEnumerable<PackageChange> Sources(PackageShape before, PackageShape after)
    {
        string[] added = [.. after.Sources.Keys.Except(before.Sources.Keys, StringComparer.OrdinalIgnoreCase)],
            gone = [.. before.Sources.Keys.Except(after.Sources.Keys, StringComparer.OrdinalIgnoreCase)];
        string[] changed = [.. Changed(before.Sources, after.Sources).Except(added, StringComparer.OrdinalIgnoreCase)
            .Except(gone, StringComparer.OrdinalIgnoreCase)];
        if (added.Length > 0)
        {
            yield return new PackageChange(PackageChangeKind.BuildAdded, after.GivesSources ? Surprise.New : Surprise.None,
                "brings source into the build: " + ShapeDiff.List(added),
                after.GivesSources ? "it is compiled into this project" : "this project does not take it");
        }
        if (gone.Length > 0)
        {
            yield return new PackageChange(
                PackageChangeKind.BuildChanged, Surprise.None, "no longer brings source into the build: " + ShapeDiff.List(gone),
                "what is declared in it is no longer part of this project");
        }
        if (changed.Length > 0)
        {
            yield return new PackageChange(
                PackageChangeKind.BuildChanged, Surprise.None, "changed source that it brings into the build: " + ShapeDiff.List(changed),
                "it is compiled into this project, and what it does is not compared");
        }
    }

    /// <remarks>By the name alone: the folder may tell a framework.</remarks>
    private static IEnumerable<PackageChange> Scripts(PackageShape before, PackageShape after)
    {
        string[] added = [
            .. after.Scripts.Keys.Where(x => before.Scripts.Keys.All(y => !Name(x).Equals(Name(y), StringComparison.OrdinalIgnoreCase)))];
        // A library comes with the program that needs it, and runs with nothing else.
        string[] programs = [.. added.Where(x => !IsLibrary(x))];
        if (programs.Length > 0)
        {
            yield return new PackageChange(PackageChangeKind.Script, Surprise.New,
                "brings scripts or programs: " + ShapeDiff.List(programs),
                "its build code or a package manager may run them on this machine");
            yield break;
        }
        string[] changed = Changed(before.Scripts, after.Scripts);
        if (changed.Length == 0) yield break;
        yield return new PackageChange(PackageChangeKind.Script, Surprise.None,
            "has other scripts or programs: " + ShapeDiff.List(changed) + Only(changed, after), "what they do otherwise is not compared");
    }

    private static bool IsLibrary(string path) => System.IO.Path.GetExtension(path).ToLowerInvariant() is ".dll" or ".so" or ".dylib";

    /// <summary>Of programs for several systems, those of one may be all that changed.</summary>
    private static string Only(string[] changed, PackageShape after)
    {
        string[] systems = [.. changed.Select(SystemOf).Distinct()],
            all = [.. after.Scripts.Keys.Select(SystemOf).Where(x => x.Length > 0).Distinct()];
        return systems is [{ Length: > 0 } one] && all.Length > 1 ? $" (only those for {one})" : "";
    }

    private static string SystemOf(string path) => path.Split('/').Select(x => x.ToLowerInvariant()).Select(x =>
        x.StartsWith("linux", StringComparison.Ordinal) ? "Linux"
            : x.StartsWith("mac", StringComparison.Ordinal) || x.StartsWith("osx", StringComparison.Ordinal) ? "macOS"
        : x.StartsWith("win", StringComparison.Ordinal) ? "Windows" : "").FirstOrDefault(x => x.Length > 0) ?? "";

    /// <summary>That came, went or have another content.</summary>
    private static string[] Changed(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
        [.. before.Keys.Union(after.Keys)
            .Where(x => !before.TryGetValue(x, out string? was) || !after.TryGetValue(x, out string? now) || was != now)];

    private static string Name(string path) => path.Substring(path.LastIndexOf('/') + 1);
}
