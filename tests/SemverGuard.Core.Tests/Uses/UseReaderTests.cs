using SemverGuard.Compiling;

namespace SemverGuard.Uses;

/// <summary>
/// What the reader sees of one construct after the other. A comment at the end of a consumer's line says which symbols are used there and
/// how; every member that is reported must be expected at exactly those lines, and so must every type that a comment names.
/// </summary>
public sealed class UseReaderTests
{
    private const string Library = """
        using System;
        using System.Collections.Generic;
        namespace Lib;
        public class Api
        {
            public Api() { }
            public Api(int size) { }
            public int Field; public static int Shared; public readonly int Fixed = 1;
            public int Size { get; set; } = 1;
            public string this[int i] { get => ""; set { } }
            public event EventHandler? Came;
            public void Go() => Came?.Invoke(this, EventArgs.Empty);
            public static void Run() { }
            public T Make<T>() where T : new() => new();
            public virtual void Turn() { }
            public virtual int Height { get; set; }
            public static Api operator +(Api a, Api b) => a;
            public static implicit operator Api(int i) => new(i);
            public void Deconstruct(out int a, out int b) { a = b = 1; }
        }
        public class Base { public virtual void First() { } public void Inherited() { } }
        public class Derived : Base { }
        public abstract class Shape { public abstract int Area(); public virtual string Name => ""; public abstract event Action? Changed; }
        public interface IStep { void Do(); int Count { get; } void Rest() { } }
        public interface IMath<T> where T : IMath<T> { static abstract T Zero(); }
        public struct Point { public int X; public Point(int x) => X = x; }
        public enum Color { Red, Green }
        public class Failure : Exception { }
        public class Box<T> { public T Value = default!; public class Lid { } }
        public static class Extensions { public static int Twice(this int i) => i * 2; }
        [AttributeUsage(AttributeTargets.All)] public class MarkAttribute : Attribute { public MarkAttribute(string text) { } public int Level { get; set; } public int Depth; }
        public delegate int Ask(int i);
        public class Pair<T> { public IEnumerator<T> GetEnumerator() => null!; }
        """;

    [Theory]
    [InlineData("new Lib.Api(); // M:Lib.Api.#ctor construct, T:Lib.Api mention")]
    [InlineData("new Lib.Api(3); // M:Lib.Api.#ctor(System.Int32) construct")]
    [InlineData("Lib.Api.Run(); // M:Lib.Api.Run call")]
    [InlineData("Api.Go(); // M:Lib.Api.Go call")]
    [InlineData("Api.Make<Lib.Point>(); // M:Lib.Api.Make``1 call, T:Lib.Point typeargument")]
    [InlineData("Keep(Api.Field); // F:Lib.Api.Field read")]
    [InlineData("Api.Field = 2; // F:Lib.Api.Field write")]
    [InlineData("Change(ref Api.Field); // F:Lib.Api.Field read+reference")]
    [InlineData("Keep(Lib.Api.Shared); // F:Lib.Api.Shared read")]
    [InlineData("Lib.Api.Shared = 3; // F:Lib.Api.Shared write")]
    [InlineData("Change(ref Lib.Api.Shared); // F:Lib.Api.Shared read+reference")]
    [InlineData("Keep(Api.Size); // P:Lib.Api.Size read")]
    [InlineData("Api.Size = 4; // P:Lib.Api.Size write")]
    [InlineData("Api.Size++; // P:Lib.Api.Size read+write")]
    [InlineData("Keep(Api[1]); // P:Lib.Api.Item(System.Int32) read")]
    [InlineData("Api[1] = null!; // P:Lib.Api.Item(System.Int32) write")]
    [InlineData("Api.Came += null; // E:Lib.Api.Came subscribe")]
    [InlineData("Api.Came -= null; // E:Lib.Api.Came subscribe")]
    [InlineData("Keep((System.Action)Api.Go); // M:Lib.Api.Go reference")]
    [InlineData("Keep((System.Action)Lib.Api.Run); // M:Lib.Api.Run reference")]
    [InlineData("Keep((System.Action)Api.Turn); // M:Lib.Api.Turn reference")]
    [InlineData("Keep(Api + Api); // M:Lib.Api.op_Addition(Lib.Api,Lib.Api) call")]
    [InlineData("Lib.Api made = 5; // M:Lib.Api.op_Implicit(System.Int32)~Lib.Api call")]
    [InlineData("var (x, y) = Api; // M:Lib.Api.Deconstruct(System.Int32@,System.Int32@) call")]
    [InlineData("new Lib.Derived().Inherited(); // M:Lib.Base.Inherited call, M:Lib.Derived.#ctor construct, T:Lib.Base mention")]
    [InlineData("new Lib.Derived().First(); // M:Lib.Base.First call, M:Lib.Derived.#ctor construct")]
    [InlineData("Keep(4.Twice()); // M:Lib.Extensions.Twice(System.Int32) call, T:Lib.Extensions mention")]
    [InlineData("Keep(typeof(Lib.Shape)); // T:Lib.Shape mention")]
    [InlineData("Keep(typeof(Lib.Box<>)); // T:Lib.Box`1 mention")]
    [InlineData("Keep(Any is Lib.Shape); // T:Lib.Shape mention")]
    [InlineData("Keep((Lib.Point)Any); // T:Lib.Point mention")]
    [InlineData("Keep(new Lib.Shape[2]); // T:Lib.Shape mention")]
    [InlineData("Keep(new Lib.Box<Lib.Color>()); // M:Lib.Box`1.#ctor construct, T:Lib.Box`1 mention, T:Lib.Color typeargument")]
    [InlineData("Keep(new Lib.Box<int>.Lid()); // M:Lib.Box`1.Lid.#ctor construct, T:Lib.Box`1.Lid mention")]
    [InlineData("Keep(new System.Collections.Generic.List<Lib.Color>()); // T:Lib.Color typeargument")]
    [InlineData("Keep(new Lib.Box<int>().Value); // M:Lib.Box`1.#ctor construct, F:Lib.Box`1.Value read")]
    [InlineData("Keep(new Lib.Point(2).X); // M:Lib.Point.#ctor(System.Int32) construct, F:Lib.Point.X read")]
    [InlineData("Keep(default(Lib.Point).ToString()); // T:Lib.Point mention")]
    [InlineData("Lib.Ask ask = i => i; ask(1); // M:Lib.Ask.#ctor(System.Object,System.IntPtr) construct, "
        + "M:Lib.Ask.Invoke(System.Int32) call")]
    [InlineData("foreach (var i in new Lib.Pair<int>()) { } // M:Lib.Pair`1.#ctor construct, M:Lib.Pair`1.GetEnumerator call")]
    [InlineData("switch (int.Parse(\"1\")) { case 0: break; case 1: break; case 2: break; case 3: break; case 4: Lib.Api.Run(); break; "
        + "} // M:Lib.Api.Run call")]
    public void Statements(string statement) => AssertUses(["class C : P { void M() {", statement, "} }"]);

