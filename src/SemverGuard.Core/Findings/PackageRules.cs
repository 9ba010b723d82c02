using SemverGuard.Packages;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>The ids of what is another thing about the package itself, and the word that says which in a symbol: <c>package:Lib/asset</c>.</summary>
public static class PackageRules
{
    private static readonly (PackageChangeKind Kind, RuleInfo Rule, string Word)[] Kinds =
    [
        (PackageChangeKind.Asset, Rule("SG5001", "AssetSwitched", "Another build of the library is used"), "asset"),
        (PackageChangeKind.Framework, Rule("SG5002", "FrameworkDropped", "The package has no build for a framework any more"), "framework"),
        (PackageChangeKind.DependencyAdded, Rule("SG5003", "DependencyAdded", "The package needs another package"), "dependency-added"),
        (PackageChangeKind.DependencyRemoved, Rule("SG5004", "DependencyRemoved", "The package no longer needs another package"), "dependency-removed"),
        (PackageChangeKind.DependencyMajor, Rule("SG5005", "DependencyMajorRaised", "The package needs another major version of a package"), "dependency-major"),
        (PackageChangeKind.Family, Rule("SG5006", "FamilySplit", "Packages that are released together are at different versions"), "family"),
        (PackageChangeKind.BuildAdded, Rule("SG5007", "BuildCodeAdded", "The package brings code into the build"), "build"),
        (PackageChangeKind.BuildChanged, Rule("SG5008", "BuildCodeChanged", "The package's code in the build changed"), "build-changed"),
        (PackageChangeKind.Analyzer, Rule("SG5009", "AnalyzerAdded", "The package brings code into the compiler"), "analyzer"),
        (PackageChangeKind.Native, Rule("SG5010", "NativeCodeChanged", "The package has other native code"), "native"),
        (PackageChangeKind.Script, Rule("SG5011", "ScriptChanged", "The package has other scripts or programs"), "script"),
        (PackageChangeKind.Key, Rule("SG5012", "StrongNameKeyChanged", "An assembly has another strong-name key"), "key"),
        (PackageChangeKind.AssemblyVersion, Rule("SG5013", "AssemblyVersionLowered", "An assembly has a lower version"), "assembly-version"),
        (PackageChangeKind.Licence, Rule("SG5014", "LicenceChanged", "The package has another licence"), "licence"),
        (PackageChangeKind.Signer, Rule("SG5015", "SignerChanged", "The package is signed by another author"), "signer"),
    ];

    public static IReadOnlyList<RuleInfo> All { get; } = [.. Kinds.Select(x => x.Rule)];

    public static RuleInfo Of(PackageChangeKind kind) => Array.Find(Kinds, x => x.Kind == kind).Rule;

    /// <summary>What stands for a package as a whole where others have a documentation comment id.</summary>
    public static string Symbol(string package, PackageChangeKind kind) => $"package:{package}/{Array.Find(Kinds, x => x.Kind == kind).Word}";

    private static RuleInfo Rule(string id, string name, string title) => new() { Id = id, Name = name, Title = title, Hurts = Use.None, Impact = Impact.Package };
}
