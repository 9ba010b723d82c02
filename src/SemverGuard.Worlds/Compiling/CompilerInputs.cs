
namespace SemverGuard.Worlds.Compiling;

/// <summary>Everything the compiler reads, as files.</summary>
/// <param name="Generators">And analyzers, which may be both.</param>
/// <param name="PathMap">As the project sets it: what the compiler writes for a path into the output.</param>
internal sealed record CompilerInputs(
    IReadOnlyList<string> Sources, IReadOnlyList<Reference> References, IReadOnlyList<Reference> Generators,
    IReadOnlyList<string> AdditionalFiles, IReadOnlyList<string> ConfigFiles, string PathMap)
{
    /// <summary>As lines of a response file.</summary>
    public IEnumerable<string> Arguments =>
    [
        .. PathMap.Length > 0 ? ["/pathmap:" + Quoted(PathMap)] : Array.Empty<string>(),
        .. References.SelectMany(x => x.Arguments),
        .. Generators.Select(x => "/analyzer:" + Quoted(x.File)),
        .. AdditionalFiles.Select(x => "/additionalfile:" + Quoted(x)),
        .. ConfigFiles.Select(x => "/analyzerconfig:" + Quoted(x)),
        .. Sources.Select(Quoted),
    ];

    public IEnumerable<string> Files =>
        Sources.Concat(References.Concat(Generators).Select(x => x.File)).Concat(AdditionalFiles).Concat(ConfigFiles);

    public static string Quoted(string path) => "\"" + path + "\"";
}

/// <summary>An assembly that the compiler references or loads.</summary>
/// <param name="Package">Id of the package it comes from; empty for none.</param>
/// <param name="Aliases">C#'s <c>extern alias</c> names, separated by commas; empty for none.</param>
/// <param name="IsEmbedded">Its interop types become part of the output.</param>
internal sealed record Reference(string File, string Package = "", string Aliases = "", bool IsEmbedded = false)
{
    public static Reference Of(WorldItem item) => new(
        item.FullPath, item["NuGetPackageId"], item["Aliases"],
        item["EmbedInteropTypes"].Equals("true", StringComparison.OrdinalIgnoreCase));

    /// <summary>As good as always the assembly's simple name, for no IO.</summary>
    public string Name => Path.GetFileNameWithoutExtension(File);

    public IEnumerable<string> Arguments
    {
        get
        {
            string option = IsEmbedded ? "/link:" : "/reference:";
            if (Aliases.Length == 0) return [option + CompilerInputs.Quoted(File)];
            return Aliases.Split(',').Select(x => x.Trim()).Where(x => x.Length > 0)
                .Select(x => option + (x == "global" ? "" : x + "=") + CompilerInputs.Quoted(File));
        }
    }
}
