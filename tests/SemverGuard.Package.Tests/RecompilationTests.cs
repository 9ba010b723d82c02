using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>Real upgrades after which the project compiles, or nearly, and the same source means something else.</summary>
public sealed class RecompilationTests
{
    [Fact]
    public void A_constant_with_another_value()
    {
        using var app = ConsumerProject.Of("spectre-emoji-const").Referencing("Spectre.Console", "0.49.1");
        app.Build().ShouldSucceed().ShouldNotWarn();

        app.Bump("Spectre.Console", "0.57.2").Build().ShouldSucceed().ShouldWarn(
            "warning SG1000 at app.csproj: <PackageReference Include=\"Spectre.Console\"",
            "warning SG2001 at Program.cs: string.Join(\" \", Emoji.Known.Cloud");

        // Nothing is compiled any more, neither by the build nor by us, and it is said again until somebody acts.
        var again = app.Build("-v:d").ShouldSucceed();
        Assert.True(again.HasSkipped("CoreCompile"), again.Output);
        Assert.Contains(again.Diagnostics, x => x.Code == "SG2001");
        app.Accept().ShouldSucceed();
        app.Build().ShouldSucceed().ShouldNotWarn();
    }

    /// <summary>A package that only asks for others is in no baseline, and moved with what it asks for.</summary>
    [Fact]
    public void What_a_package_of_packages_brings_was_not_there_before()
    {
        const string Part = "namespace Parts { public static class Thing { public static int Count => 1; } }";
        const string Core = "namespace Parts { public static class Base { public static int Count => ";
        MadePackage.Pack("SgTest.PartOne", "1.0.0", ("Lib.cs", Part));
        MadePackage.Pack("SgTest.PartTwo", "1.0.1", ("Lib.cs", Part));
        MadePackage.Pack("SgTest.PartBase", "1.0.0", ("Lib.cs", Core + "1; } }"));
        MadePackage.Pack("SgTest.PartBase", "1.0.1", ("Lib.cs", Core + "1; public static int Size => 2; } }"));
        PackTogether("1.0.0", "SgTest.PartOne");
        PackTogether("1.0.1", "SgTest.PartTwo");
        using var app = new ConsumerProject().With("Program.cs", "System.Console.WriteLine(Parts.Thing.Count + Parts.Base.Count);")
            .Referencing("SgTest.Together", "1.0.0");
        app.Build().ShouldSucceed().ShouldNotWarn();
        Assert.DoesNotContain("package SgTest.Together", app.Read("SemverGuard.net10.0.baseline"));
        var build = app.Bump("SgTest.Together", "1.0.1").Build("-p:SemverGuardRecompile=always").ShouldSucceed();
        Assert.DoesNotContain(build.Diagnostics, x => x.Code == "SG9005");
    }

