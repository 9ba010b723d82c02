using SemverGuard.Compiling;
using SemverGuard.Findings;
using SemverGuard.Pages;

namespace SemverGuard.Packages;

/// <summary>One case of each fact about a package; its page shows what is said of it.</summary>
public sealed class PackagePageTests
{
    private const string Empty = "<dependencies />", Targets = "<Project><Target Name=\"Pack\" /></Project>",
        Other = "<Project><Target Name=\"Send\" /></Project>";

    private static readonly (string Path, string Text) Library = ("lib/netstandard2.0/Lib.dll", "");

    private static readonly Dictionary<string, Func<IReadOnlyList<Finding>>> Cases = new()
    {
        ["AssetSwitched"] = () => Between(Before(), After(("lib/net6.0/Lib.dll", ""))),
        ["FrameworkDropped"] = () => Between(Before(("lib/net8.0/Lib.dll", "")), After()),
        ["DependencyAdded"] = () => Between(Before(), After() with { Metadata = Needing(("Mid", "2.1.0")) }),
        ["DependencyRemoved"] = () => Between(Before() with { Metadata = Needing(("Mid", "2.1.0")) }, After() with { Metadata = Empty }),
        ["DependencyMajorRaised"] = () =>
            Between(Before() with { Metadata = Needing(("Mid", "2.1.0")) }, After() with { Metadata = Needing(("Mid", "3.0.0")) }),
        ["FamilySplit"] = () => PackageFindingsOf.Between(Before(), After(), ["Lib.Export"]),
        ["BuildCodeAdded"] = () => Between(Before(), After(("build/Lib.targets", Targets))),
        ["BuildCodeChanged"] = () => Between(Before(("build/Lib.targets", Targets)), After(("build/Lib.targets", Other))),
        ["AnalyzerAdded"] = () => Between(Before(), After(("analyzers/dotnet/cs/Lib.Generators.dll", ""))),
        ["NativeCodeChanged"] = () => Between(Before(), After(("runtimes/linux-x64/native/lib.so", "ELF"))),
        ["ScriptChanged"] = () => Between(Before(), After(("tools/prepare.ps1", "Get-Date"))),
        ["StrongNameKeyChanged"] = () => Between(Before() with { Assemblies = Signed("2.0.0.0", "30ad4fe6b2a6aeed") },
            After() with { Assemblies = Signed("2.0.0.0", "b77a5c561934e089") }),
        ["AssemblyVersionLowered"] = () =>
            Between(Before() with { Assemblies = Signed("2.0.0.0", "") }, After() with { Assemblies = Signed("1.0.0.0", "") }),
        ["LicenceChanged"] = () => Between(Before() with { Metadata = "<license type=\"expression\">Apache-2.0</license>" },
            After() with { Metadata = "<licenseUrl>lib.example/license</licenseUrl>" }),
        ["SignerChanged"] = () =>
            Between(Before() with { Signature = MadeSignature.Of("Ann") }, After() with { Signature = MadeSignature.Of("Bob") }),
    };

    public static TheoryData<string> Rules => [.. PackageRules.All.Select(x => x.Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_page_shows_what_is_said(string rule)
    {
        var page = RulePage.All.Single(x => x.Rule.Name == rule);
        var finding = Assert.Single(Cases[rule]());
        Assert.Equal(page.Rule.Id, finding.Id);
        const string Begin = "```text\n", End = "```";
        int start = page.Text.IndexOf(Begin, StringComparison.Ordinal)
            + Begin.Length, end = page.Text.IndexOf(End, start, StringComparison.Ordinal);
        string line = PackageFindingsOf.Line(finding);
        if (Repository.IsUpdating) File.WriteAllText(page.File, page.Text[..start] + line + page.Text[end..]);
        else Assert.Equal(line, page.Text[start..end]);
    }

    /// <summary>The same files under another version number are the same package.</summary>
    [Fact]
    public void A_package_against_itself_is_silent()
    {
        (string, string)[] files = [Library, ("build/Lib.targets", Targets), ("tools/a.ps1", "x"), ("runtimes/unix/native/a.so", "x"),
            ("analyzers/dotnet/A.dll", "")];
        Assert.Empty(Between(new MadeContent("1.2.3", files), new MadeContent("1.2.4", files)));
    }

    private static IReadOnlyList<Finding> Between(MadeContent before, MadeContent after) => PackageFindingsOf.Between(before, after);

    private static MadeContent Before(params (string, string)[] files) => new("1.2.3", [Library, .. files]);

    private static MadeContent After(params (string, string)[] files) => new("1.2.4", [Library, .. files]);

    private static string Needing(params (string Id, string Version)[] packages) =>
        $"<dependencies><group targetFramework=\"netstandard2.0\">{string.Concat(packages.Select(x => $"<dependency id=\"{x.Id}\" version=\"{x.Version}\" />"))}</group></dependencies>";

    private static PackageAssembly[] Signed(string version, string key) => [new("Lib", System.Version.Parse(version), key)];
}
