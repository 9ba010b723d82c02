using System.Globalization;
using System.Text;
using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Packages;
using SemverGuard.Uses;

namespace SemverGuard.Baselines;

/// <summary>What is wrong with a baseline file; <see cref="Line"/> counts from 1.</summary>
public sealed record BaselineError(int Line, string Message)
{
    /// <summary>Id of the package that is there twice, where that is what is wrong; null for anything else.</summary>
    public string? Twice { get; init; }
}

/// <summary>The baseline file's text. <see cref="Write"/> and <see cref="Parse"/> are exact inverses.</summary>
/// <remarks>
/// One fact a line, in ordinal order, with LF and a final newline, so that a diff is the review:
/// <code>
/// semverguard-baseline 1 net10.0 App.csproj
/// package Grpc.Tools 2.60.0 direct brings=build,tools hash=...
/// package OpenTelemetry 1.20.0 direct via=OpenTelemetry.Api hash=...
///   assembly OpenTelemetry 1.0.0.0 mvid=... compile=lib/net10.0/OpenTelemetry.dll runtime=lib/net10.0/OpenTelemetry.dll
///     T:OpenTelemetry.Sdk [mention] public class static
///     M:OpenTelemetry.Sdk.CreateMeterProviderBuilder [call] public method static type=OpenTelemetry.Metrics.MeterProviderBuilder
/// </code>
/// </remarks>
public static class BaselineText
{
    /// <summary>The highest format this version reads.</summary>
    public const int Format = 1;

    private const string Magic = "semverguard-baseline ";

    public static string Write(Baseline baseline)
    {
        var text = new StringBuilder(16 * 1024);
        text.Append(Magic).Append(Format).Append(' ').Append(baseline.Framework);
        // Earlier versions of SemverGuard, which do not write it, read over it.
        if (baseline.Project.Length > 0) text.Append(' ').Append(baseline.Project);
        text.Append('\n');
        foreach (var package in baseline.Packages)
        {
            text.Append("package ").Append(package.Id).Append(' ').Append(package.Version);
            if (package.IsDirect) text.Append(" direct");
            Add("via", string.Join(";", package.Via.Select(x => PercentEncoding.Escape(x, ";"))));
            Add("brings", PackagePartsText.Write(package.Brings));
            Add("hash", package.Hash);
            text.Append('\n');
            foreach (var assembly in package.Assemblies)
            {
                text.Append("  assembly ").Append(Escape(assembly.Name)).Append(' ').Append(assembly.Version);
                Add("mvid", assembly.Mvid.ToString());
                Add("compile", Escape(assembly.Compile));
                Add("runtime", Escape(assembly.Runtime));
                text.Append('\n');
                foreach (var symbol in assembly.Symbols)
                    text.Append("    ").Append(Escape(symbol.Id)).Append(" [").Append(string.Join(",", symbol.Uses.Words())).Append("] ")
                        .Append(symbol.Facts).Append('\n');
            }
        }
        return text.ToString();

        void Add(string key, string value)
        {
            if (value.Length > 0) text.Append(' ').Append(key).Append('=').Append(value);
        }
    }

    /// <summary>Whether a file that begins so claims to be a baseline, of whatever format.</summary>
    public static bool IsOne(string firstLine) => firstLine.StartsWith(Magic, StringComparison.Ordinal);

    /// <param name="settled">Ids of packages of which it does not matter what the file says, so that they may be there twice.</param>
    /// <returns>The baseline, or what is wrong with the first line that is.</returns>
    public static (Baseline? Baseline, BaselineError? Error) Parse(string text, Func<string, bool>? settled = null) =>
        Read(CommittedText.Lines(text), settled, withFacts: true);

    /// <summary>
    /// The same for who reads thousands and asks only what is used: facts are neither looked at nor kept, and no text is held as a whole.
    /// </summary>
    /// <param name="lines">Without their ends.</param>
    public static (Baseline? Baseline, BaselineError? Error) ParseUses(IEnumerable<string> lines) =>
        Read(lines, settled: null, withFacts: false);

    private static (Baseline? Baseline, BaselineError? Error) Read(IEnumerable<string> lines, Func<string, bool>? settled, bool withFacts)
    {
        var packages = new List<BaselinePackage>();
        var known = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase); // lines of the packages
        var assemblies = new List<BaselineAssembly>(); // of the last package
        var symbols = new List<BaselineSymbol>(); // of the last assembly
        string? framework = null, project = null;
        int number = 0;
        foreach (string line in lines)
        {
            number++;
            if (CommittedText.IsConflict(line))
                return Fail("has a merge conflict here: resolve it, or delete the file and build to record a new baseline");
            if (framework is null)
            {
                if (Header(line) is not { } header) return Fail("does not begin with '" + Magic + Format + " <target framework>'");
                if (header.Format > Format)
                    return Fail($"has format {header.Format}, and this SemverGuard reads up to {Format}: update the SemverGuard package");
                (framework, project) = (header.Framework, header.Project);
            }
            else if (line.StartsWith("    ", StringComparison.Ordinal))
            {
                if (assemblies.Count == 0 || Symbol(line, withFacts) is not { } symbol) return Fail(Expected("a symbol"));
                symbols.Add(symbol);
            }
            else if (line.StartsWith("  ", StringComparison.Ordinal))
            {
                var (assembly, problem) = Assembly(line);
                if (packages.Count == 0 || assembly is null) return Fail(packages.Count == 0 ? Expected("an assembly") : problem);
                assemblies.Add(assembly with { Symbols = symbols = [] });
            }
            else
            {
                var (package, problem) = Package(line);
                if (package is null) return Fail(problem);
                bool isSecond = known.TryGetValue(package.Id, out int first);
                if (isSecond && settled?.Invoke(package.Id) != true) return (null, Double(package.Id, first, number));
                known[package.Id] = number;
                assemblies = [];
                if (!isSecond) packages.Add(package with { Assemblies = assemblies });
            }
        }
        return framework is null
            ? Fail("is empty")
            : (new Baseline { Framework = framework, Project = project!, Packages = packages }, null);

