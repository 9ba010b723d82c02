using System.Text;
using System.Xml;
using NuGet.Frameworks;
using NuGet.LibraryModel;
using NuGet.Packaging.Core;
using NuGet.ProjectModel;
using NuGet.Versioning;
using SemverGuard.Api;
using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Packages;
using SemverGuard.Reports;
using SemverGuard.Tool.Fleet.Questions;
using SemverGuard.Tool.Witnesses;
using SemverGuard.Uses;
using SemverGuard.Worlds.Assets;

namespace SemverGuard.Fuzz;

/// <summary>The texts that are read, as what writes them writes them.</summary>
internal static class Texts
{
    public const string Nuspec = """
        <?xml version="1.0"?><package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata>
        <id>Lib</id><version>1.0.1</version><authors>a</authors><description>d</description>
        <license type="expression">MIT</license><repository type="git" url="https://github.com/owner/lib.git" />
        <dependencies><group targetFramework="net8.0"><dependency id="Other" version="[1.0.0, )" /></group></dependencies></metadata></package>
        """;

    private const string Framework = "net10.0";

    private static readonly Bump Upgrade = new("Lib", "1.0.0", "1.0.1", ["Lib"]);

    private static readonly Lazy<GuardReport> Report = new(() =>
        Guard.Check(Inputs.Input(Images.Open(Images.Before), Images.Open(Images.After), Images.Open(Images.Consumer))));

    /// <summary>By name: what is written, and what reads it and says what is wrong, or null.</summary>
    public static readonly IReadOnlyDictionary<string, (Lazy<string> Text, Func<string, string?> Read)> Kinds =
        new SortedDictionary<string, (Lazy<string>, Func<string, string?>)>(StringComparer.Ordinal)
    {
        ["accepted"] = (new(Accepted), ReadAccepted),
        ["assets"] = (new(Assets), x => Refused<FormatException>(() => ReadAssets(x))),
        ["baseline"] = (new(Baseline), ReadBaseline),
        ["nuspec"] = (new(Nuspec), x => Refused<XmlException>(() =>
            Packages.Nuspec.Read(new MemoryStream(Encoding.UTF8.GetBytes(x)), FrameworkName.Parse(Framework)))),
        ["report"] = (new(ReportText), x => Refused<InvalidDataException>(() => ReadReport(x))),
    };

    private static string? Refused<T>(Action read)
        where T : Exception
    {
        try
        {
            read();
            return null;
        }
        catch (T e)
        {
            return e.Message;
        }
    }

    private static string Baseline()
    {
        var (was, app) = (Images.Open(Images.Before), Images.Open(Images.Consumer));
        var world = Images.World(was, app);
        string hash = Convert.ToBase64String(new byte[64]);
        ResolvedPackage[] packages =
        [
            new("Lib", "1.0.0", hash, true, ["Other"], [new() { Name = "Lib", Version = was.Version, Mvid = was.Mvid,
                Compile = "lib/net8.0/Lib.dll", Runtime = "lib/net8.0/Lib.dll" }]),
            new("Other", "2.0.0-beta.1", hash, false, [], []) { Brings = PackageParts.Build | PackageParts.Tools },
        ];
        return BaselineText.Write(BaselineRecorder.Record(Framework, packages, UseReader.Read(app, world),
            new ApiSurface(world)) with { Project = "App.csproj" });
    }

    private static string? ReadBaseline(string text)
    {
        BaselineText.ParseUses(text.Split('\n'));
        return BaselineText.Parse(text).Error?.Message;
    }

    private static string Accepted()
    {
        var findings = Report.Value.Findings.Take(3).Select(x => new AcceptedFinding(
            x.Id, x.Symbol, "Lib", "1.0.0", "1.0.1",
                "tested; incident: INC-123 it waited, 2020-12-04, runbook: https://wiki.example.org/INC-123"));
        return AcceptedText.Write(AcceptedFindings.Empty.And(findings) with { Head = ["# We export no histograms.", ""],
            Tail = ["# The end."] });
    }

    /// <summary>As a project's own, and as what others know.</summary>
    private static string? ReadAccepted(string text)
    {
        var (accepted, error) = AcceptedText.Parse(text);
        if (accepted is null) return error!.Message;
        new Knowledge(accepted.Lines.Select(x => x.Finding)).Of(Upgrade);
        return accepted.Lines.Select(x => Incident.Of(x.Finding.Reason).Problem).FirstOrDefault(x => x is not null);
    }

    private static string Assets()
    {
        var framework = NuGetFramework.Parse(Framework);
        var version = NuGetVersion.Parse("1.0.1");
        var spec = new PackageSpec([new TargetFrameworkInformation
        {
            FrameworkName = framework,
            TargetAlias = Framework,
            Dependencies = [new LibraryDependency { LibraryRange = new LibraryRange("Lib", VersionRange.Parse("1.0.1"),
                LibraryDependencyTarget.Package) }],
        }]) { Name = "App", Version = version, FilePath = "/app/App.csproj" };
        var target = new LockFileTargetLibrary
        {
            Name = "Lib", Version = version, Type = "package", Dependencies = [new PackageDependency("Other", VersionRange.Parse("2.0.0"))],
            CompileTimeAssemblies = [new LockFileItem("lib/net8.0/Lib.dll")], RuntimeAssemblies = [new LockFileItem("lib/net8.0/Lib.dll")],
                Build = [new LockFileItem("build/Lib.targets")],
        };
        var file = new LockFile
        {
            Version = 3,
            PackageSpec = spec,
            Targets = [new LockFileTarget { TargetFramework = framework, TargetAlias = Framework,
                Libraries = [target, new LockFileTargetLibrary { Name = "Other", Version = version, Type = "project" }] }],
            Libraries =
            [
                new LockFileLibrary { Name = "Lib", Version = version, Type = "package", Path = "lib/1.0.1",
                    Sha512 = Convert.ToBase64String(new byte[64]),
                    Files = ["lib/net8.0/Lib.dll", "analyzers/dotnet/cs/Lib.dll", "tools/a.ps1"] },
                new LockFileLibrary { Name = "Other", Version = version, Type = "project", Path = "../Other/Other.csproj",
                    MSBuildProject = "../Other/Other.csproj" },
            ],
            PackageFolders = [new LockFileItem("/packages/")],
            LogMessages = [new AssetsLogMessage(NuGet.Common.LogLevel.Warning, NuGet.Common.NuGetLogCode.NU1903,
                "Package 'Lib' 1.0.1 has a known high severity vulnerability") { LibraryId = "Lib" }],
        };
        return new LockFileFormat().Render(file);
    }

    private static void ReadAssets(string text)
    {
        var assets = AssetsReader.Read(text, Framework, ".NETCoreApp,Version=v10.0", "");
        assets.Around(["Lib"]);
        _ = AssetsReader.Warnings(text).Count() + AssetsReader.Restored(text).Count();
    }

    private static string ReportText() => ReportFormats.Print("json", Reports.Report.Of(Report.Value, [Upgrade]));

    /// <summary>As the fleet asks about one, and as a witness is written for one.</summary>
    private static void ReadReport(string text)
    {
        // As a file gives it, which has no half characters.
        string read = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        ReportedFact.All(read, "report.json");
        FindingsQuestion.Parse(read, "report.json");
    }
}
