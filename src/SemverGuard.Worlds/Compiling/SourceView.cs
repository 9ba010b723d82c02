using SemverGuard.Metadata;
using SemverGuard.Recompilation;
using SemverGuard.Worlds;
using SemverGuard.Uses;

namespace SemverGuard.Worlds.Compiling;

/// <summary>What of the references' differences the project's source can see.</summary>
/// <param name="surfaces">Compares two versions of an assembly.</param>
internal sealed class SourceView(CompilerInputs inputs, string language, AssemblyFiles files, SurfaceDiffs surfaces)
{
    /// <summary>
    /// The generators of the framework and the words without which they make nothing. What others make of a declaration nobody knows.
    /// </summary>
    private static readonly Dictionary<string, string[]> AskedFor = new(StringComparer.OrdinalIgnoreCase)
    {
        ["System.Text.Json.SourceGeneration"] = ["JsonSerializable"],
        ["System.Text.RegularExpressions.Generator"] = ["GeneratedRegex"],
        ["Microsoft.Extensions.Logging.Generators"] = ["LoggerMessage"],
        ["Microsoft.Extensions.Options.SourceGeneration"] = ["OptionsValidator"],
        ["Microsoft.Extensions.Validation.ValidationsGenerator"] = ["AddValidation", "ValidatableType"],
        ["Microsoft.Interop.LibraryImportGenerator"] = ["LibraryImport"],
        ["Microsoft.Interop.ComInterfaceGenerator"] = ["GeneratedComInterface", "GeneratedComClass"],
        ["Microsoft.Interop.JavaScript.JSImportGenerator"] = ["JSImport", "JSExport"],
        ["Microsoft.AspNetCore.App.SourceGenerators"] = [], // makes the project's own entry point public
    };

    /// <summary>Reads no source, but files of its own.</summary>
    private const string Razor = "Microsoft.CodeAnalysis.Razor.Compiler";

    private readonly Lazy<SourceWords> words = new(() => SourceFiles.Words(inputs.Sources));

    /// <param name="pairs">Each reference before and after.</param>
    /// <returns>Whether the source means the same and compiles alike, so that one output stands for both.</returns>
    public bool IsSame(IReadOnlyList<(Reference Before, Reference After)> pairs)
    {
        var diffs = new List<SurfaceDiff>();
        var others = new List<string>();
        foreach (var (before, after) in pairs)
        {
            if (before.File == after.File)
            {
                others.Add(after.File);
                continue;
            }
            if (Diff(before, after) is not { } diff) return false;
            if (diff.IsEmpty) others.Add(after.File);
            else diffs.Add(diff);
        }
        if (diffs.Count == 0) return true;
        if (language != "C#" || inputs.Generators.Any(IsAtWork)) return false;
        return !SurfaceDiff.CanBeSeen(diffs, words.Value, others.Select(x => files.Open(x)).OfType<AssemblyImage>());
    }

    /// <returns>Whether only a compiler can tell if the source still compiles.</returns>
    /// <param name="before">Its compilation against the packages as they were.</param>
    /// <param name="bumped">Simple names of the assemblies that changed.</param>
    public bool IsInDoubt(Build before, AssemblySet after, IReadOnlyCollection<string> bumped)
    {
        try
        {
            return CompileDoubt.About(before, after, bumped, words.Value, surfaces);
        }
        catch (BadImageFormatException)
        {
            return true; // the compiler will say what it makes of it, and the comparison what could not be read
        }
    }

    private SurfaceDiff? Diff(Reference before, Reference after)
    {
        try
        {
            bool isOfOther = !before.Package.Equals(after.Package, StringComparison.OrdinalIgnoreCase);
            return files.Open(before.File) is { } was && files.Open(after.File) is { } now ? surfaces.Between(was, now, isOfOther) : null;
        }
        catch (BadImageFormatException)
        {
            return null; // the compiler will say what it makes of it
        }
    }

    /// <summary>A part of the source is not written yet.</summary>
    private bool IsAtWork(Reference generator) =>
        AskedFor.TryGetValue(generator.Name, out string[]? asking) ? Array.Exists(asking, words.Value.Contains)
        : generator.Name == Razor ? inputs.AdditionalFiles.Any(x => Path.GetExtension(x).ToLowerInvariant() is ".razor" or ".cshtml")
        : files.Open(generator.File) is { } image
            && image.Reader.TypeReferences.Any(x => image.NameOf(x) == "Microsoft.CodeAnalysis.GeneratorAttribute");
}
