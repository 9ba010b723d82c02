using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>Several projects or file-based apps in one folder, and projects that are not compiled at all.</summary>
public sealed class SharedFolderTests
{
    private const string Plain = "SemverGuard.net10.0.baseline";

    [Fact]
    public void Two_projects_in_one_folder_have_a_baseline_each()
    {
        using var app = Pair();
        Build(app, "one").ShouldSucceed().ShouldNotWarn();
        Build(app, "two").ShouldSucceed().ShouldNotWarn();
        Assert.StartsWith("semverguard-baseline 1 net10.0 one.csproj\n", app.Read("SemverGuard.one.net10.0.baseline"));
        Assert.Contains("F:SgTest.Limits.Most", app.Read("SemverGuard.one.net10.0.baseline"));
        Assert.DoesNotContain("F:SgTest.Limits.Most", app.Read("SemverGuard.two.net10.0.baseline"));
        Assert.False(app.Has(Plain));

        Bump(app, "one");
        Bump(app, "two");
        Build(app, "two").ShouldSucceed().ShouldWarn("warning SG1000 at two.csproj", "warning SG2003 at two.cs");
        Build(app, "one").ShouldSucceed().ShouldWarn("warning SG1000 at one.csproj", "warning SG2001 at one.cs");
    }

    /// <summary>The first project was alone when its file was committed.</summary>
    [Fact]
    public void A_file_that_was_there_stays_its_projects()
    {
        using var app = Pair();
        Build(app, "one").ShouldSucceed();
        File.Move(Path.Combine(app.Folder, "SemverGuard.one.net10.0.baseline"), Path.Combine(app.Folder, Plain));
        Bump(app, "one");
        Build(app, "one").ShouldSucceed().ShouldWarn("warning SG1000 at one.csproj", "warning SG2001 at one.cs");
        string before = app.Read(Plain);
        Build(app, "two").ShouldSucceed().ShouldNotWarn();
        Assert.StartsWith("semverguard-baseline 1 net10.0 two.csproj\n", app.Read("SemverGuard.two.net10.0.baseline"));
        Assert.Equal(before, app.Read(Plain));
    }

    /// <summary>Whose a file is that was written before they named their project, nobody knows.</summary>
    [Fact]
    public void A_file_that_names_no_project_is_where_each_begins()
    {
        using var app = Pair();
        Build(app, "one").ShouldSucceed();
        string before = app.Read("SemverGuard.one.net10.0.baseline").Replace(" one.csproj", "");
        File.Delete(Path.Combine(app.Folder, "SemverGuard.one.net10.0.baseline"));
        app.Write(Plain, before);
        Bump(app, "one");
        Bump(app, "two");
        var one = Build(app, "one").ShouldSucceed().ShouldWarn("warning SG1000 at one.csproj", "warning SG2001 at one.cs");
        Assert.Contains($"SemverGuard copied {Plain}, which names no project of this folder, to SemverGuard.one.net10.0.baseline for "
            + "one.csproj: commit it.", one.Output);
        Build(app, "one", "-t:SemverGuardAccept").ShouldSucceed();
        Assert.Contains("package SgTest.Limits 1.0.1 ", app.Read("SemverGuard.one.net10.0.baseline"));

        // Only read, it needs no copy.
        string[] warnings = ["warning SG1000 at two.csproj", "warning SG2003 at two.cs"];
        Build(app, "two", "-p:ContinuousIntegrationBuild=true").ShouldSucceed().ShouldWarn(warnings);
        Assert.False(app.Has("SemverGuard.two.net10.0.baseline"));
        Build(app, "two").ShouldSucceed().ShouldWarn(warnings);
        Assert.Equal(before, app.Read(Plain));
        Assert.Equal(before, app.Read("SemverGuard.two.net10.0.baseline"));
    }

