namespace SemverGuard.FindingsTests;

/// <summary>Of all that changed, what stands behind an error: the root of it, and not what follows from that.</summary>
public sealed class ErrorCauseTests
{
    public static TheoryData<string, string, string, string, string> Causes => new()
    {
        { "an interface between brought the second base",
            "public interface IHasName { string Name { get; } } public interface IThing : IHasName { } "
                + "public class Thing : IThing { public string Name => \"n\"; }",
            "public interface IHasName { string Name { get; } } public interface ITitled { string Name { get; } } "
                + "public interface IThing : IHasName, ITitled { } public class Thing : IThing { public string Name => \"n\"; }",
            "IThing t = new Thing(); t.Name.ToString();",
            "Lib 1.0.1 brings CS0229 here. 'IThing' now implements ITitled. Safe: Lib 1.0.0." },
        { "a method of the framework fits as well",
            "public static class Calc { public static int Half(int x) => x / 2; }",
            "public static class Calc { public static int Half(int x) => x / 2; public static int Max(int a, int b) => a; }",
            "Max(1, Half(2)).ToString();",
            "Lib 1.0.1: 'Calc.Max(int, int)' is new and makes a call ambiguous with 'System.Math.Max(int, int)'. The project no longer "
                + "compiles. Safe: Lib 1.0.0." },
        { "an overload that is gone, beside one that came and is not meant",
            "public static class Calc { public static void All<T>(T x, params System.Action<T>[] y) { } "
                + "public static void Few(int a) { } }",
            "public static class Calc { public static void All<T>(T x, params System.Action[] y) { } public static void Few(int a) { } "
                + "public static void Few(string a) { } }",
            "All(\"a\", x => Few(x.Length));",
            "Lib 1.0.1: 'Calc.All(T, Action<T>[])' now takes (T, Action[]). The project no longer compiles. "
                + "Safe: Lib 1.0.0." },
        { "the parameter of a delegate that is invoked",
            "public delegate void Step(int a); public static class Calc { public static Step Of() => x => { }; }",
            "public delegate void Step(int value); public static class Calc { public static Step Of() => x => { }; }",
            "Of()(a: 1);",
            "Lib 1.0.1: 'Step.Invoke(int)' now names its parameter value (was a). The project no longer compiles. Safe: Lib 1.0.0." },
        { "a reference that may lead into the struct",
            "public struct Cell { static int one; public ref int At() => ref one; } public static class Calc { }",
            "public struct Cell { static int one; [System.Diagnostics.CodeAnalysis.UnscopedRef] public ref int At() => ref one; } "
                + "public static class Calc { }",
            "Get() = 1; } static ref int Get() { var c = new Cell(); return ref c.At();",
            "Lib 1.0.1: 'Cell.At()' may now return a reference into its struct (UnscopedRef). The project no longer compiles. "
                + "Safe: Lib 1.0.0." },
        { "a record that is none any more, copied with a change",
            "public record Options(int Size) { public int Depth { get; init; } }",
            "public class Options(int size) { public int Size => size; public int Depth { get; init; } }",
            "var a = new Options(1) with { Depth = 2 };",
            "Lib 1.0.1: 'Options' copy method (with)' no longer exists, as Options is no longer a record. The project no longer compiles. "
                + "Safe: Lib 1.0.0." },
        { "a record that is sealed, of which all that is protected is private by now",
            "public record Event(int Id);", "public sealed record Event(int Id);",
            "new Mine(1, \"a\").ToString(); } record Mine(int Id, string N) : Event(Id) {",
            "Lib 1.0.1: 'Event' is now sealed. The project no longer compiles. Safe: Lib 1.0.0." },
    };

    [Theory]
    [MemberData(nameof(Causes))]
    public void The_root_of_it_is_told(string name, string before, string after, string code, string said)
    {
        string usings = before.Contains("class Calc", StringComparison.Ordinal) ? "using static System.Math; using static Calc;\n" : "";
        var check = new Bumped().Package("Lib", before, after)
            .Check(usings + "public static class Program { public static void Run() { " + code + " } }");
        Assert.True(check.Errors.Count > 0, name);
        Assert.Equal(said, Assert.Single(check.Warnings).Message);
    }

    /// <summary>The compiler takes the line in a newer language: nothing but that has to be said of it.</summary>
    [Fact]
    public void What_came_back_as_an_extension_needs_a_newer_language()
    {
        var check = new Bumped { Language = Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp12 }.Package("Lib",
            "namespace Lib; public class Assert { public static void True(bool x) { } }",
            "namespace Lib; public class Assert { } public static class More { extension(Assert) { public static void True(bool x) { } } }")
            .Check("using Lib; public static class Program { public static void Run() { Assert.True(1 > 0); } }");
        Assert.Equal("CS9202", Assert.Single(check.Errors).Id);
        Assert.Equal("Lib 1.0.1: 'Assert.True(bool)' no longer exists as it did; what stands here means something of C# 14.0 by now. "
            + "The project no longer compiles: set LangVersion to 14.0 or newer, or change the code. Safe: Lib 1.0.0.",
            Assert.Single(check.Warnings).Message);
    }

    /// <summary>Which exception it is: of the type that is there, the member is missing, or nothing answers the call.</summary>
    [Theory]
    [InlineData("public class Box { public static Box Make() => new(); }", "public struct Box { public static Box Make() => new(); }",
        "Box.Make();", "MissingMethodException", "now a struct")]
    [InlineData("public interface IRoot { string Who() => \"root\"; } public interface IMiddle : IRoot;",
        "public interface IRoot { string Who() => \"root\"; } public interface IMiddle : IRoot { abstract string IRoot.Who(); }",
        "((IRoot)new One()).Who(); } class One : IMiddle {", "EntryPointNotFoundException", "now requires an implementation")]
    [InlineData("public interface IShape { int Area(); } public static class Shapes { public static IShape Of() => null!; }",
        "public interface IArea { int Area(); } public interface IShape : IArea; "
            + "public static class Shapes { public static IShape Of() => null!; }",
        "Shapes.Of().Area();", "MissingMethodException", "has no method 'IShape.Area()' (it is now in IArea)")]
    public void The_failure_is_the_one_that_is_met(string before, string after, string code, string exception, string said)
    {
        var check = new Bumped().Package("Lib", before, after)
            .Check("public static class Program { public static void Run() { " + code + " } }");
        var finding = Assert.Single(check.Report.Findings, x => x.Exception is not null);
        Assert.Equal(exception, finding.Exception);
        Assert.Contains(said, finding.Message, StringComparison.Ordinal);
    }
}