    private static void PackTogether(string version, string part) => MadePackage.Pack("SgTest.Together", version,
        MadePackage.OnFeed,
        ("SgTest.Together.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>netstandard2.0</TargetFramework>
                <IncludeBuildOutput>false</IncludeBuildOutput>
                <!-- It has no assembly. -->
                <NoWarn>$(NoWarn);NU5128</NoWarn>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{part}" Version="{version}" />
                <PackageReference Include="SgTest.PartBase" Version="{version}" />
              </ItemGroup>
            </Project>
            """));

    /// <summary>With the upgrade of one of them the other loses, which did not move.</summary>
    [Fact]
    public void An_assembly_that_two_packages_bring_is_that_of_the_one_that_won()
    {
        PackShared("SgTest.ShareOne", "1.0.0", 1, 3);
        PackShared("SgTest.ShareTwo", "1.0.0", 0, 0);
        PackShared("SgTest.ShareTwo", "1.0.1", 2, 5);
        PackShared("SgTest.ShareTwo", "1.0.2", 0, 0);
        using var app = new ConsumerProject().Referencing("SgTest.ShareOne", "1.0.0").Referencing("SgTest.ShareTwo", "1.0.0")
            .With("Program.cs", "System.Console.WriteLine(SgTest.Shared.Most);\n");
        app.Build().ShouldSucceed().ShouldNotWarn();
        string[] wins =
        [
            "warning SG1000 at app.csproj: <PackageReference Include=\"SgTest.ShareTwo\"",
            "warning SG2001 at Program.cs: System.Console.WriteLine(SgTest.Shared.Most)",
        ];
        app.Bump("SgTest.ShareTwo", "1.0.1").Build().ShouldSucceed().ShouldWarn(wins);
        app.Accept().ShouldSucceed();
        // And the other way round.
        app.Bump("SgTest.ShareTwo", "1.0.2").Build().ShouldSucceed().ShouldWarn(wins);
    }

    /// <summary>A package whose second assembly, <c>SgTest.Shared</c>, another one brings too.</summary>
    internal static void PackShared(string id, string version, int sharedVersion, int value) => MadePackage.Pack(id, version,
        ("Own.cs", $"namespace SgTest {{ public static class Own{id.Length} {{ }} }}"),
        ("Shared/Shared.cs", $"namespace SgTest {{ public static class Shared {{ public const int Most = {value}; }} }}"),
        ("Shared/Shared.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>netstandard2.0</TargetFramework>
                <AssemblyName>SgTest.Shared</AssemblyName>
                <AssemblyVersion>1.0.{sharedVersion}.0</AssemblyVersion>
              </PropertyGroup>
            </Project>
            """),
        (id + ".csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>netstandard2.0</TargetFramework><EnableDefaultItems>false</EnableDefaultItems></PropertyGroup>
              <ItemGroup>
                <Compile Include="Own.cs" />
                <ProjectReference Include="Shared/Shared.csproj" ReferenceOutputAssembly="false" PrivateAssets="all" />
                <None Include="Shared/bin/Release/netstandard2.0/SgTest.Shared.dll" Pack="true" PackagePath="lib/netstandard2.0/" />
              </ItemGroup>
            </Project>
            """));

    /// <summary>A version that no longer supports an old framework has the folder of another one.</summary>
    [Fact]
    public void Source_that_a_package_brings_may_have_lain_in_another_place()
    {
        Limits();
        PackMain("1.0.0", "netcoreapp3.1");
        PackMain("1.0.1", "net8.0");
        using var app = new ConsumerProject().Referencing("SgTest.Main", "1.0.0").Referencing("SgTest.Limits", "1.0.0")
            .With("Own.cs", "static class Own { public static void Run() => SgTest.Limits.Wait(); }\n");
        app.Build().ShouldSucceed().ShouldNotWarn();
        app.Bump("SgTest.Main", "1.0.1").Bump("SgTest.Limits", "1.0.1").Build().ShouldSucceed().ShouldWarn(
            "warning SG1000 at app.csproj: <PackageReference Include=\"SgTest.Limits\"",
            "warning SG2003 at Own.cs: SgTest.Limits.Wait()");
    }

    /// <summary>It is needed, and with it the other upgrades are compared.</summary>
    [Fact]
    public void Source_that_a_package_did_not_bring_before_holds_no_other_upgrade()
    {
        Limits();
        PackMain("2.0.0", null);
        PackMain("2.0.1", "net8.0");
        const string Run = "static class Own { public static void Run() => SgTest.Limits.Wait(); }\n";
        using var app = new ConsumerProject().Referencing("SgTest.Main", "2.0.0").Referencing("SgTest.Limits", "1.0.0")
            .With("Own.cs", Run + "static class Program { static void Main() => Own.Run(); }\n");
        app.Build().ShouldSucceed().ShouldNotWarn();
        var build = app.With("Own.cs", Run).Bump("SgTest.Main", "2.0.1").Bump("SgTest.Limits", "1.0.1").Build().ShouldSucceed().ShouldWarn(
            "warning SG1000 at app.csproj: <PackageReference Include=\"SgTest.Limits\"",
            "warning SG1000 at app.csproj: <PackageReference Include=\"SgTest.Main\"",
            "warning SG2003 at Own.cs: SgTest.Limits.Wait()",
            "warning SG5007 at app.csproj: <PackageReference Include=\"SgTest.Main\"",
            "warning SG9005 at app.csproj: <PackageReference Include=\"SgTest.Main\"");
        Assert.Contains("the project already needs source that the package did not bring before", build.Message("SG9005"));
    }

    /// <summary>What the upgrade brings along compiles into a project what needs the upgrade; what is gone had it too.</summary>
    [Fact]
    public void Source_of_a_package_that_came_along_was_not_there_before()
    {
        const string Grown = "namespace SgTest { public static class Grown { public const int Most = ";
        PackEntry("SgTest.Stale", "static class Entry { public static int Number() => 1; }");
        PackEntry("SgTest.Fresh", "static class Entry { public static int Number() => SgTest.Grown.Late(); }",
            ("SgTest.Second.cs", "static class Second { public static int Number() => SgTest.Grown.Late(); }"));
        MadePackage.PackOn("SgTest.Grown", "1.0.0", Grown + "1; } }", "<PackageReference Include=\"SgTest.Stale\" Version=\"1.0.0\" />");
        MadePackage.PackOn("SgTest.Grown", "1.0.1", Grown + "2; public static int Late() => 1; } }",
            "<PackageReference Include=\"SgTest.Fresh\" Version=\"1.0.0\" />");
        using var app = new ConsumerProject().Referencing("SgTest.Grown", "1.0.0")
            .With("Program.cs", "System.Console.WriteLine(Entry.Number() + SgTest.Grown.Most);\n");
        app.Build().ShouldSucceed().ShouldNotWarn();
        app.Bump("SgTest.Grown", "1.0.1").Build().ShouldSucceed().ShouldWarn(
            "warning SG1000 at app.csproj: <PackageReference Include=\"SgTest.Grown\"",
            "warning SG2001 at Program.cs: System.Console.WriteLine(Entry.Number() + SgTest.Grown.Most)");
    }

    /// <summary>Its attributes are read by tools of its own.</summary>
    [Fact]
    public void Source_that_a_package_brings_has_another_attribute()
    {
        Limits();
        PackMain("1.1.0", "net8.0", "[System.ComponentModel.Description(\"generated\")] ");
        PackMain("1.1.1", "net8.0");
        using var app = new ConsumerProject().Referencing("SgTest.Main", "1.1.0").Referencing("SgTest.Limits", "1.0.0")
            .With("Own.cs", "static class Own { public static void Run() { } }\n");
        app.Build().ShouldSucceed().ShouldNotWarn();
        app.Bump("SgTest.Main", "1.1.1").Build().ShouldSucceed().ShouldNotWarn();
    }

    private static void PackEntry(string id, string source, params (string File, string Text)[] more) => MadePackage.Pack(id, "1.0.0", [
        ("Lib.cs", $"namespace SgTest {{ public static class Of{id.Length} {{ }} }}"),
        ("SgTest.Entry.cs", source),
        .. more,
        (id + ".targets", """
            <Project>
              <ItemGroup><Compile Include="$(MSBuildThisFileDirectory)*.cs" /></ItemGroup>
            </Project>
            """),
        (id + ".csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>netstandard2.0</TargetFramework>
                <EnableDefaultItems>false</EnableDefaultItems>
              </PropertyGroup>
              <ItemGroup>
                <Compile Include="Lib.cs" />
                <None Include="SgTest.*.cs;*.targets" Pack="true" PackagePath="buildTransitive/" />
              </ItemGroup>
            </Project>
            """)]);

    /// <param name="framework">In whose folder it has the entry point that it compiles into a project; null for none.</param>
    /// <param name="mark">An attribute of the class in it.</param>
    private static void PackMain(string version, string? framework, string mark = "") => MadePackage.Pack("SgTest.Main", version,
        ("Lib.cs", "namespace SgTest { public static class Main { } }"),
        ("Start.cs", mark + "static class Start { static void Main() => Own.Run(); }"),
        ("SgTest.Main.targets", """
            <Project>
              <ItemGroup><Compile Include="$(MSBuildThisFileDirectory)SgTest.Start.cs" /></ItemGroup>
            </Project>
            """),
        ("SgTest.Main.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>netstandard2.0</TargetFramework>
                <EnableDefaultItems>false</EnableDefaultItems>
                <!-- It has targets for a framework of which it has no assembly. -->
                <NoWarn>$(NoWarn);NU5129;NU5128</NoWarn>
              </PropertyGroup>
              <ItemGroup>
                <Compile Include="Lib.cs" />
                {(framework is null ? "" : $"""
                <None Include="SgTest.Main.targets" Pack="true" PackagePath="build/{framework}/" />
                <None Include="Start.cs" Pack="true" PackagePath="build/{framework}/SgTest.Start.cs" />
                """)}
              </ItemGroup>
            </Project>
            """));

    [Fact]
    public void Enum_members_with_other_values()
    {
        using var app = ConsumerProject.Of("spectre-tablepart-enum").Referencing("Spectre.Console", "0.47.0");
        app.Build().ShouldSucceed().ShouldNotWarn();
        app.Bump("Spectre.Console", "0.49.1").Build().ShouldSucceed().ShouldWarn(
            "warning SG1000 at app.csproj: <PackageReference Include=\"Spectre.Console\"",
            "warning SG2002 at Program.cs: TableBorder.Square.GetColumnRow(TablePart.Bottom");
    }

    [Fact]
    public void A_parameter_that_is_no_longer_optional()
    {
        using var app = ConsumerProject.Of("redis-stringset-when").Referencing("StackExchange.Redis", "2.1.30");
        app.Build().ShouldSucceed().ShouldNotWarn();
        app.Bump("StackExchange.Redis", "2.5.61").Build().ShouldFail().ShouldWarn(
            "warning SG1000 at app.csproj: <PackageReference Include=\"StackExchange.Redis\"",
            "warning SG2003 at Program.cs: When.NotExists)");
    }

    [Fact]
    public void What_a_rebuild_mends_is_an_info_at_its_line()
    {
        using var app = ConsumerProject.Of("humanizer-datetime").Referencing("Humanizer.Core", "2.8.26");
        app.Build().ShouldSucceed().ShouldNotWarn();
        var build = app.Bump("Humanizer.Core", "2.14.1").Build("-p:SemverGuardVerbosity=detailed").ShouldSucceed().ShouldWarn(
            "warning SG1000 at app.csproj: <PackageReference Include=\"Humanizer.Core\"",
            "warning SG4012 at Program.cs: \"case\".Pluralize()"); // its rule for plurals is another, which no rebuild mends
        Assert.Contains(build.Diagnostics, x => x is { Severity: "message", Code: "SG1102", Line: 9 });
    }

    [Fact]
    public void Switched_off_nothing_is_compiled()
    {
        using var app = ConsumerProject.Of("spectre-emoji-const").Referencing("Spectre.Console", "0.49.1")
            .WithProperty("SemverGuardRecompile", "false");
        app.Build().ShouldSucceed().ShouldNotWarn();
        var build = app.Bump("Spectre.Console", "0.57.2").Build().ShouldSucceed();
        Assert.DoesNotContain(build.Diagnostics, x => x.Code == "SG9005");
        Assert.False(Directory.Exists(Path.Combine(app.Folder, "obj/Debug/net10.0/SemverGuard/before")));
    }

    [Fact]
    public void Visual_Basic()
    {
        Limits();
        using var app = new ConsumerProject(extension: ".vbproj").Referencing("SgTest.Limits", "1.0.0").With("Program.vb", """
            Module Program
                Sub Main()
                    System.Console.WriteLine(SgTest.Limits.Most)
                    SgTest.Limits.Wait()
                End Sub
            End Module
            """);
        app.Build().ShouldSucceed().ShouldNotWarn();
        app.Bump("SgTest.Limits", "1.0.1").Build().ShouldSucceed().ShouldWarn(
            "warning SG1000 at app.vbproj: <PackageReference Include=\"SgTest.Limits\"",
            "warning SG2001 at Program.vb: System.Console.WriteLine(SgTest.Limits.Most)",
            "warning SG2003 at Program.vb: SgTest.Limits.Wait()");
    }

    /// <summary>The documentation says once what F# gets; a build has nothing to add to it.</summary>
    [Fact]
    public void FSharp_is_not_recompiled()
    {
        Limits();
        using var app = new ConsumerProject(extension: ".fsproj").Referencing("SgTest.Limits", "1.0.0")
            .WithItem("<Compile Include=\"Program.fs\" />")
            .With("Program.fs", "printfn \"%d\" SgTest.Limits.Most\nSgTest.Limits.Wait()\n");
        app.Build().ShouldSucceed().ShouldNotWarn();
        app.Bump("SgTest.Limits", "1.0.1").Build("-warnaserror").ShouldSucceed().ShouldNotWarn();
        Assert.Contains("package SgTest.Limits 1.0.1 ", app.Read("SemverGuard.net10.0.baseline"));
    }

    [Fact]
    public void Source_that_already_needs_the_upgrade_cannot_be_compared()
    {
        Limits();
        using var app = new ConsumerProject().Referencing("SgTest.Limits", "1.0.0").With("Program.cs", "SgTest.Limits.Wait(1);\n");
        app.Build().ShouldSucceed().ShouldNotWarn();
        app.With("Program.cs", "SgTest.Limits.Wait(1);\nSgTest.Limits.Rest();\n");
        var build = app.Bump("SgTest.Limits", "1.0.1").Build().ShouldSucceed().ShouldWarn("warning SG9005 at app.csproj");
        Assert.Contains("Program.cs(2,15) CS0117", build.Message("SG9005"));
    }

    [Fact]
    public void A_build_server_that_maps_paths_still_names_files_that_exist()
    {
        Limits();
        using var app = new ConsumerProject().WithPackagesOfItsOwn().Referencing("SgTest.Limits", "1.0.0")
            .With("Program.cs", "SgTest.Limits.Wait();\n");
        app.Build().ShouldSucceed().ShouldNotWarn();
        Directory.Delete(Path.Combine(app.Folder, "obj"), recursive: true);
        Directory.Delete(Path.Combine(app.Packages, "sgtest.limits", "1.0.0"), recursive: true);
        app.Bump("SgTest.Limits", "1.0.1").BuildOnServer("-c:Release", $"-p:PathMap={app.Folder}=/_/").ShouldSucceed().ShouldWarn(
            "warning SG1000 at app.csproj: <PackageReference Include=\"SgTest.Limits\"",
            "warning SG2003 at Program.cs: SgTest.Limits.Wait()");
    }

    /// <summary>
    /// A generator that the project no longer asks for is code that it no longer asked to run; another project may still ask for it.
    /// </summary>
    [Fact]
    public void The_generator_that_a_package_had_runs_only_where_the_project_asks_for_it()
    {
        const string Name = "public static string Name { get { return \"marker\"; } } ";
        Generator("1.0.0", Name + "public static string Before { get { return \"before\"; } }", "Before");
        Generator("1.0.1", Name + "public static string After { get { return \"after\"; } }", "After");
        using var app = new ConsumerProject().Referencing("SgTest.Generator", "1.0.0")
            .With("Program.cs", "System.Console.WriteLine(SgTest.Marker.Name + SgTest.Made.Name);\n")
            .WithProperty("DefaultItemExcludes", "$(DefaultItemExcludes);other/**");
        app.Build().ShouldSucceed().ShouldNotWarn();
        string recorded = app.Read("SemverGuard.net10.0.baseline");
        // SgTest.Made names SgTest.Marker.After, which only the new package has: with today's generator the package as it was does not
        // compile. That is nothing the project could mend.
        var build = app.Bump("SgTest.Generator", "1.0.1").Build("-v:n").ShouldSucceed().ShouldNotWarn();
        Assert.StartsWith("Not compared: what SgTest.Generator 1.0.1 generates for this project, with what 1.0.0 generated, "
            + "nor what the source meant before: what is made now needs 1.0.1.", build.Message("SG9005"));
        // Asked for, and no project has it any more.
        build = app.With("SemverGuard.net10.0.baseline", recorded).Build("-p:SemverGuardEarlierGenerators=true", "-v:n").ShouldSucceed()
            .ShouldNotWarn();
        Assert.Contains("No project here restores 1.0.0 any more", build.Message("SG9005"));
        app.With("SemverGuard.net10.0.baseline", recorded);
        app.With("other/other.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup>
              <ItemGroup><PackageReference Include="SgTest.Generator" Version="1.0.0" /></ItemGroup>
            </Project>
            """).With("All.slnx", "<Solution>\n  <Project Path=\"app.csproj\" />\n  <Project Path=\"other/other.csproj\" />\n</Solution>\n");
        var (exitCode, output) = Dotnet.Run(app.Folder, null, "restore", "other/other.csproj");
        Assert.True(exitCode == 0, output);
        build = app.Build("-p:SemverGuardEarlierGenerators=true", "-p:SolutionPath=" + Path.Combine(app.Folder, "All.slnx"), "-v:n")
            .ShouldSucceed().ShouldNotWarn();
        Assert.DoesNotContain(build.Diagnostics, x => x.Code == "SG9005");
        Assert.Contains("package SgTest.Generator 1.0.1 ", app.Read("SemverGuard.net10.0.baseline"));
    }

    /// <summary>The compiler's place is taken by a script that starts something and waits.</summary>
    [Fact]
    public void A_cancelled_build_leaves_nothing_running()
    {
        // There is no such script, and no such signal; or whoever runs these tests in the background has them ignore it.
        if (!OperatingSystem.IsLinux() || Dotnet.IgnoresInterrupts) return;
        Limits();
        using var app = new ConsumerProject().Referencing("SgTest.Limits", "1.0.0").With("Program.cs", "SgTest.Limits.Wait();\n")
            .With("host", "#!/bin/sh\nsleep 300 &\necho $! > part\nmv part child\nwait\n");
        app.Build().ShouldSucceed().ShouldNotWarn();
        string host = Path.Combine(app.Folder, "host"), child = Path.Combine(app.Folder, "child");
        File.SetUnixFileMode(host, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using var build = app.Bump("SgTest.Limits", "1.0.1").Start("-p:DOTNET_HOST_PATH=" + host);
        for (int i = 0; i < 600 && !File.Exists(child); i++) Thread.Sleep(100);
        build.Interrupt();
        var cancelled = app.Finish(build).ShouldFail().ShouldNotWarn();
        Assert.Contains("Attempting to cancel the build...", cancelled.Output);
        string process = "/proc/" + File.ReadAllText(child).Trim();
        for (int i = 0; i < 100 && Directory.Exists(process); i++) Thread.Sleep(50);
        Assert.False(Directory.Exists(process));
    }

    /// <summary>As MSBuild.exe has them: the SDK's resolver sets one property, and the SDK's tasks lie apart from the compiler.</summary>
    [Theory]
    [InlineData("", "/experimental/dotnet", "/experimental/dotnet")]
    [InlineData("/sdk/dotnet", "/experimental/dotnet", "/sdk/dotnet")]
    public void The_host_and_the_compiler_are_asked_of_the_SDK(string host, string experimental, string found)
    {
        using var folder = new ConsumerProject();
        folder.Write("asked.proj", $"<Project><Import Project=\"{Repository.Root}/build/SemverGuard.targets\" /></Project>");
        var (exitCode, output) = Dotnet.Run(folder.Folder, null, "msbuild", "asked.proj", "-p:DOTNET_HOST_PATH=" + host,
            "-p:DOTNET_EXPERIMENTAL_HOST_PATH=" + experimental, "-p:RoslynTasksAssembly=/sdk/Roslyn/binfx/Tasks.dll",
            "-getProperty:_SemverGuardHost,_SemverGuardCompilerFolder");
        Assert.True(exitCode == 0, output);
        Assert.Contains($"\"_SemverGuardHost\": \"{found}\"", output);
        Assert.Contains("\"_SemverGuardCompilerFolder\": \"/sdk/Roslyn/binfx\"", output);
    }

    /// <summary>The project embeds one of the package's assemblies, as it must say for each by name; the other cannot be.</summary>
    [Fact]
    public void Embedded_interop_types_were_embedded_before()
    {
        Interop("1.0.0", 3);
        Interop("1.0.1", 5);
        using var app = new ConsumerProject().Referencing("SgTest.Interop", "1.0.0")
            .With("Program.cs", "System.Console.WriteLine(SgTest.Limit.Most);\nSystem.Console.WriteLine(typeof(SgTest.IThing));\n")
            .With("Directory.Build.targets", """
                <Project>
                  <Target Name="Embed" AfterTargets="ResolveAssemblyReferences" BeforeTargets="FindReferenceAssembliesForReferences">
                    <ItemGroup><ReferencePath EmbedInteropTypes="true" Condition="'%(FileName)' == 'SgTest.Com'" /></ItemGroup>
                  </Target>
                </Project>
                """);
        app.Build().ShouldSucceed().ShouldNotWarn();
        app.Bump("SgTest.Interop", "1.0.1").Build().ShouldSucceed().ShouldWarn(
            "warning SG1000 at app.csproj: <PackageReference Include=\"SgTest.Interop\"",
            "warning SG2001 at Program.cs: System.Console.WriteLine(SgTest.Limit.Most)");
        foreach (string output in new[] { "app.dll", "SemverGuard/before/app.dll" })
            Assert.DoesNotContain("SgTest.Com", References(Path.Combine(app.Folder, "obj/Debug/net10.0", output)));
    }

    private static string[] References(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        var reader = image.GetMetadataReader();
        return [.. reader.AssemblyReferences.Select(x => reader.GetString(reader.GetAssemblyReference(x).Name))];
    }

    private static void Interop(string version, int value) => MadePackage.Pack("SgTest.Interop", version,
        ("Limit.cs", $$"""namespace SgTest { public static class Limit { public const int Most = {{value}}; } }"""),
        ("Com/Com.cs", """
            using System.Runtime.InteropServices;
            [assembly: ImportedFromTypeLib("SgTest"), Guid("5f3b1c0e-8f0a-4b8b-9b39-7f1f4e0c2a11")]
            namespace SgTest
            {
                [ComImport, Guid("5f3b1c0e-8f0a-4b8b-9b39-7f1f4e0c2a12")]
                public interface IThing { void Do(); }
            }
            """),
        ("Com/Com.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><AssemblyName>SgTest.Com</AssemblyName></PropertyGroup>
            </Project>
            """),
        ("SgTest.Interop.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><EnableDefaultItems>false</EnableDefaultItems></PropertyGroup>
              <ItemGroup>
                <Compile Include="Limit.cs" />
                <ProjectReference Include="Com/Com.csproj" ReferenceOutputAssembly="false" PrivateAssets="all" />
                <None Include="Com/bin/Release/net10.0/SgTest.Com.dll" Pack="true" PackagePath="lib/net10.0/" />
              </ItemGroup>
            </Project>
            """));

    /// <summary>1.0.1 has another constant and another default, and one method more.</summary>
    internal static void Limits()
    {
        MadePackage.Pack("SgTest.Limits", "1.0.0", ("Limits.cs", Limits(3, "")));
        MadePackage.Pack("SgTest.Limits", "1.0.1", ("Limits.cs", Limits(5, "public static void Rest() { }")));
    }

    private static string Limits(int value, string more) => $$"""
        namespace SgTest
        {
            public static class Limits
            {
                public const int Most = {{value}};
                public static void Wait(int seconds = {{value}}) => System.Console.WriteLine(seconds);
                {{more}}
            }
        }
        """;

    /// <summary>What a generator wrote is in no file: whoever is told goes to the reference.</summary>
    [Fact]
    public void A_finding_in_generated_code_stands_at_the_reference()
    {
        Generator("2.0.0", "public const int Name = 3;", "Name");
        Generator("2.0.1", "public const int Name = 5;", "Name");
        using var app = new ConsumerProject().Referencing("SgTest.Generator", "2.0.0")
            .With("Program.cs", "System.Console.WriteLine(SgTest.Made.Name);\n");
        app.Build().ShouldSucceed().ShouldNotWarn();
        app.Bump("SgTest.Generator", "2.0.1").Build().ShouldSucceed().ShouldWarn(
            "warning SG1000 at app.csproj: <PackageReference Include=\"SgTest.Generator\"",
            "warning SG2001 at app.csproj: <PackageReference Include=\"SgTest.Generator\"");
    }

    /// <summary>A compiler that writes no documentation parses no comments, and generators read them.</summary>
    [Fact]
    public void A_generator_reads_the_same_comments_in_both_compilations()
    {
        const string Comments = """
            context.RegisterSourceOutput(context.CompilationProvider, (x, y) => x.AddSource("Made.cs", "static class Made { "
                + "public const string Text = @\"" + y.GetTypeByMetadataName("App").GetDocumentationCommentXml().Replace("\"", "")
                + "\"; }"))
            """;
        GeneratorOf("3.0.0", "public static int Name = 3;", Comments);
        GeneratorOf("3.0.1", "public static int Name = 3; public static int More = 4;", Comments);
        using var app = new ConsumerProject().WithProperty("GenerateDocumentationFile", "true").Referencing("SgTest.Generator", "3.0.0")
            .With("Program.cs", "System.Console.WriteLine(Made.Text + SgTest.Marker.Name);\n/// <summary>Counts.</summary>\nclass App;\n");
        app.Build().ShouldSucceed().ShouldNotWarn();
        app.Bump("SgTest.Generator", "3.0.1").Build().ShouldSucceed().ShouldNotWarn();
    }

    /// <summary>With <c>Marker</c> in the library, and <c>Made.Name</c> generated, which returns a member of it.</summary>
    private static void Generator(string version, string members, string member) => GeneratorOf(version, members, $$"""
        context.RegisterPostInitializationOutput(x => x.AddSource("Made.cs",
            "namespace SgTest { static class Made { public static object Name { get { return Marker.{{member}}; } } } }"))
        """);

    /// <param name="body">What it asks of its context.</param>
    private static void GeneratorOf(string version, string members, string body)
    {
        MadePackage.Pack("SgTest.Generator", version,
            ("Lib/Marker.cs", $$"""namespace SgTest { public static class Marker { {{members}} } }"""),
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
                    public void Initialize(IncrementalGeneratorInitializationContext context) =>
                        {{body}};
                }
                """),
            ("SgTest.Generator.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>netstandard2.0</TargetFramework><EnableDefaultItems>false</EnableDefaultItems></PropertyGroup>
                  <ItemGroup>
                    <Compile Include="Lib/Marker.cs" />
                    <ProjectReference Include="Gen/Gen.csproj" ReferenceOutputAssembly="false" PrivateAssets="all" />
                    <None Include="Gen/bin/Release/netstandard2.0/Gen.dll" Pack="true" PackagePath="analyzers/dotnet/cs/" />
                  </ItemGroup>
                </Project>
                """));
    }
}
