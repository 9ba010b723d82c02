using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>Who brought a package to its version, and with which versions the application would link.</summary>
public sealed class WayOutTests
{
    private const string Dep = "WayOut.Dep", Mid = "WayOut.Mid", Plugin = "WayOut.Plugin";

    [Fact]
    public void Versions_on_the_projects_sources_are_found_where_that_is_allowed()
    {
        using var app = Made();
        app.Build().ShouldSucceed().ShouldNotWarn();

        var offline = app.Bump(Mid, "1.1.0").Build().ShouldSucceed().ShouldWarn(Warnings);
        Assert.Contains($"{Dep} 1.0.0 -> 1.0.1 (transitive: {Mid} 1.1.0 asks for {Dep} (>= 1.0.1); before, {Mid} 1.0.0 asked for {Dep} (>= 1.0.0)) calls itself a patch", offline.Message("SG1000"));
        // With Mid 1.1.0 there, the version before of what it asks for would not restore (NU1605).
        Assert.EndsWith($"Safe: {Mid} 1.0.0.", offline.Message("SG1101"));

        var online = app.Build("-p:SemverGuardOnline=true").ShouldSucceed().ShouldWarn(Warnings);
        Assert.EndsWith($"Safe: {Mid} 1.0.0, or {Dep} 1.0.1 with {Plugin} 1.2.0.", online.Message("SG1101"));
        Assert.Contains($"It links with <PackageReference Include=\"{Plugin}\" Version=\"1.2.0\" />.", online.Message("SG1000"));

        app.Bump(Plugin, "1.2.0").Build().ShouldSucceed().ShouldNotWarn();
    }

    [Fact]
    public void Central_management_has_the_line_and_the_place_in_its_own_file()
    {
        using var app = Made().ManagedCentrally();
        app.Build().ShouldSucceed().ShouldNotWarn();
        var build = app.Bump(Mid, "1.1.0").Build("-p:SemverGuardOnline=true").ShouldSucceed().ShouldWarn(
            $"warning SG1000 at Directory.Packages.props: <PackageVersion Include=\"{Mid}\"",
            "warning SG1101 at Program.cs: Plugin.Go()");
        Assert.Contains($"It links with <PackageVersion Include=\"{Plugin}\" Version=\"1.2.0\" />.", build.Message("SG1000"));
    }

    /// <summary>NuGet took a higher version than anybody asked for, which has nothing to do with the way back of another package.</summary>
    [Fact]
    public void An_upgrade_that_nothing_was_found_in_stays_where_it_is()
    {
        const string Odd = "WayOut.Odd", Host = "WayOut.Host";
        Pack(Odd, "1.0.0", "public static class Odd { public static void Go() { } }");
        Pack(Odd, "1.2.0", "public static class Odd { public static void Go() { } public static void More() { } }");
        MadePackage.PackOn(Host, "1.0.0", "public static class Host { public static void Go() => Odd.Go(); }",
            $"<PackageReference Include=\"{Odd}\" Version=\"1.0.0\" />");
        MadePackage.PackOn(Host, "1.1.0", "public static class Host { public static void Go() => Odd.More(); }",
            $"<PackageReference Include=\"{Odd}\" Version=\"1.1.0\" />");
        using var app = Made().Referencing(Host, "1.0.0").WithProperty("NoWarn", "NU1603");
        app.Build().ShouldSucceed().ShouldNotWarn();
        var build = app.Bump(Mid, "1.1.0").Bump(Host, "1.1.0").Build().ShouldSucceed().ShouldWarn(Warnings);
        Assert.EndsWith($"Safe: {Mid} 1.0.0.", build.Message("SG1101"));
    }

