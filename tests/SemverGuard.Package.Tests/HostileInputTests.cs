using System.IO.Compression;
using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>What a package, a baseline or a pull request contains is looked at and nothing else.</summary>
public sealed class HostileInputTests
{
    /// <summary>The first line of every good baseline here.</summary>
    private const string Head = "semverguard-baseline 1 net10.0 app.csproj\n";

    /// <summary>Its generator leaves a mark wherever it runs, and its library when somebody loads it.</summary>
    [Fact]
    public void Code_of_a_package_that_the_project_left_does_not_run()
    {
        using var marks = new Marks();
        foreach (string version in new[] { "1.0.0", "1.0.1" }) Marking(version, marks.File);
        using var app = new ConsumerProject().WithPackagesOfItsOwn().Referencing("SgTest.Evil", "1.0.0")
            .With("Program.cs", "System.Console.WriteLine(SgTest.Evil.Answer());\n");
        app.Build().ShouldSucceed().ShouldNotWarn();
        Assert.Contains("generator 1.0.0", marks.Take());

        // Right after the bump the version before is still there.
        var bumped = app.Bump("SgTest.Evil", "1.0.1").Build().ShouldSucceed();
        Assert.Contains("SG1000", bumped.Diagnostics.Select(x => x.Code));
        OnlyToday();

        // On a machine that has nothing it is restored, and only read.
        foreach (string more in new[] { "-p:SemverGuardEarlierGenerators=false", "-p:SemverGuardEarlierGenerators=true" })
        {
            Directory.Delete(Path.Combine(app.Packages, "sgtest.evil", "1.0.0"), recursive: true);
            Directory.Delete(Path.Combine(app.Folder, "obj"), recursive: true);
            Assert.Contains("SG1000", app.BuildOnServer(more).ShouldSucceed().Diagnostics.Select(x => x.Code));
            Assert.True(Directory.Exists(Path.Combine(app.Packages, "sgtest.evil", "1.0.0")));
            OnlyToday();
        }

        // What the project has today is part of its own build, and runs there.
        void OnlyToday()
        {
            string[] ran = marks.Take();
            Assert.Contains("generator 1.0.1", ran);
            Assert.All(ran, x => Assert.EndsWith(" 1.0.1", x));
        }
    }

