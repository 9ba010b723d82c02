using System.Text.RegularExpressions;
using SemverGuard.Packages.Native;

namespace SemverGuard.Packages;

/// <summary>
/// What native code needs and offers now, and did not or did before: its file says that much, and the system's loader goes by it.
/// </summary>
internal static class NativeDiff
{
    private static readonly Regex SystemVersion = new(@"^([a-z]+)[\d.]*", RegexOptions.CultureInvariant);

    public static IEnumerable<PackageChange> Between(PackageShape before, PackageShape after)
    {
        if (before.Natives.Count == 0)
        {
            if (after.Natives.Count > 0)
                yield return Change(Surprise.New, "brings native code: " + ShapeDiff.List(after.Natives.Keys),
                    "it is deployed with the application, and what it does no metadata tells");
            yield break;
        }
        string[] changed = [.. before.Natives.Keys.Union(after.Natives.Keys).Where(x => Hash(before, x) != Hash(after, x))];
        if (changed.Length == 0) yield break;
        var pairs = changed.Where(x => before.Natives.ContainsKey(x) && after.Natives.ContainsKey(x))
            .Select(x => (Path: x, Before: before.Natives[x].Library!, After: after.Natives[x].Library!))
            .Where(x => x.Before is not null && x.After is not null).ToArray();
        bool isTold = false;
        foreach (var change in Calls(pairs, after).Concat(Options(pairs)).Concat(Versions(pairs, after)).Concat(Libraries(pairs, after))
            .Concat(Machines(pairs, after)).Concat(Gone(before, after)).Concat(Exports(pairs, after)))
        {
            isTold = true;
            yield return change;
        }
        if (!isTold) yield return Change(Surprise.None, "has other native code: " + ShapeDiff.List(changed), pairs.Length == 0
            ? "what that does otherwise is not compared"
            : "it needs no more of the system than before and exports what it did; what it does otherwise is not compared");
    }

    private static IEnumerable<PackageChange> Gone(PackageShape before, PackageShape after) =>
        Systems(before).Except(Systems(after)).Where(x => !IsCovered(x, after)).ToArray() is { Length: > 0 } gone
            ? [Change(Where(after), "has no native code for " + ShapeDiff.List(gone) + " any more",
                "an application that runs there no longer finds it, unless another package brings it")]
            : [];

    /// <summary>Functions that are gone and that something here asks for by name.</summary>
    private static IEnumerable<PackageChange> Calls((string Path, NativeLibrary Before, NativeLibrary After)[] pairs, PackageShape after) =>
        from pair in pairs
        let gone = new HashSet<string>(Gone(pair.Before, pair.After), StringComparer.Ordinal)
        from import in after.Imports ?? []
        where gone.Contains(import.Function) && IsNameOf(import.Module, pair.Path)
        group pair.Path by import into calls
        select Change(Surprise.Untold, $"no longer exports {calls.Key.Function} from {ShapeDiff.List(calls.Distinct())}",
            $"{calls.Key.Assembly} calls it, which throws EntryPointNotFoundException");

    /// <summary>
    /// Another option is another library under the same name. Told as an info: whom it hurts nobody can tell, and most it does not.
    /// </summary>
    private static IEnumerable<PackageChange> Options((string Path, NativeLibrary Before, NativeLibrary After)[] pairs) =>
        from pair in pairs
        let was = pair.Before.Options
        let now = pair.After.Options
        where was.Count > 0 && now.Count > 0
        let others = now.Where(x => !was.TryGetValue(x.Key, out string? old) || old != x.Value)
            .Select(x => $"{x.Key}={x.Value}" + (was.TryGetValue(x.Key, out string? old) ? $" (was {old})" : ""))
            .Concat(was.Keys.Where(x => !now.ContainsKey(x)).Select(x => "without " + x)).OrderBy(x => x, StringComparer.Ordinal).ToArray()
        where others.Length > 0
        group pair.Path by ShapeDiff.List(others) into built
        select Change(Surprise.None, $"is built with other options, {built.Key}, for {ShapeDiff.List(built)}",
            "what native code does otherwise is not compared: run the tests that lead into it");

    private static IEnumerable<PackageChange> Versions(
        (string Path, NativeLibrary Before, NativeLibrary After)[] pairs, PackageShape after) =>
        from pair in pairs
        from need in pair.After.Versions
        where pair.Before.Versions.ContainsKey(need.Key)
        let was = pair.Before.Versions[need.Key]
        where was < need.Value
        group (pair.Path, Was: was) by (Family: need.Key, Now: need.Value) into raised
        orderby raised.Key.Now descending
        let isHarmless = NativePlatform.Has(raised.Key.Family, raised.Key.Now, after.Target)
        select Change(
            isHarmless ? Surprise.None : Where(after),
            $"needs {raised.Key.Family} {raised.Key.Now} (before: "
                + $"{string.Join(" or ", raised.Select(x => x.Was).Distinct().OrderBy(x => x))}) for "
                + $"{ShapeDiff.List(raised.Select(x => x.Path))}",
            isHarmless
                ? "wherever this project's .NET runs there is that"
                : "on a system with an older one it does not load, which throws DllNotFoundException");

