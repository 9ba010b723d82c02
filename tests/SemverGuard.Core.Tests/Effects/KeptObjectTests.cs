using SemverGuard.Api;
using SemverGuard.Compiling;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Effects;

/// <summary>A property that begins with an object of another type, which does its work with another library.</summary>
public sealed class KeptObjectTests
{
    private static readonly CompiledAssembly Other = TestCompiler.Compile(
        "namespace Other; public static class Json { public static string Write(object o) => o.ToString() + \"\"; }",
        new CompileSettings("Other"));

    private const string Common = "using System; public interface IWriter { string Write(object o); } "
            + "public class Settings { public IWriter? Writer { get; set; } ",
        Old = "class OldWriter : IWriter { public string Write(object o) => Other.Json.Write(o); } ",
        New = "class NewWriter : IWriter { public string Write(object o) => System.Text.Json.JsonSerializer.Serialize(o); } ",
        Global = "public static class Global { public static readonly Settings All = new Settings(); "
            + "static Global() => All.Reset(); public static string Send(object o) => All.Writer!.Write(o); } ",
        Was = Common + "public void Reset() => Writer = new OldWriter(); } " + Old + Global;

    [Fact]
    public void It_is_told_wherever_it_is_set() => Assert.Contains(
        "now sets Writer = new NewWriter() (was new OldWriter(), which used Other)",
        Told(Common + "public void Reset() { } } " + New + Global.Replace("All.Reset()", "All.Writer = new NewWriter()")),
        StringComparison.Ordinal);

    [Fact]
    public void Another_name_for_the_same_is_not() => Assert.DoesNotContain(
        "which used", Told(Was.Replace("OldWriter", "PlainWriter")), StringComparison.Ordinal);

    [Fact]
    public void One_that_is_set_elsewhere_is_not() => Assert.DoesNotContain("which used", Told(Common + "public void Reset() { } } " + Old
        + Global.Replace("All.Reset()", "All.Writer = new OldWriter()")), StringComparison.Ordinal);

    private static string Told(string after)
    {
        CompiledAssembly was = TestCompiler.Compile(Was, new CompileSettings("Lib"), Other),
            now = TestCompiler.Compile(after, new CompileSettings("Lib"), Other),
            app = TestCompiler.Compile(
                "public class P { public static string Go() => Global.Send(3); }", new CompileSettings("App"), was, Other);
        var image = World.Open(app);
        AssemblySet before = World.Of([image, World.Open(was), World.Open(Other)]),
            current = World.Of([image, World.Open(now), World.Open(Other)]);
        return string.Join("\n", Guard.Check(new GuardInput
        {
            Bumps = [new Bump("Lib", "1.2.3", "2.0.0", ["Lib"])],
            Uses = UseReader.Read(image, before, World.Sources(app)),
            Before = new ApiSurface(before).Find,
            After = new ApiSurface(current),
            RuntimeBefore = before,
            RuntimeAfter = current,
            Consumer = image,
            Sources = World.Sources(app),
        }).Findings.Select(x => $"{x.Severity} {x.Message}"));
    }
}
