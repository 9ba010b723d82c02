using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Packages;
using SemverGuard.Uses;

namespace SemverGuard.Baselines;

/// <summary>What a project referenced, and used of it, when somebody last said "this is fine". Committed beside the project.</summary>
public sealed record Baseline
{
    /// <summary>Short target framework name: <c>net10.0</c>.</summary>
    public required string Framework { get; init; }

    /// <summary>
    /// Path of the project file, relative to the baseline's folder, with forward slashes: mostly a name. Empty when it is not known.
    /// </summary>
    public string Project { get; init; } = "";

    /// <summary>In ordinal order of the ids, letter case ignored.</summary>
    public IReadOnlyList<BaselinePackage> Packages { get; init; } = [];

    public BaselinePackage? Package(string id) => Packages.FirstOrDefault(x => string.Equals(x.Id, id, StringComparison.OrdinalIgnoreCase));

    /// <summary>All uses, as <see cref="UseReader"/> would report them, without their places.</summary>
    public IEnumerable<SymbolUse> Uses => Noted(Use.Proven);

    /// <summary>All uses, and the constants that the source names: what the same baseline is recorded from again.</summary>
    public IEnumerable<SymbolUse> UsesAndNames => Noted(Use.Proven | Use.Named);

    private IEnumerable<SymbolUse> Noted(Use wanted) =>
        from package in Packages
        from assembly in package.Assemblies
        from symbol in assembly.Symbols
        where (symbol.Uses & wanted) != 0
        select new SymbolUse(symbol.Id, assembly.Name, symbol.Uses & wanted, []);
}

public sealed record BaselinePackage
{
    public required string Id { get; init; }

    /// <summary>Normalised, as NuGet resolved it.</summary>
    public required string Version { get; init; }

    /// <summary>SHA-512 of the package's content in base 64, as project.assets.json has it; empty when unknown.</summary>
    public string Hash { get; init; } = "";

    /// <summary>The project itself asks for it.</summary>
    public bool IsDirect { get; init; }

    /// <summary>The packages that ask for it, in ordinal order.</summary>
    public IReadOnlyList<string> Via { get; init; } = [];

    /// <summary>What it gives the project instead, where it gives it no assembly.</summary>
    public PackageParts Brings { get; init; }

    /// <summary>In ordinal order of the names.</summary>
    public IReadOnlyList<BaselineAssembly> Assemblies { get; init; } = [];
}

public sealed record BaselineAssembly
{
    /// <summary>Simple name.</summary>
    public required string Name { get; init; }

    public required Version Version { get; init; }

    /// <summary>Module version id of the compile asset, or of the run-time asset where there is no compile asset.</summary>
    public required Guid Mvid { get; init; }

    /// <summary>Path of the compile asset inside the package, with forward slashes; empty when the compiler does not see it.</summary>
    public string Compile { get; init; } = "";

    /// <summary>Path of the run-time asset inside the package, with forward slashes; empty when it is not deployed.</summary>
    public string Runtime { get; init; } = "";

    /// <summary>What the project uses of it, in ordinal order of the ids.</summary>
    public IReadOnlyList<BaselineSymbol> Symbols { get; init; } = [];

    /// <summary>A recorded type with the recorded ones of its members; null when none was recorded.</summary>
    public ApiType? Type(string typeId)
    {
        if (Symbols.FirstOrDefault(x => x.Id == typeId) is not { } recorded || recorded.AsType() is not { } type) return null;
        var members = Symbols.Where(
            x => x.Id != typeId && DocumentationId.DeclaringType(x.Id) == typeId && x.Id[0] != 'T' && !x.IsOverload);
        return type with { Members = members.Select(x => x.AsMember()).OfType<ApiMember>().ToArray() };
    }
}

/// <param name="Facts">As <see cref="FactText"/> writes them.</param>
public sealed record BaselineSymbol(string Id, Use Uses, string Facts)
{
    /// <summary>Only its id is known.</summary>
    public bool IsOverload => Uses == Use.Overload;

    /// <summary>Null for a member.</summary>
    public ApiType? AsType() => Id[0] == 'T' ? FactText.ParseType(Id, Facts) : null;

    /// <summary>Null for a type.</summary>
    public ApiMember? AsMember() => Id[0] == 'T' ? null : FactText.ParseMember(Id, Facts);
}