    /// <summary>What was accepted is copied along, and where the terminal logger hides messages, the copy is told as a warning.</summary>
    [Fact]
    public void A_copy_keeps_what_was_accepted_and_is_told_in_a_terminal()
    {
        using var app = Pair();
        Build(app, "one").ShouldSucceed();
        string before = app.Read("SemverGuard.one.net10.0.baseline").Replace(" one.csproj", "");
        File.Delete(Path.Combine(app.Folder, "SemverGuard.one.net10.0.baseline"));
        app.Write(Plain, before);
        app.Write("SemverGuard.net10.0.accepted",
            "semverguard-accepted 1\nSG2001 F:SgTest.Limits.Most SgTest.Limits 1.0.0 -> 1.0.1: five is fine\n");
        Bump(app, "one");
        var one = Build(app, "one", "-tl:on", "-warnaserror").ShouldSucceed();
        string said = string.Join(" ", one.Output.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("SG9011", said);
        Assert.Contains($"SemverGuard copied {Plain}, which names no project of this folder, to", said);
        Assert.Equal(app.Read("SemverGuard.net10.0.accepted"), app.Read("SemverGuard.one.net10.0.accepted"));
        Assert.Contains("package SgTest.Limits 1.0.1 ", app.Read("SemverGuard.one.net10.0.baseline"));
        Assert.Equal(before, app.Read(Plain));
    }

    /// <summary>The command would write the first project's name into it.</summary>
    [Fact]
    public void A_file_that_names_no_project_is_not_taken_by_the_command()
    {
        using var app = Pair();
        Build(app, "one").ShouldSucceed();
        string before = app.Read("SemverGuard.one.net10.0.baseline").Replace(" one.csproj", "");
        File.Delete(Path.Combine(app.Folder, "SemverGuard.one.net10.0.baseline"));
        app.Write(Plain, before);
        app.Write("both.slnx", "<Solution><Project Path=\"one.csproj\" /><Project Path=\"two.csproj\" /></Solution>");
        foreach (string[] words in (string[][])[["baseline", "--update"], ["accept", "--all"]])
        {
            var result = Command.Run(app, [words[0], "both.slnx", .. words[1..]]);
            Assert.Equal(2, result.ExitCode);
            Assert.Contains($"semverguard: {Plain} is the baseline of one and two: build them once, which gives each a file of its own",
                result.Output);
        }
        Assert.Equal(before, app.Read(Plain));
        Build(app, "one").ShouldSucceed();
        Build(app, "two").ShouldSucceed();
        Assert.Equal(0, Command.Run(app, "baseline", "both.slnx", "--update").ExitCode);
    }

    [Fact]
    public void A_file_of_another_project_is_not_overwritten()
    {
        using var app = Pair("<SemverGuardBaselineFile>shared.baseline</SemverGuardBaselineFile>");
        Build(app, "one").ShouldSucceed().ShouldNotWarn();
        string before = app.Read("shared.baseline");
        var two = Build(app, "two").ShouldSucceed()
            .ShouldWarn("warning SG9003 at shared.baseline: semverguard-baseline 1 net10.0 one.csproj");
        Assert.Contains("is about one.csproj and this build about two.csproj: name a file of its own for this project, "
            + "as <SemverGuardBaselineFile>", two.Message("SG9003"));
        Assert.Equal(before, app.Read("shared.baseline"));

        // Renamed, it is no other project.
        File.Move(Path.Combine(app.Folder, "one.csproj"), Path.Combine(app.Folder, "uno.csproj"));
        Build(app, "uno").ShouldSucceed().ShouldNotWarn();
    }

    [Fact]
    public void Two_file_based_apps_have_a_baseline_each()
    {
        RecompilationTests.Limits();
        using var app = new ConsumerProject();
        app.Build().ShouldFail(); // writes nothing but the project, which is in the way
        File.Delete(Path.Combine(app.Folder, app.ProjectFile));
        app.Write("one.cs", Script("1.0.0", "SgTest.Limits.Most"));
        app.Write("two.cs", Script("1.0.0", "typeof(SgTest.Limits)"));
        Run(app, "one.cs");
        Run(app, "two.cs");
        Assert.StartsWith("semverguard-baseline 1 net10.0 one.cs\n", app.Read("SemverGuard.one.net10.0.baseline"));
        Assert.StartsWith("semverguard-baseline 1 net10.0 two.cs\n", app.Read("SemverGuard.two.net10.0.baseline"));
        app.Write("one.cs", Script("1.0.1", "SgTest.Limits.Most"));
        Assert.Contains("warning SG2001", Run(app, "one.cs"));
        app.Write("two.cs", Script("1.0.1", "typeof(SgTest.Limits)"));
        Assert.DoesNotContain("warning SG", Run(app, "two.cs"));
        Assert.Contains("warning SG2001", Run(app, "one.cs"));
    }

    [Fact]
    public void Projects_that_compile_nothing_build_as_before()
    {
        using var solution = new ConsumerSolution().Version("SgTest.Limits", "1.0.0");
        RecompilationTests.Limits();
        solution.Project(
            "Nothing", "<ItemGroup><PackageReference Include=\"SgTest.Limits\" /></ItemGroup>", "Microsoft.Build.NoTargets/3.7.0")
            .Project("Empty", "<PropertyGroup><EnableDefaultCompileItems>false</EnableDefaultCompileItems></PropertyGroup><ItemGroup><PackageReference Include=\"SgTest.Limits\" /></ItemGroup>")
            .Project("App", "<ItemGroup><PackageReference Include=\"SgTest.Limits\" /></ItemGroup>")
            .With("App/App.cs", "public static class App { public static int Most => SgTest.Limits.Most; }");
        solution.Build().ShouldSucceed().ShouldNotWarn();
        solution.Build("-t:SemverGuardAccept").ShouldSucceed().ShouldNotWarn();
        Assert.False(solution.Has("Nothing/" + Plain));
        solution.Version("SgTest.Limits", "1.0.1").Build("-warnaserror:MSB4044").ShouldSucceed()
            .ShouldWarn("warning SG1000 at Directory.Packages.props", "warning SG2001 at App.cs");
    }

    [Fact]
    public void A_project_of_the_old_form_says_what_it_is()
    {
        using var app = new ConsumerProject("old").With("packages.config", "<packages />").With("Old.cs", "public static class Old { }");
        app.Build("-t:Restore").ShouldSucceed();
        string targets = Path.Combine(Repository.Packages, "semverguard", PackedSemverGuard.Version, "build", "SemverGuard.targets");
        app.Write("old-form.csproj", $"""
            <Project>
              <Import Project="$(MSBuildExtensionsPath)/$(MSBuildToolsVersion)/Microsoft.Common.props" Condition="Exists('$(MSBuildExtensionsPath)/$(MSBuildToolsVersion)/Microsoft.Common.props')" />
              <PropertyGroup><TargetFrameworkVersion>v4.7.2</TargetFrameworkVersion><OutputType>Library</OutputType><OutputPath>out/</OutputPath><AssemblyName>Old</AssemblyName></PropertyGroup>
              <PropertyGroup><IntermediateOutputPath>old-obj/</IntermediateOutputPath><NoStdLib>true</NoStdLib><AutomaticallyUseReferenceAssemblyPackages>false</AutomaticallyUseReferenceAssemblyPackages></PropertyGroup>
              <ItemGroup><Compile Include="Old.cs" /></ItemGroup>
              <Import Project="$(MSBuildToolsPath)/Microsoft.CSharp.targets" />
              <Import Project="{targets}" />
              <Target Name="ResolveAssemblyReferences" /><Target Name="GetReferenceAssemblyPaths" /><Target Name="CoreCompile" />
            </Project>
            """);
        var (exitCode, output) =
            Dotnet.Run(app.Folder, null, "msbuild", "old-form.csproj", "-nodeReuse:false", "-t:CoreCompile", "-warnaserror");
        Assert.True(exitCode == 0, output);
        Assert.Contains("SemverGuard checks nothing in old-form.csproj: it has its packages in packages.config.", output);

        string[] locked = ["msbuild", "old-form.csproj", "-nodeReuse:false", "-t:CoreCompile", "-p:SemverGuardLocked=true"];
        (exitCode, output) = Dotnet.Run(app.Folder, null, locked);
        Assert.NotEqual(0, exitCode);
        Assert.Contains("old-form.csproj(1,1): error SG9005: Not checked: old-form.csproj has its packages in packages.config.", output);
    }

    private static string Script(string version, string what) =>
        $"#:package SemverGuard@{PackedSemverGuard.Version}\n#:package SgTest.Limits@{version}\n#:property PublishAot=false\n#:property "
            + $"NuGetAudit=false\nSystem.Console.WriteLine({what});\n";

    private static string Run(ConsumerProject app, string file)
    {
        var (exitCode, output) = Dotnet.Run(app.Folder, null, "build", file);
        Assert.True(exitCode == 0, output);
        return output;
    }

    /// <summary>Two projects that share a folder and nothing else.</summary>
    private static ConsumerProject Pair(string property = "")
    {
        RecompilationTests.Limits();
        var app = new ConsumerProject();
        app.Write("Directory.Build.props",
            "<Project><PropertyGroup><BaseIntermediateOutputPath>obj/$(MSBuildProjectName)/</BaseIntermediateOutputPath><NuGetAudit>false</NuGetAudit></PropertyGroup></Project>");
        app.Write("one.cs", "public static class One { public static int Most => SgTest.Limits.Most; }");
        app.Write("two.cs", "public static class Two { public static void Wait() => SgTest.Limits.Wait(); }");
        foreach (string name in new[] { "one", "two" })
        {
            app.Write(name + ".csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <EnableDefaultCompileItems>false</EnableDefaultCompileItems>
                    {property}
                  </PropertyGroup>
                  <ItemGroup>
                    <Compile Include="{name}.cs" />
                    <PackageReference Include="SgTest.Limits" Version="1.0.0" />
                    <PackageReference Include="SemverGuard" Version="{PackedSemverGuard.Version}" PrivateAssets="all" />
                  </ItemGroup>
                </Project>
                """);
        }
        return app;
    }

    private static void Bump(ConsumerProject app, string name) =>
        app.Write(name + ".csproj", app.Read(name + ".csproj").Replace("1.0.0", "1.0.1"));

    private static BuildResult Build(ConsumerProject app, string name, params string[] more)
    {
        var (exitCode, output) =
            Dotnet.Run(app.Folder, null, ["build", name + ".csproj", "-m:1", "-tl:off", "-p:RunAnalyzers=false", .. more]);
        return new BuildResult(exitCode, output, app.Folder);
    }
}