    /// <summary>A baseline may come with a pull request that changes nothing else, and nobody reads it line by line.</summary>
    [Fact]
    public void A_line_of_a_baseline_is_data()
    {
        using var marks = new Marks();
        foreach (string version in new[] { "1.0.0", "1.0.1" }) Marking(version, marks.File);
        using var app = new ConsumerProject().WithPackagesOfItsOwn().Referencing("SgTest.Evil", "1.0.0")
            .With("Program.cs", "System.Console.WriteLine(SgTest.Evil.Answer());\n");
        app.Build().ShouldSucceed().ShouldNotWarn();
        string good = app.Read("SemverGuard.net10.0.baseline");
        // A package as NuGet extracts it, in a place where NuGet does not.
        string outside = Path.Combine(app.Folder, "evilpkg");
        CopyFolder(Path.Combine(app.Packages, "sgtest.evil", "1.0.0"), outside);
        app.Bump("SgTest.Evil", "1.0.1").Build("-t:Restore").ShouldSucceed();
        marks.Take();

        Refused("package SgTest.Evil ../../../evilpkg direct\n", "version that is none");
        Refused("package ../evilpkg 1.0.0 direct\n", "id that no package can have");
        Refused("package SgTest.Evil 0.9.0\"/><x>$(HOME)';%24( direct\n", "version that is none");
        Refused("package SgTest.Evil 1.0.0 direct\n  assembly SgTest.Evil 1.0.0.0 mvid=a6fc8d35-1f5a-41b2-8360-13b0660de3f1 "
            + "compile=../../../../etc/hostname\n", "does not lie in the package");
        Refused("package SgTest.Evil 1.0.0 direct\n  assembly SgTest.Evil 1.0.0.0 mvid=a6fc8d35-1f5a-41b2-8360-13b0660de3f1 "
            + "compile=lib/A.dll\n    .:abc [call] public method type=System.Void\n", "a symbol was expected");

        // What is there under that name is not what was recorded, and proves nothing.
        app.Write("SemverGuard.net10.0.baseline", System.Text.RegularExpressions.Regex.Replace(good, "mvid=........", "mvid=00000000"));
        Assert.Contains("is not what the baseline recorded",
            app.Build("-p:SemverGuardRestoreBefore=false").ShouldSucceed().Message("SG9005"), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("generator 1.0.0", marks.Take());

        void Refused(string lines, string reason)
        {
            app.Write("SemverGuard.net10.0.baseline", Head + lines);
            Assert.Contains(reason, app.Build("-p:SemverGuardEarlierGenerators=true").ShouldSucceed().Message("SG9003"));
            Assert.Equal(Head + lines, app.Read("SemverGuard.net10.0.baseline"));
            Assert.DoesNotContain("generator 1.0.0", marks.Take());
        }
    }

    /// <summary>The message names the command, and the command mends it.</summary>
    [Fact]
    public void A_merge_that_kept_both_sides_is_mended_by_the_command_that_is_named()
    {
        RecompilationTests.Limits();
        using var app = new ConsumerProject().Referencing("SgTest.Limits", "1.0.1").Referencing("Newtonsoft.Json", "13.0.3")
            .With("Program.cs", "SgTest.Limits.Wait();\nNewtonsoft.Json.JsonConvert.SerializeObject(1);\n");
        app.Build().ShouldSucceed().ShouldNotWarn();
        string good = app.Read("SemverGuard.net10.0.baseline");
        string own = good[good.IndexOf("package SgTest.Limits", StringComparison.Ordinal)..];
        app.Write("SemverGuard.net10.0.baseline", good + own.Replace("package SgTest.Limits 1.0.1", "package SgTest.Limits 1.0.0"));
        var build = app.Build().ShouldSucceed().ShouldWarn("warning SG9003 at SemverGuard.net10.0.baseline: package SgTest.Limits 1.0.0");
        Assert.Contains("dotnet build -t:SemverGuardAccept -p:SemverGuardPackages=SgTest.Limits", build.Message("SG9003"));
        app.Accept("Newtonsoft.Json").ShouldFail();
        app.Accept("SgTest.Limits").ShouldSucceed();
        Assert.Equal(good, app.Read("SemverGuard.net10.0.baseline"));
        app.Build().ShouldSucceed().ShouldNotWarn();
    }

    [Theory]
    [InlineData("<version>1.0.0</version>")]
    [InlineData("<id>A</id>")]
    [InlineData("<id>A</id><version>one</version>")]
    [InlineData("<id>../A</id><version>1.0.0</version>")]
    [InlineData("<id>A</id><version>../1.0.0</version>")]
    public void A_package_that_none_can_be_is_refused_by_the_tool(string metadata)
    {
        string folder = Directory.CreateTempSubdirectory("semverguard-").FullName, file = Path.Combine(folder, "a.nupkg");
        using (var package = ZipFile.Open(file, ZipArchiveMode.Create))
        using (var writer = new StreamWriter(package.CreateEntry("a.nuspec").Open()))
            writer.Write($"<package><metadata>{metadata}<authors>x</authors><description>x</description></metadata></package>");
        string tool = Path.Combine(
            Repository.Root, "src", "SemverGuard.Tool", "bin", Repository.Configuration, "net10.0", "semverguard.dll");
        var (exitCode, output) = Dotnet.Run(folder, null, tool, "compare", "--before", file, "--after", file, "--app", tool);
        Directory.Delete(folder, recursive: true);
        Assert.Equal(
            (2, "semverguard: a.nupkg: the package's .nuspec has no id or no version that a package can have\n"), (exitCode, output));
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static void Marking(string version, string marks) => MadePackage.Pack("SgTest.Evil", version,
        ("Lib/Evil.cs", $$"""
            namespace System.Runtime.CompilerServices { internal sealed class ModuleInitializerAttribute : Attribute { } }
            namespace SgTest
            {
                public static class Evil
                {
                    public const int Version = {{version[^1]}};
                    public static int Answer(int x = {{version[^1]}}) { return x; }
                    [System.Runtime.CompilerServices.ModuleInitializer] internal static void Load() { System.IO.File.AppendAllText(@"{{marks}}", "library {{version}}\n"); }
                }
            }
            """),
        ("Gen/Gen.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>netstandard2.0</TargetFramework><LangVersion>latest</LangVersion></PropertyGroup>
              <ItemGroup><PackageReference Include="Microsoft.CodeAnalysis.CSharp" Version="4.8.0" PrivateAssets="all" /></ItemGroup>
            </Project>
            """),
        ("Gen/Gen.cs", $$"""
            using Microsoft.CodeAnalysis;
            [Generator]
            public sealed class Gen : IIncrementalGenerator
            {
                public void Initialize(IncrementalGeneratorInitializationContext context)
                {
                    System.IO.File.AppendAllText(@"{{marks}}", "generator {{version}}\n");
                    context.RegisterPostInitializationOutput(x => x.AddSource("Made.cs", "// {{version}}"));
                }
            }
            """),
        ("SgTest.Evil.targets", $"""<Project><Target Name="Mark" BeforeTargets="_GenerateRestoreGraph;CollectPackageDownloads;CoreCompile"><WriteLinesToFile File="{marks}" Lines="targets {version}" /></Target></Project>"""),
        ("SgTest.Evil.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>netstandard2.0</TargetFramework><LangVersion>latest</LangVersion><EnableDefaultItems>false</EnableDefaultItems></PropertyGroup>
              <ItemGroup>
                <Compile Include="Lib/Evil.cs" />
                <ProjectReference Include="Gen/Gen.csproj" ReferenceOutputAssembly="false" PrivateAssets="all" />
                <None Include="Gen/bin/Release/netstandard2.0/Gen.dll" Pack="true" PackagePath="analyzers/dotnet/cs/" />
                <None Include="SgTest.Evil.targets" Pack="true" PackagePath="build/" />
              </ItemGroup>
            </Project>
            """));

    /// <summary>The file that hostile code writes to.</summary>
    private sealed class Marks : IDisposable
    {
        /// <summary>Of one name, so that the packages need not be made for every run.</summary>
        public string File { get; } = Path.Combine(Repository.Work, "marks.txt");

        public Marks() => Take();

        public string[] Take()
        {
            string[] marks = System.IO.File.Exists(File) ? System.IO.File.ReadAllLines(File) : [];
            System.IO.File.Delete(File);
            return marks;
        }

        public void Dispose() => Take();
    }
}
