using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>What is another thing about a package itself, whatever its code does.</summary>
public sealed class PackageFactTests
{
    private const string Facts = "SemverGuard.Tests.Facts", Needed = "SemverGuard.Tests.Needed", Brought = "SemverGuard.Tests.Brought";

    private const string Source = "namespace Facts { public static class Lib { public static void Go() { } } }";

    /// <summary>
    /// The first patch of the world's most used package that is another library than the one before: good to know, and no harm by itself.
    /// </summary>
    [Fact]
    public void Newtonsoft_Json_13_0_2_is_used_as_another_build()
    {
        using var app = new ConsumerProject().With("Program.cs",
            "System.Console.WriteLine(Newtonsoft.Json.JsonConvert.SerializeObject(1));").Referencing("Newtonsoft.Json", "13.0.1");
        app.Build().ShouldSucceed().ShouldNotWarn();
        var build = app.Bump("Newtonsoft.Json", "13.0.2").Build("-p:SemverGuardVerbosity=detailed").ShouldSucceed().ShouldNotWarn();
        Assert.StartsWith("Newtonsoft.Json 13.0.2 is now used as its build for net6.0 (before: netstandard2.0): another compilation of "
            + "the library runs in this project", build.Message("SG5001"));
        Assert.Contains("package Newtonsoft.Json 13.0.2 direct", app.Read("SemverGuard.net10.0.baseline"));
    }

    [Fact]
    public void Build_code_licence_and_a_hidden_major()
    {
        PackNeeded();
        PackFacts("1.0.0", "MIT", "1.0.0", null);
        PackFacts("1.0.1", "MIT", "1.0.0", "1.0.1");
        PackFacts("1.0.2", "MIT", "1.0.0", "1.0.2");
        PackFacts("1.0.3", "GPL-3.0-only", "2.0.0", "1.0.3");
        using var app = new ConsumerProject().With("Program.cs", "Facts.Lib.Go();").Referencing(Facts, "1.0.0");
        app.Build().ShouldSucceed().ShouldNotWarn();

        const string Reference = " at app.csproj: <PackageReference Include=\"SemverGuard.Tests.Facts\"";
        var build = app.Bump(Facts, "1.0.1").Build().ShouldSucceed().ShouldWarn("warning SG1000" + Reference, "warning SG5007" + Reference);
        Assert.StartsWith(Facts + " 1.0.1 brings code into the build: SemverGuard.Tests.Facts.targets", build.Message("SG5007"));
        // Who keeps it out of the build has nothing to fear from it.
        app.Bump(Facts, "1.0.1", "ExcludeAssets=\"build\"").Build().ShouldSucceed().ShouldNotWarn();

        // The targets differ by their version's own number.
        app.Bump(Facts, "1.0.2", "").Build("-p:SemverGuardVerbosity=detailed").ShouldSucceed().ShouldNotWarn();

        build = app.Bump(Facts, "1.0.3").Build().ShouldSucceed()
            .ShouldWarn("warning SG1000" + Reference, "warning SG5005" + Reference, "warning SG5014" + Reference);
        Assert.StartsWith(Facts + " 1.0.3 needs SemverGuard.Tests.Needed 2.0.0 (before: 1.0.0): a major upgrade", build.Message("SG5005"));
        Assert.StartsWith(Facts + " 1.0.3 comes under GPL-3.0-only (before: MIT)", build.Message("SG5014"));

        // Whoever has the major already, by a choice of his own, gets no other one with it.
        app.Bump(Facts, "1.0.2").Referencing(Needed, "2.0.0").Accept().ShouldSucceed();
        app.Build().ShouldSucceed().ShouldNotWarn();
        app.Bump(Facts, "1.0.3").Build().ShouldSucceed().ShouldWarn("warning SG1000" + Reference, "warning SG5014" + Reference);
        // Of an upgrade that was taken back there is nothing to accept.
        app.Bump(Facts, "1.0.2").Build().ShouldSucceed().ShouldNotWarn();
        app.Build("-t:SemverGuardAccept", "-p:SemverGuardFindings=SG5014", "-p:SemverGuardReason=tested").ShouldFail();
        app.Bump(Facts, "1.0.3").Build().ShouldSucceed();
        app.Build("-t:SemverGuardAccept", $"-p:SemverGuardFindings=SG5014:package:{Facts}/licence", "-p:SemverGuardReason=tested")
            .ShouldSucceed().ShouldNotWarn();
        Assert.Contains($"SG5014 package:{Facts}/licence {Facts} 1.0.2 -> 1.0.3: tested\n", app.Read("SemverGuard.net10.0.accepted"));
        app.Build().ShouldSucceed().ShouldNotWarn();
        Assert.Contains($"package {Facts} 1.0.3 direct", app.Read("SemverGuard.net10.0.baseline"));
    }

    /// <summary>A package that only brings source and programs was not in the baseline, and any version of it would do.</summary>
    [Fact]
    public void A_package_without_an_assembly()
    {
        PackSource("1.0.0", "1");
        PackSource("1.0.1", "2");
        using var app = new ConsumerProject().With("Program.cs", "System.Console.WriteLine(Brought.Number);").Referencing(Brought, "1.0.0");
        app.Build().ShouldSucceed().ShouldNotWarn();
        Assert.Contains($"package {Brought} 1.0.0 direct brings=content,tools hash=", app.Read("SemverGuard.net10.0.baseline"));

        const string Reference = " at app.csproj: <PackageReference Include=\"SemverGuard.Tests.Brought\"";
        var build = app.Bump(Brought, "1.0.1").Build("-p:SemverGuardVerbosity=detailed").ShouldSucceed()
            .ShouldWarn("warning SG1000" + Reference, "warning SG2099 at Program.cs: System.Console.WriteLine(Brought.Number)");
        Assert.StartsWith(Brought + " 1.0.1: Program.Main now uses 2 (was 1).", build.Message("SG2099"));
        Assert.StartsWith(Brought + " 1.0.1 changed source that it brings into the build: Brought.cs: it is compiled into this project",
            build.Message("SG5008"));
        Assert.StartsWith(Brought + " 1.0.1 has other scripts or programs: tools/prepare:", build.Message("SG5011"));
        app.Accept().ShouldSucceed();
        Assert.Contains($"package {Brought} 1.0.1 direct", app.Read("SemverGuard.net10.0.baseline"));
    }

