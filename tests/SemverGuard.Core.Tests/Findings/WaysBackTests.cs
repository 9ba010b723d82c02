using SemverGuard.Api;
using SemverGuard.Compiling;
using SemverGuard.Findings;
using SemverGuard.Metadata;

namespace SemverGuard.FindingsTests;

/// <summary>What is called safe restores, links, and is one answer for upgrades that are told together.</summary>
public sealed class WaysBackTests
{
    private static readonly PackageMove Dep = new("Dep", "1.0.0"), Lib = new("Lib", "1.0.0");

    [Fact]
    public void Where_nobody_knows_the_graph_it_is_the_version_before() => Assert.EndsWith(" Safe: Dep 1.0.0.", Told(null));

    [Fact]
    public void The_reference_that_has_to_be_written_is_named() =>
    Assert.EndsWith(" Safe: Lib 1.0.0.", Told(_ => [new WayBack([Lib], null)]));

    [Fact]
    public void Nothing_is_called_safe_that_is_not_known_to_restore() => Assert.DoesNotContain("Safe:", Told(_ => []));

    [Fact]
    public void What_does_not_link_is_passed_over() =>
        Assert.EndsWith(
            " Safe: Dep 1.0.0 and Lib 1.0.0.", Told(_ => [new WayBack([Dep], Broken), new WayBack([Dep, Lib], Whole) { IsWhole = true }]));

    [Fact]
    public void The_vulnerable_version_is_named_where_another_is_written() =>
        Assert.EndsWith(
            " Safe: Lib 1.0.0 (though Dep 1.0.0 has a known vulnerability).", Told(_ => [new WayBack([Lib], null)], vulnerable: true));

    [Fact]
    public void Upgrades_that_share_a_reference_get_one_answer()
    {
        var messages = Messages(bumps => [new WayBack(bumps.Any(x => x.Id == "Dep") ? [Dep, Lib] : [Lib], null)]);
        Assert.Equal(2, messages.Count);
        Assert.EndsWith(" Safe: Dep 1.0.0 and Lib 1.0.0.", messages["Dep"]);
        Assert.EndsWith(" Safe: Lib 1.0.0 and Dep 1.0.0.", messages["Lib"]);
    }

    [Fact]
    public void What_can_go_back_alone_does_where_another_can_only_with_everything()
    {
        var messages = Messages(bumps => bumps.Any(x => x.Id == "Dep")
            ? [new WayBack([Dep, Lib], null) { IsWhole = true }] : [new WayBack([Lib], Whole)]);
        Assert.EndsWith(" Safe: Dep 1.0.0 and Lib 1.0.0.", messages["Dep"]);
        Assert.EndsWith(" Safe: Lib 1.0.0.", messages["Lib"]);
    }

    [Fact]
    public void Upgrades_that_share_nothing_keep_their_own()
    {
        var messages = Messages(bumps => [new WayBack([.. bumps.Select(x => new PackageMove(x.Id, x.Before))], null)]);
        Assert.EndsWith(" Safe: Dep 1.0.0.", messages["Dep"]);
        Assert.EndsWith(" Safe: Lib 1.0.0.", messages["Lib"]);
    }

    [Fact]
    public void Many_references_are_counted()
    {
        PackageMove[] moves = [.. "ABCDE".Select(x => new PackageMove(x.ToString(), "1.0.0"))];
        Assert.EndsWith(" Safe: A 1.0.0, B 1.0.0, C 1.0.0 and 2 more as before.", Told(_ => [new WayBack(moves, null)]));
    }

    private static string Told(Func<IReadOnlyCollection<Bump>, IEnumerable<WayBack>>? ways, bool vulnerable = false) =>
        Messages(ways, vulnerable)["Dep"];

    /// <summary>Two packages that lost a method each, which the application calls.</summary>
    private static Dictionary<string, string> Messages(Func<IReadOnlyCollection<Bump>, IEnumerable<WayBack>>? ways, bool vulnerable = false)
    {
        Bump[] bumps = [new("Dep", "1.0.0", "1.0.1", ["Dep"]) { IsBeforeVulnerable = vulnerable }, new("Lib", "1.0.0", "1.0.1", ["Lib"])];
        var report = Guard.Check(new GuardInput
        {
            Bumps = bumps,
            Uses = [],
            Before = (_, _) => null,
            After = new ApiSurface(After),
            RuntimeBefore = Whole,
            RuntimeAfter = After,
            Consumer = App,
            WaysBack = ways,
        });
        return report.Findings.Where(x => x.Severity == Severity.Warning).ToDictionary(x => x.Package.Id, x => x.Message);
    }

    private static readonly CompiledAssembly DepBefore = Compiled("Dep", "public static class Dep { public static void Gone() { } }");
    private static readonly CompiledAssembly LibBefore =
        Compiled("Lib", "public static class Lib { public static void Gone() => Dep.Gone(); }", DepBefore);
    private static readonly CompiledAssembly DepAfter = Compiled("Dep", "public static class Dep { }"),
        LibAfter = Compiled("Lib", "public static class Lib { public static void Other() { } }");
    private static readonly CompiledAssembly Other =
        Compiled("Other", "public static class Other { public static void Go() => Lib.Gone(); }", LibBefore);
    private static readonly AssemblyImage App = World.Open(
        Compiled("App", "public static class Program { public static void Main() { Dep.Gone(); Other.Go(); } }", DepBefore, Other));

    private static AssemblySet Whole => Set(DepBefore, LibBefore);

    private static AssemblySet After => Set(DepAfter, LibAfter);

    /// <summary>Dep is back, and what is new in Lib has no place for it.</summary>
    private static AssemblySet Broken =>
        Set(DepBefore, Compiled("Lib", "public static class Lib { public static void Gone() => Dep.New(); }",
            Compiled("Dep", "public static class Dep { public static void New() { } }")));

    private static AssemblySet Set(CompiledAssembly dep, CompiledAssembly lib) =>
        World.Of([App, World.Open(dep), World.Open(lib), World.Open(Other)]);

    private static CompiledAssembly Compiled(string name, string source, params CompiledAssembly[] references) =>
        TestCompiler.Compile(source, new CompileSettings(name), references);
}