    [Fact]
    public void Everything_about_a_type_is_used_at_its_first_statement() => AssertUses(
    [
        "class Mine : Lib.Api, Lib.IStep {",
        "  public override void Turn() { } // M:Lib.Api.Turn override, M:Lib.IStep.Do implement+override, T:Lib.IStep implement+mention",
        "  void Lib.IStep.Do() { }",
        "  public int Count => 1; // P:Lib.IStep.Count implement",
        "  public override int Height => 2; // P:Lib.Api.Height override",
        "  public Mine() : base(3) { } // M:Lib.Api.#ctor(System.Int32) call",
        "}",
    ], onlyLines: false);

    [Fact]
    public void Derived_and_implemented_types() => AssertUses(
    [
        "class Square : Lib.Shape { // M:Lib.Shape.#ctor call, T:Lib.Shape derive+mention",
        "  public override int Area() => 4; // M:Lib.Shape.Area override",
        "  public override event System.Action? Changed; // E:Lib.Shape.Changed override",
        "}",
    ], onlyLines: false);

    [Fact]
    public void Static_abstract_members_and_constraints() => AssertUses(
    [
        "struct Number : Lib.IMath<Number> { public static Number Zero() => default; "
            + "} // M:Lib.IMath`1.Zero implement+override+call, T:Lib.IMath`1 implement+mention",
        "class Generic<T> where T : Lib.IMath<T> { public T Get() => T.Zero(); }",
    ], onlyLines: false);

    [Fact]
    public void Attributes_and_their_named_arguments() => AssertUses(
    [
        "[Lib.Mark(\"a\", Level = 2, Depth = 3)] class C { } // M:Lib.MarkAttribute.#ctor(System.String) attribute, "
            + "P:Lib.MarkAttribute.Level write+attribute, F:Lib.MarkAttribute.Depth write+attribute, T:Lib.MarkAttribute mention+attribute",
    ], onlyLines: false);

    [Fact]
    public void A_caught_exception() => AssertUses(
    [
        "class C : P { void M() {",
        "try { Go(); }",
        "catch (Lib.Failure) { } // T:Lib.Failure catch",
        "} }",
    ]);