    private static void PackSource(string version, string number) => MadePackage.Pack(Brought, version, [
        ("contentFiles/cs/any/Brought.cs", $"internal static class Brought {{ public const int Number = {number}; }}"),
        ("tools/prepare", "#!/bin/sh\necho " + number),
        (Brought + ".csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>netstandard2.0</TargetFramework>
                <IncludeBuildOutput>false</IncludeBuildOutput>
                <EnableDefaultCompileItems>false</EnableDefaultCompileItems>
                <!-- The package has no assembly, and says nothing of the frameworks it is for. -->
                <NoWarn>$(NoWarn);NU5128</NoWarn>
              </PropertyGroup>
              <ItemGroup>
                <None Include="tools/**" Pack="true" PackagePath="tools" />
                <Content Include="contentFiles/cs/any/*.cs" Pack="true" PackagePath="contentFiles/cs/any" BuildAction="Compile" />
              </ItemGroup>
            </Project>
            """)]);

    /// <summary>As a test runner's package does: its targets add a source of its own, for the assembly of that version.</summary>
    [Fact]
    public void Source_that_targets_add_is_compiled_with_the_version_that_brings_it()
    {
        PackWriters("1.0.0", "", "\"plain\"");
        PackWriters("1.0.1", "public static class Extra { public const string Name = \"extra\"; }", "Writers.Extra.Name");
        using var app = new ConsumerProject().With("Program.cs", "Writers.Registry.Add(Writers.Defaults.Name);")
            .Referencing(Writers, "1.0.0");
        app.Build().ShouldSucceed().ShouldNotWarn();
        app.Bump(Writers, "1.0.1").Build("-p:SemverGuardRecompile=always").ShouldSucceed().ShouldNotWarn();
        Assert.Contains($"package {Writers} 1.0.1 direct", app.Read("SemverGuard.net10.0.baseline"));
    }

    private const string Writers = "SemverGuard.Tests.Writers";

    private static void PackWriters(string version, string type, string name) => MadePackage.Pack(Writers, version, [
        ("Lib.cs", "namespace Writers { public static class Registry { public static void Add(string name) { } } " + type + " }"),
        ("content/Defaults.cs", "namespace Writers { internal static class Defaults { public static string Name => " + name + "; } }"),
        ("build/" + Writers + ".targets", """
            <Project>
              <ItemGroup><Compile Include="$(MSBuildThisFileDirectory)../content/Defaults.cs" /></ItemGroup>
            </Project>
            """),
        (Writers + ".csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>netstandard2.0</TargetFramework></PropertyGroup>
              <ItemGroup>
                <Compile Remove="content/**" />
                <None Include="build/**" Pack="true" PackagePath="build" />
                <None Include="content/**" Pack="true" PackagePath="content" />
              </ItemGroup>
            </Project>
            """)]);

    [Fact]
    public void The_tool_compares_packages_too()
    {
        PackNeeded();
        PackFacts("1.0.2", "MIT", "1.0.0", "1.0.2");
        PackFacts("1.0.3", "GPL-3.0-only", "2.0.0", "1.0.3");
        using var app = new ConsumerProject().With("src/Program.cs", "Facts.Lib.Go();");
        string tool = Path.Combine(
            Repository.Root, "src", "SemverGuard.Tool", "bin", Repository.Configuration, "net10.0", "semverguard.dll");
        string Feed(string version) => Path.Combine(Repository.Feed, $"{Facts}.{version}.nupkg");
        var (exitCode, output) =
            Dotnet.Run(app.Folder, null, tool, "compare", "--before", Feed("1.0.2"), "--after", Feed("1.0.3"), "--sources", "src");
        Assert.True(exitCode == 1 && output.Contains("SG5005") && output.Contains("SG5014") && !output.Contains("SG5007"), output);
        (exitCode, output) =
            Dotnet.Run(app.Folder, null, tool, "compare", "--before", Feed("1.0.2"), "--after", Feed("1.0.2"), "--sources", "src");
        Assert.True(exitCode == 0 && !output.Contains("SG50"), output);
    }

    private static void PackNeeded()
    {
        foreach (string version in new[] { "1.0.0", "2.0.0" })
            MadePackage.Pack(Needed, version, ("Needed.cs", "public static class Needed { }"));
    }

    /// <param name="targets">What its targets say; null for none.</param>
    private static void PackFacts(string version, string licence, string needed, string? targets) => MadePackage.Pack(Facts, version, [
        ("Facts.cs", Source),
        .. targets is null ? Array.Empty<(string, string)>() : [
            ("build/" + Facts + ".targets", $"<Project><PropertyGroup><FactsVersion>{targets}</FactsVersion></PropertyGroup></Project>")],
        (Facts + ".csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>netstandard2.0</TargetFramework>
                <PackageLicenseExpression>{licence}</PackageLicenseExpression>
                <RestoreAdditionalProjectSources>{Repository.Feed}</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{Needed}" Version="{needed}" />
                <None Include="build/**" Pack="true" PackagePath="build" />
              </ItemGroup>
            </Project>
            """)]);
}