        (Baseline?, BaselineError?) Fail(string message) => (null, new BaselineError(Math.Max(number, 1), message));
    }

    private static string Expected(string what) => "cannot be read here: " + what + " was expected";

    private static BaselineError Double(string id, int first, int second) => new(second,
        $"has {id} twice, here and in line {first}: take one out, or run dotnet build "
            + $"-t:SemverGuardAccept -p:SemverGuardPackages={id}") { Twice = id };

    private static (int Format, string Framework, string Project)? Header(string line)
    {
        if (!line.StartsWith(Magic, StringComparison.Ordinal)) return null;
        string[] words = line.Substring(Magic.Length).Split([' '], 3);
        return words.Length >= 2 && int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out int format)
            ? (format, words[1], words.Length > 2 ? words[2] : "")
            : null;
    }

    private static (BaselinePackage? Package, string Problem) Package(string line)
    {
        string[] words = line.Split(' ');
        if (words.Length < 3 || words[0] != "package") return (null, Expected("a package"));
        if (!PackageGrammar.IsId(words[1])) return (null, "has here an id that no package can have");
        if (!PackageGrammar.IsVersion(words[2])) return (null, "has here a version that is none");
        var package = new BaselinePackage { Id = words[1], Version = words[2] };
        foreach (string word in words.Skip(3))
        {
            if (word == "direct") package = package with { IsDirect = true };
            else if (Value(word, "via") is { } via && via.Length > 0) package = package with { Via = [.. via.Split(';').Select(Unescape)] };
            else if (Value(word, "brings") is { } brings && PackagePartsText.Parse(brings) is { } parts)
                package = package with { Brings = parts };
            else if (Value(word, "hash") is { } hash && PackageGrammar.IsHash(hash)) package = package with { Hash = hash };
            else return (null, Expected("a package"));
        }
        return (package, "");
    }

    private static (BaselineAssembly? Assembly, string Problem) Assembly(string line)
    {
        string[] words = line.Trim(' ').Split(' ');
        if (words.Length < 4 || words[0] != "assembly" || words[1].Length == 0 || !Version.TryParse(words[2], out var version))
            return (null, Expected("an assembly"));
        if (Value(words[3], "mvid") is not { } id || !Guid.TryParseExact(id, "D", out var mvid)) return (null, Expected("an assembly"));
        var assembly = new BaselineAssembly { Name = Unescape(words[1]), Version = version, Mvid = mvid };
        foreach (string word in words.Skip(4))
        {
            if (Value(word, "compile") is { } compile) assembly = assembly with { Compile = Unescape(compile) };
            else if (Value(word, "runtime") is { } runtime) assembly = assembly with { Runtime = Unescape(runtime) };
            else return (null, Expected("an assembly"));
        }
        return IsInside(assembly.Compile) && IsInside(assembly.Runtime)
            ? (assembly, "")
            : (null, "has here a path that does not lie in the package");
    }

    private static bool IsInside(string asset) => asset.Length == 0 || PackageGrammar.IsPath(asset);

    private static BaselineSymbol? Symbol(string line, bool withFacts)
    {
        int open = line.IndexOf(" [", 4, StringComparison.Ordinal), close = open < 0
            ? -1
            : line.IndexOf("] ", open, StringComparison.Ordinal);
        if (close < 0 || open < 7) return null;
        string id = Unescape(line.Substring(4, open - 4));
        if (!DocumentationId.IsWellFormed(id)) return null;
        var uses = Use.None;
        for (int start = open + 2; start < close;)
        {
            int end = line.IndexOf(',', start, close - start);
            if (end < 0) end = close;
            if (end > start)
            {
                if (UseExtensions.Parse(line, start, end - start) is not { } use) return null;
                uses |= use;
            }
            start = end + 1;
        }
        var symbol = new BaselineSymbol(id, uses, withFacts ? line.Substring(close + 2) : "");
        return withFacts && symbol.AsType() is null && symbol.AsMember() is null ? null : symbol;
    }

    private static string? Value(string word, string key) =>
        word.Length > key.Length && word[key.Length] == '=' && word.StartsWith(key, StringComparison.Ordinal)
            ? word.Substring(key.Length + 1)
            : null;

    private static string Escape(string value) => PercentEncoding.Escape(value);

    private static string Unescape(string value) => PercentEncoding.Unescape(value);
}