    [Fact]
    public void Signatures_mention_types() => AssertUses(
    [
        "class C { Lib.Point point; Lib.Color M(Lib.Shape[] shapes) => default; "
            + "} // T:Lib.Point mention, T:Lib.Color mention, T:Lib.Shape mention",
    ], onlyLines: false);

    [Fact]
    public void A_type_of_the_framework_is_no_use()
    {
        var (uses, _) = Read("class C { System.Uri Make() => new(\"a\"); }");
        Assert.Empty(uses);
    }

    [Fact]
    public void Without_symbols_there_are_uses_without_places()
    {
        var library = TestCompiler.Compile(Library, new CompileSettings("Lib"));
        var consumer = TestCompiler.Compile("class C { void M() => Lib.Api.Run(); }", new CompileSettings("App"), library);
        var uses = UseReader.Read(World.Open(consumer), World.Of(library));
        Assert.Equal(["M:Lib.Api.Run Call", "T:Lib.Api Mention"], uses.Select(x => x.ToString()));
        Assert.All(uses, x => Assert.Empty(x.Sites));
    }

    [Fact]
    public void The_place_is_file_line_and_column()
    {
        var (uses, _) = Read("class C\n{\n    void M()\n    {\n        System.GC.Collect(); Lib.Api.Run();\n    }\n}");
        Assert.Equal([new SourceSite("App.cs", 5, 30)], uses.Single(x => x.Symbol == "M:Lib.Api.Run").Sites);
    }

    [Fact]
    public void A_forwarded_type_is_used_in_the_assembly_that_was_asked()
    {
        var before = TestCompiler.Compile("namespace Lib; public class Moved { public void Go() { } }", new CompileSettings("Lib"));
        var home = TestCompiler.Compile("namespace Lib; public class Moved { public void Go() { } }", new CompileSettings("Home"));
        var facade = TestCompiler.Compile(
            "[assembly: System.Runtime.CompilerServices.TypeForwardedTo(typeof(Lib.Moved))]", new CompileSettings("Lib"), home);
        var consumer = TestCompiler.Compile("class C { void M(Lib.Moved m) => m.Go(); }", new CompileSettings("App"), before);
        var uses = UseReader.Read(World.Open(consumer), World.Of(facade, home));
        Assert.Equal(["M:Lib.Moved.Go of Lib", "T:Lib.Moved of Lib"], uses.Select(x => $"{x.Symbol} of {x.Assembly}"));
    }

    /// <param name="onlyLines">Whether places are compared too; the use of a type as a whole has the place of its first statement.</param>
    private static void AssertUses(string[] lines, bool onlyLines = true)
    {
        const string Prelude = "using Lib; class P { protected Lib.Api Api = null!; protected object Any = null!; "
            + "protected void Change(ref int i) { } protected void Go() { } protected void Keep(object? value) { } }";
        var (uses, lineOf) = Read(string.Join("\n", lines), Prelude);
        var expected = lines.SelectMany((x, i) => Expectations(x).Select(y => (y.Symbol, y.Uses, Line: i + 1))).ToLookup(x => x.Symbol);
        foreach (var group in expected)
        {
            var use = Assert.Single(uses, x => x.Symbol == group.Key);
            var words = group.SelectMany(x => x.Uses.Split('+')).Distinct().Order(StringComparer.Ordinal);
            Assert.Equal($"{group.Key} {string.Join('+', words)}",
                $"{group.Key} {string.Join('+', use.Uses.Words().Order(StringComparer.Ordinal))}");
            if (onlyLines) Assert.Equal([.. group.Select(x => x.Line).Distinct()], use.Sites.Select(lineOf).Where(x => x > 0).Distinct());
        }
        Assert.DoesNotContain(uses, x => x.Symbol[0] != 'T' && !expected.Contains(x.Symbol));
    }

    private static IEnumerable<(string Symbol, string Uses)> Expectations(string line)
    {
        int comment = line.IndexOf("// ", StringComparison.Ordinal);
        if (comment < 0) yield break;
        foreach (string expectation in line[(comment + 3)..].Split(", "))
        {
            string[] words = expectation.Split(' ');
            yield return (words[0], words[1]);
        }
    }

    private static (IReadOnlyList<SymbolUse> Uses, Func<SourceSite, int> Line) Read(string source, string? prelude = null)
    {
        var library = TestCompiler.Compile(Library, new CompileSettings("Lib"));
        int offset = prelude is null ? 0 : 1;
        var consumer = TestCompiler.Compile(prelude is null ? source : prelude + "\n" + source, new CompileSettings("App"), library);
        return (UseReader.Read(World.Open(consumer), World.Of(library), World.Sources(consumer)), x => x.Line - offset);
    }
}
