using SemverGuard.Api;
using SemverGuard.Compiling;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Effects;

/// <summary>Code that is in an assembly of another name by now is compared all the same.</summary>
public sealed class AssemblyPairTests
{
    private const string Body = " public override string ToString() => \"clock\"; }",
        Clock = "public class Clock { public System.TimeSpan Wait() => System.TimeSpan.FromSeconds(30);" + Body,
        Changed = "public class Clock { public System.TimeSpan Wait() => System.TimeSpan.FromSeconds(5);" + Body,
        Alarm = "public class Alarm : Clock { public int Volume() => 40; }",
        Sun = "public class Sun { public int Shine() => new Rays().Count(); } internal class Rays { public int Count() => 2; }",
        Helper = "internal class Rays { public int Count() => 1; }",
        Forward = "[assembly: System.Runtime.CompilerServices.TypeForwardedTo(typeof(Clock))]\n",
        App = "System.Console.WriteLine(new Clock().Wait() + new Alarm().ToString());",
        Fact = "`Clock.Wait` now calls TimeSpan.FromSeconds with 5 (was 30)";

    [Theory]
    [InlineData("Old", "New")]
    [InlineData("Old", "Whole")]
    [InlineData("Whole", "Part")]
    [InlineData("Beside", "Core")]
    public void What_changed_is_told(string before, string after) =>
        Assert.Contains(Fact, Assert.Single(Effects(before, after, Changed)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Old", "New")]
    [InlineData("Old", "Whole")]
    [InlineData("Whole", "Part")]
    [InlineData("Beside", "Core")]
    public void What_is_as_it_was_is_not(string before, string after) => Assert.Empty(Effects(before, after, Clock));

    [Fact]
    public void A_helper_of_the_same_name_in_both_stays_where_it_was() =>
        Assert.Empty(Effects("Beside", "Core", Clock, app: "System.Console.WriteLine(new Sun().Shine());"));

    [Fact]
    public void Assemblies_that_have_a_small_part_in_common_are_not_compared() => Assert.Empty(Effects(
        "Old", "New", Changed + "public class Sun; public class Moon; public class Star;",
        "public class Bell; public class Dial; public class Hand;"));

    /// <param name="gone">Types of the assembly before that nobody has by now.</param>
    private static Finding[] Effects(string before, string after, string now, string gone = "", string app = App)
    {
        CompiledAssembly[] was = Compile(before, Clock + gone), current = Compile(after, now);
        var settings = new CompileSettings("App") { Kind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication };
        var program = TestCompiler.Compile(app, settings, was);
        var image = World.Open(program);
        AssemblySet worldBefore = World.Of([.. was.Select(World.Open), image]),
            worldAfter = World.Of([.. current.Select(World.Open), image]);
        var report = Guard.Check(new GuardInput
        {
            Uses = UseReader.Read(image, worldBefore, World.Sources(program)),
            Bumps = [new Bump("Whole", "2.4.1", "2.4.2", ["Whole", "New", "Core"])],
            RuntimeBefore = worldBefore,
            RuntimeAfter = worldAfter,
            Before = new ApiSurface(worldBefore).Find,
            After = new ApiSurface(worldAfter),
            Consumer = image,
            Sources = World.Sources(program),
            IsRebuilt = true,
        });
        return [.. report.Findings.Where(x => x.Id.StartsWith("SG40", StringComparison.Ordinal) && x.Id != EffectRules.Implementation.Id)];
    }

    /// <summary>
    /// The library and, where it has another name, the part that was or is one of its own; or one beside it, which takes it in.
    /// </summary>
    private static CompiledAssembly[] Compile(string name, string source)
    {
        if (name is "Whole") return [Library(name, source + Alarm)];
        if (name is "Beside") return [Library("Core", Sun), Library("Whole", source + Alarm + Helper)];
        var part = Library(name, source + (name is "Core" ? Sun : ""));
        return [part, Library("Whole", (name is "Part" or "Core" ? Forward : "") + Alarm, part)];
    }

    private static CompiledAssembly Library(string name, string source, params CompiledAssembly[] references) =>
        TestCompiler.Compile(source, new CompileSettings(name), references);
}