    /// <summary>What two have below them went back with one of them, and so does the other; a third has nothing to do with it.</summary>
    [Fact]
    public void What_shares_a_package_goes_back_with_it_and_nothing_else_does()
    {
        const string Base = "WayBack.Base", Inner = "WayBack.Inner", One = "WayBack.One", Two = "WayBack.Two", Other = "WayBack.Other";
        foreach (var (version, method, size) in new[] { ("1.0.0", "Old", 10), ("2.0.0", "New", 20) })
        {
            Pack(Base, version, $"public static class Base {{ public static void {method}() {{ }} }}");
            Pack(Inner, version, $"public class Inner {{ public int Size {{ get; set; }} = {size}; }}");
            Pack(Other, version, $"public class Other {{ public int Size {{ get; set; }} = {size}; }}");
            string Needs(string id) => $"<PackageReference Include=\"{id}\" Version=\"{version}\" />";
            MadePackage.PackOn(One, version, $"public static class One {{ public static int Go() {{ Base.{method}(); "
                + "return new Inner().Size; } }", Needs(Base) + Needs(Inner));
            MadePackage.PackOn(Two, version, $"public static class Two {{ public static void Go() => Base.{method}(); }}", Needs(Base));
        }
        using var app = new ConsumerProject().WithPackagesOfItsOwn().Referencing(One, "1.0.0").Referencing(Two, "1.0.0")
            .Referencing(Other, "1.0.0").With("Program.cs", "One.Go();\nTwo.Go();\nSystem.Console.WriteLine(new Other().Size);\n");
        app.Build().ShouldSucceed().ShouldNotWarn();
        var build = app.Bump(One, "2.0.0").Bump(Two, "2.0.0").Bump(Other, "2.0.0").Build().ShouldSucceed();
        string[] told = [.. build.Diagnostics.Where(x => x.Code == "SG4001").Select(x => x.Message).Order(StringComparer.Ordinal)];
        Assert.EndsWith($"Safe: {One} 1.0.0 and {Two} 1.0.0.", told[0]);
        Assert.EndsWith($"Safe: {Other} 1.0.0.", told[1]);
    }

    /// <summary>
    /// NuGet writes what its audit found beside the graph; here somebody writes it who needs no source that knows vulnerabilities.
    /// </summary>
    [Fact]
    public void Back_to_a_vulnerable_version_is_not_said_silently()
    {
        using var app = Made();
        app.Build().ShouldSucceed().ShouldNotWarn();
        string assets = app.Read("obj/project.assets.json");
        app.Write("obj/project.assets.json", assets.TrimEnd()[..^1]
            + $$""", "logs": [{ "code": "NU1903", "level": "Warning", "warningLevel": 1, "message": "Package '{{Dep}}' 1.0.0 has a known high severity vulnerability", "libraryId": "{{Dep}}", "targetGraphs": ["net10.0"] }] }""");
        app.Build("--no-restore").ShouldSucceed().ShouldNotWarn();
        var build = app.Bump(Mid, "1.1.0").Build().ShouldSucceed().ShouldWarn(Warnings);
        Assert.EndsWith($"Safe: {Mid} 1.0.0 (though {Dep} 1.0.0 has a known vulnerability).", build.Message("SG1101"));
    }

    private static string[] Warnings =>
        [$"warning SG1000 at app.csproj: <PackageReference Include=\"{Mid}\"", "warning SG1101 at Program.cs: Plugin.Go()"];

    /// <summary>A plugin calls what a patch of a package below it removes; another package brings the patch.</summary>
    private static ConsumerProject Made()
    {
        Pack(Dep, "1.0.0", "public static class Dep { public static void Kept() { } public static void Gone() { } }");
        Pack(Dep, "1.0.1", "public static class Dep { public static void Kept() { } }");
        Pack(Mid, "1.0.0", "public static class Mid { public static void Go() => Dep.Kept(); }", "1.0.0");
        Pack(Mid, "1.1.0", "public static class Mid { public static void Go() => Dep.Kept(); }", "1.0.1");
        Pack(Plugin, "1.0.0", "public static class Plugin { public static void Go() => Dep.Gone(); }", "1.0.0");
        Pack(Plugin, "1.2.0", "public static class Plugin { public static void Go() => Dep.Kept(); }", "1.0.0");
        Pack(Plugin, "2.0.0", "public static class Plugin { public static void Went() => Dep.Kept(); }", "1.0.1");
        return new ConsumerProject().WithPackagesOfItsOwn().Referencing(Mid, "1.0.0").Referencing(Plugin, "1.0.0")
            .With("Program.cs", "Mid.Go();\nPlugin.Go();\n");
    }

    private static void Pack(string id, string version, string source, string? dep = null) => MadePackage.PackOn(id, version, source,
        dep is null ? "" : $"<PackageReference Include=\"{Dep}\" Version=\"{dep}\" />");
}
