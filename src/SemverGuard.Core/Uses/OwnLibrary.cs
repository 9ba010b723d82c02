using SemverGuard.Metadata;

namespace SemverGuard.Uses;

/// <summary>
/// A library that is the project's own, the output of another project of the solution: its source is at hand and is built with it.
/// </summary>
/// <param name="Sources">Places in its source; null without symbols.</param>
/// <param name="Uses">What its code uses of the packages, and the constants that its source names.</param>
public sealed record OwnLibrary(AssemblyImage Image, SourceMap? Sources, IReadOnlyList<SymbolUse> Uses)
{
    /// <summary>The text of a file of its source; null for one that is not there.</summary>
    public required Func<string, string?> Text { get; init; }

    /// <exception cref="BadImageFormatException">An assembly is damaged.</exception>
    public static OwnLibrary Read(AssemblyImage image, SourceMap? sources, AssemblySet world, SourceWords words, Func<string, string?> text)
    {
        var uses = UseReader.Read(image, world, sources);
        var named = NamedConstants.Read(world, words).Concat(NamedConstants.OfEnums(uses, world, words));
        return new OwnLibrary(image, sources, [.. uses, .. named]) { Text = text };
    }
}
