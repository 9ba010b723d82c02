using SemverGuard.Api;
using SemverGuard.Compiling;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Effects;

/// <summary>A type that is in another namespace by now is compared with what it was.</summary>
public sealed class MovedTypeTests
{
    private const string Step = "internal class Step { public int Handle(string s) { if (s.Length > {0}) throw new TimeoutException(); "
            + "return Cut(s).Length; } static string Cut(string s) => s.Trim(); public class Options { public int Tries = {1}; } }",
        Shop = "public class Shop { public int Go(string s) => new {0}Step().Handle(s) + new {0}Step.Options().Tries; } ",
        App = "public class P { public static void Main() => Console.WriteLine(new Lib.Shop().Go(\"x\")); }";

    [Theory]
    [InlineData("9", "3", "`Step.Handle` now compares with")]
    [InlineData("5", "7", "`Options..ctor` now sets Tries = 7 (was 3)")]
    public void What_it_does_otherwise_is_told(string most, string tries, string fact)
    {
        var told = Told(Library("Lib", "", "5", "3"), Library("Lib.Steps", "Lib.Steps.", most, tries));
        Assert.Contains(fact, string.Join("\n", told.Select(x => x.Message)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_it_does_as_before_is_not() =>
        Assert.Empty(Told(Library("Lib", "", "5", "3"), Library("Lib.Steps", "Lib.Steps.", "5", "3")));

    [Fact]
    public void One_that_has_little_in_common_is_another() => Assert.DoesNotContain(
        Told(Library("Lib", "", "5", "3"), "namespace Lib { public class Shop { public int Go(string s) => s.Length; } } "
            + "namespace Lib.Steps { public class Step { public int Tries => 4; public int Pause => 3; public void Rest() { } } }"),
        x => x.Message.Contains("`Step.", StringComparison.Ordinal));

    [Fact]
    public void One_of_two_is_none_of_them() => Assert.DoesNotContain(
        Told(Library("Lib", "", "5", "3"), Library("Lib.Steps", "Lib.Steps.", "9", "3") + Type("Lib.Other", "9", "3")),
        x => x.Message.Contains("more places", StringComparison.Ordinal));

    [Fact]
    public void An_enum_that_moved_has_the_members_that_it_had() => Assert.Empty(Told(
        "namespace Lib { public enum Kind { Small = 1, Large = 2 } "
            + "public class Shop { public int Go(string s) => s == Kind.Large.ToString() ? 1 : 2; } }",
        "namespace Lib.Kinds { public enum Kind { Small = 1, Large = 2 } } "
            + "namespace Lib { public class Shop { public int Go(string s) => s == Kinds.Kind.Large.ToString() ? 1 : 2; } }"));

    /// <summary>A package of its own brings it by now, and no upgrade is about that.</summary>
    [Fact]
    public void What_came_to_an_assembly_of_its_own_belongs_to_the_upgrade_that_needs_it()
    {
        const string Shop = "namespace Lib { public class Shop { public int Go(string s) => new Step().Go(s); } }",
            Step = "namespace Lib { public class Step { int n; public int Go(string s) { n += s.Length * {0}; return n; } } }",
            Other = "namespace Other { public class Thing { public int Size => {0}; } }",
            Forwarded = "[assembly: System.Runtime.CompilerServices.TypeForwardedTo(typeof(Lib.Step))] ";
        CompiledAssembly was = Compile("Lib", Shop + Step.Replace("{0}", "2")), other = Compile("Other", Other.Replace("{0}", "1")),
            steps = Compile("Steps", Step.Replace("{0}", "3")), now = Compile("Lib", Forwarded + Shop, steps),
            larger = Compile("Other", Other.Replace("{0}", "2")),
            app = Compile("App", "public static class P { public static void Main() => System.Console.WriteLine("
                + "new Lib.Shop().Go(\"x\") + new Other.Thing().Size); }", was, other);
        var image = World.Open(app);
        AssemblySet before = World.Of([image, World.Open(was), World.Open(other)]),
            after = World.Of([image, World.Open(now), World.Open(larger), World.Open(steps)]);
        var told = Guard.Check(new GuardInput
        {
            Bumps = [new Bump("Other", "1.0.0", "1.0.1", ["Other"]), new Bump("Lib", "1.2.3", "1.2.4", ["Lib"])],
            Uses = UseReader.Read(image, before, World.Sources(app)),
            Before = new ApiSurface(before).Find,
            After = new ApiSurface(after),
            RuntimeBefore = before,
            RuntimeAfter = after,
            Consumer = image,
            Sources = World.Sources(app),
            ComparesBehavior = true,
        }).Findings;
        Assert.Equal("Lib", Assert.Single(told, x => x.Message.Contains("`Step.Go`", StringComparison.Ordinal)
            && x.Id == EffectRules.Implementation.Id).Package?.Id);
    }

    private static CompiledAssembly Compile(string name, string source, params CompiledAssembly[] references) =>
        TestCompiler.Compile(source, new CompileSettings(name), references);

    private static string Library(string home, string prefix, string most, string tries) =>
        "namespace Lib { " + Shop.Replace("{0}", prefix) + "} " + Type(home, most, tries);

    private static string Type(string home, string most, string tries) =>
        $"namespace {home} {{ {Step.Replace("{0}", most).Replace("{1}", tries)} }} ";

    private static Finding[] Told(string before, string after) =>
        [.. Upgraded.Check(before, after, App).Findings.Where(x => x.Id.StartsWith("SG40", StringComparison.Ordinal))];
}