    private static IEnumerable<PackageChange> Libraries(
        (string Path, NativeLibrary Before, NativeLibrary After)[] pairs, PackageShape after) =>
        from pair in pairs
        from library in pair.After.Libraries
        where pair.Before.Libraries.All(x => !Name(x).Equals(Name(library), StringComparison.OrdinalIgnoreCase))
            && !NativePlatform.Has(library)
        where after.Natives.Keys.All(x => !Name(x).Equals(Name(library), StringComparison.OrdinalIgnoreCase))
        group pair.Path by library into needing
        select Change(
            IsOfWholeSystem(needing, after) ? Surprise.Broken : Where(after), $"newly needs {needing.Key} for {ShapeDiff.List(needing)}",
            "on a system without that it does not load, which throws DllNotFoundException");

    /// <summary>Whether files are all that there are for some operating system: who runs on it gets one of them.</summary>
    private static bool IsOfWholeSystem(IEnumerable<string> paths, PackageShape after)
    {
        var those = new HashSet<string>(paths, StringComparer.Ordinal);
        return after.Natives.Keys.Where(x => those.Any(y => Name(y) == Name(x))).GroupBy(x => x.Split('-', '/')[0])
            .Any(x => x.All(those.Contains));
    }

    private static IEnumerable<PackageChange> Machines(
        (string Path, NativeLibrary Before, NativeLibrary After)[] pairs, PackageShape after) =>
        from pair in pairs
        let gone = pair.Before.Machines.Except(pair.After.Machines).ToArray()
        where gone.Length > 0
        select Change(
            Where(after), $"has no code for {ShapeDiff.List(gone)} in {pair.Path} any more", "on such a processor it does not load");

    private static IEnumerable<PackageChange> Exports((string Path, NativeLibrary Before, NativeLibrary After)[] pairs, PackageShape after)
    {
        string[] all = [.. pairs.SelectMany(x => Gone(x.Before, x.After)
            .Where(y => after.Imports?.Any(z => z.Function == y && IsNameOf(z.Module, x.Path)) != true)).Distinct()];
        if (all.Length == 0) yield break;
        string[] files = [.. pairs.Where(x => Gone(x.Before, x.After).Any()).Select(x => x.Path)];
        yield return Change(Surprise.None, $"no longer exports {ShapeDiff.List(all)} from {ShapeDiff.List(files)}",
            after.Imports is null ? "who calls it by name no longer finds it" : "no assembly of this application imports it");
    }

    private static IEnumerable<string> Gone(NativeLibrary before, NativeLibrary after) =>
        // Stripped of all names, or of another format's: then nothing can be said.
        after.Exports.Count == 0 ? [] : before.Exports.Except(after.Exports, StringComparer.Ordinal).Where(IsNamed);

    /// <summary>Nobody imports by a name that a C++ or Rust compiler made up, or that the linker put there.</summary>
    private static bool IsNamed(string export) =>
        !export.StartsWith("_", StringComparison.Ordinal) && !export.StartsWith("?", StringComparison.Ordinal);

    /// <summary>A module may be named as the runtime looks for it: without <c>lib</c>, without the extension.</summary>
    private static bool IsNameOf(string module, string path) =>
        Plain(Name(module)).Equals(Plain(Name(path)), StringComparison.OrdinalIgnoreCase);

    private static string Plain(string file)
    {
        string plain = Regex.Replace(file, @"\.(dll|dylib|so)(\.[\d.]+)?$", "", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);
        return plain.StartsWith("lib", StringComparison.OrdinalIgnoreCase) ? plain.Substring(3) : plain;
    }

    /// <summary>What hurts on some systems only is a warning where the project says that it runs there.</summary>
    private static Surprise Where(PackageShape after) => after.IsForKnownSystems ? Surprise.Broken : Surprise.None;

    private static IEnumerable<string> Systems(PackageShape shape) =>
        shape.Natives.Keys.Select(x => x.Split('/')[0]).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>By the same system without its version, by the system without the processor, or by all processors apart.</summary>
    private static bool IsCovered(string system, PackageShape after)
    {
        string plain = Plainly(system), family = plain.Split('-')[0];
        return Systems(after).Select(Plainly)
            .Any(x => x == plain || x == family || (plain == family && x.StartsWith(family + "-", StringComparison.Ordinal))
                || (x == "unix" && family is "linux" or "osx"));

        // Alpine is the one with musl, and had a name of its own before .NET knew more of them.
        static string Plainly(string name) =>
            SystemVersion.Replace(name.ToLowerInvariant(), "$1") is var plain && plain.StartsWith("alpine", StringComparison.Ordinal)
                ? "linux-musl" + plain.Substring(6)
                : plain;
    }

    private static string? Hash(PackageShape shape, string path) => shape.Natives.TryGetValue(path, out var file) ? file.Hash : null;

    private static string Name(string path) => path.Substring(path.LastIndexOf('/') + 1);

    private static PackageChange Change(Surprise surprise, string text, string consequence) =>
        new(PackageChangeKind.Native, surprise, text, consequence);
}
