using SemverGuard.Metadata;

namespace SemverGuard.Uses;

/// <summary>A library that is the project's own, the output of another project of the solution: its source is at hand and is built with it.</summary>
/// <param name="Sources">Places in its source; null without symbols.</param>
/// <param name="Uses">What its code uses of the packages, and the constants that its source names.</param>
public sealed record OwnLibrary(AssemblyImage Image, SourceMap? Sources, IReadOnlyList<SymbolUse> Uses);
