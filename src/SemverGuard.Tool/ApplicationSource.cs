using SemverGuard.Metadata;
using SemverGuard.Recompilation;
using SemverGuard.Uses;

namespace SemverGuard.Tool;

/// <summary>One build of the consumer.</summary>
internal sealed record ConsumerBuild(AssemblyImage Output, SourceMap? Sources);

/// <summary>The consumer, and whatever else is deployed with it.</summary>
/// <param name="Before">As compiled against before.</param>
/// <param name="After">The same source compiled against after; null when that was not done, or fails.</param>
/// <param name="Errors">Why it fails; null when it was not tried.</param>
/// <param name="Others">The application's other assemblies.</param>
internal sealed record ApplicationSource(
    ConsumerBuild Before, ConsumerBuild? After, IReadOnlyList<CompileError>? Errors, IReadOnlyList<AssemblyImage> Others,
    SharedFramework Framework)
{
    /// <summary>The text of a line of the consumer's source; null where there is none.</summary>
    public Func<SourceSite, string?> Line { get; init; } = _ => null;

    /// <exception cref="FileNotFoundException">The consumer is not there.</exception>
    /// <exception cref="DirectoryNotFoundException">A folder is not there.</exception>
    /// <exception cref="BadImageFormatException">The consumer is not an assembly.</exception>
    public static ApplicationSource Open(string app, string? appAfter, IReadOnlyList<string> folders, Files files)
    {
        var before = Consumer(app, files);
        var after = appAfter is null ? null : Consumer(appAfter, files);
        string beside = Path.GetDirectoryName(Path.GetFullPath(app))!;
        var others = OthersIn(folders.Prepend(beside), files).Where(x => x.Name != before.Output.Name);
        return new ApplicationSource(before, after, after is null ? null : [], [.. others], new SharedFramework(files));
    }

    /// <exception cref="InvalidDataException">The source does not compile against before.</exception>
    public static ApplicationSource Compile(
        SourceOptions options, IReadOnlyList<string> folders, PackageSource before, PackageSource after, Files files)
    {
        const string Name = "App";
        // What was built of these sources before is no part of what is built now.
        var others = OthersIn(folders, files)
            .Where(x => !before.Has(x.Name) && !after.Has(x.Name) && !x.Name.Equals(Name, StringComparison.OrdinalIgnoreCase)).ToArray();
        var compiler = new SourceCompiler(options, Name, files);
        var (one, oneSources, oneErrors) = compiler.Compile(before.Compile.Concat(others));
        if (one is null)
            throw new InvalidDataException(
                $"'{options.Folder}' does not compile against before: {oneErrors[0].Site} {oneErrors[0].Id} {oneErrors[0].Message}");
        var (other, otherSources, errors) = compiler.Compile(after.Compile.Concat(others));
        return new ApplicationSource(new(one, oneSources), other is null ? null : new(other, otherSources), errors, others,
            new SharedFramework(files)) { Line = compiler.Line };
    }

    private static ConsumerBuild Consumer(string path, Files files) =>
        File.Exists(path) ? new(files.Open(path), files.Sources(path)) : throw new FileNotFoundException($"'{path}' does not exist");

    private static IEnumerable<AssemblyImage> OthersIn(IEnumerable<string> folders, Files files)
    {
        foreach (string folder in folders)
        {
            if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"'{folder}' is not a folder");
            foreach (string path in Directory.EnumerateFiles(folder, "*.dll").Order(StringComparer.Ordinal))
            {
                if (files.TryOpen(path) is { } image) yield return image;
            }
        }
    }
}
