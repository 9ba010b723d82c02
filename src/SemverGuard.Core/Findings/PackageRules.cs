using SemverGuard.Packages;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>
/// The ids of what is another thing about the package itself, and the word that says which in a symbol: <c>package:Lib/asset</c>.
/// </summary>
public static class PackageRules
{
    private static readonly (PackageChangeKind Kind, RuleInfo Rule, string Word)[] Kinds =
    [
        (PackageChangeKind.Asset, Rule("SG5001", "AssetSwitched", "Selected asset changed"), "asset"),
        (PackageChangeKind.Framework, Rule("SG5002", "FrameworkDropped", "Target framework no longer supported"), "framework"),
        (PackageChangeKind.DependencyAdded, Rule("SG5003", "DependencyAdded", "Dependency added"), "dependency-added"),
        (PackageChangeKind.DependencyRemoved, Rule("SG5004", "DependencyRemoved", "Dependency removed"), "dependency-removed"),
        (PackageChangeKind.DependencyMajor, Rule("SG5005", "DependencyMajorRaised", "Major version of a dependency raised"),
            "dependency-major"),
        (PackageChangeKind.Family, Rule("SG5006", "FamilySplit", "Package family split across versions"), "family"),
        (PackageChangeKind.BuildAdded, Rule("SG5007", "BuildCodeAdded", "MSBuild files added"), "build"),
        (PackageChangeKind.BuildChanged, Rule("SG5008", "BuildCodeChanged", "MSBuild files changed"), "build-changed"),
        (PackageChangeKind.Analyzer, Rule("SG5009", "AnalyzerAdded", "Analyzer or source generator added"), "analyzer"),
        (PackageChangeKind.Native, Rule("SG5010", "NativeCodeChanged", "Native library changed"), "native"),
        (PackageChangeKind.Script, Rule("SG5011", "ScriptChanged", "Script or executable changed"), "script"),
        (PackageChangeKind.Key, Rule("SG5012", "StrongNameKeyChanged", "Strong-name key changed"), "key"),
        (PackageChangeKind.AssemblyVersion, Rule("SG5013", "AssemblyVersionLowered", "Assembly version lowered"), "assembly-version"),
        (PackageChangeKind.Licence, Rule("SG5014", "LicenceChanged", "License changed"), "licence"),
        (PackageChangeKind.Signer, Rule("SG5015", "SignerChanged", "Package author signature changed"), "signer"),
    ];

    public static IReadOnlyList<RuleInfo> All { get; } = [.. Kinds.Select(x => x.Rule)];

    public static RuleInfo Of(PackageChangeKind kind) => Array.Find(Kinds, x => x.Kind == kind).Rule;

    /// <summary>What stands for a package as a whole where others have a documentation comment id.</summary>
    public static string Symbol(string package, PackageChangeKind kind) =>
        $"package:{package}/{Array.Find(Kinds, x => x.Kind == kind).Word}";

    private static RuleInfo Rule(string id, string name, string title) =>
        new() { Id = id, Name = name, Title = title, Hurts = Use.None, Impact = Impact.Package };
}
