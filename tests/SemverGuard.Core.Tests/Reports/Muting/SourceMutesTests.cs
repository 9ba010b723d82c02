namespace SemverGuard.Reports.Muting;

/// <summary>Pragmas and attributes; a line that ends in <c>// muted</c> is one where the rule is muted, and every other is not.</summary>
public sealed class SourceMutesTests
{
    [Theory]
    [InlineData("""
        class A
        {
        #pragma warning disable SG2003 // muted
            int a; // muted
          # pragma  warning  restore  SG2003
            int b;
        #pragma warning disable CS0168, SG2003, SG2001 // muted
            int c; // muted
        #pragma warning restore SG2001 // muted
        } // muted
        """)]
    [InlineData("""
        #pragma warning disable // muted
        int a; // muted
        #pragma warning restore SG2003
        int b;
        #pragma warning disable // muted
        #pragma warning restore
        int c;
        """)]
    [InlineData("""""
        // #pragma warning disable SG2003
        var a = @"
        #pragma  warning disable SG2003
        ";
        var b = """
        #pragma  warning disable SG2003
        """;
        var c = $"{x["a"]} {{ {(y ? "}" : "{")}";
        /*
        #pragma  warning disable SG2003
        */
        var d = '"';
        int e;
        #pragma warning disable SG2003 // muted
        """"")]
    [InlineData("""
        [SuppressMessage("SemverGuard", "SG2003:An omitted argument", Justification = "}")] // muted
        [Obsolete] // muted
        class A : B<int> // muted
        { // muted
            int a = 1; // muted
        } // muted
        class C
        {
            int b = 1;
            [Obsolete, System.Diagnostics.CodeAnalysis.SuppressMessageAttribute(category: "x", checkId: "SG2003")] // muted
            int Go(int a) => a switch // muted
            { // muted
                _ => 1, // muted
            }; // muted
            [SuppressMessage("x", "SG2003")] int D { get; } = // muted
                3; // muted
            [SuppressMessage ("x", "SG2001")]
            void E() { }
            // [SuppressMessage("x", "SG2003")]
            void F() { }
            [SuppressMessage("x", "SG2003")] // muted
            void G() { // muted
                if (x) { } // muted
            } // muted
            void H(
                [SuppressMessage("x", "SG2003")] int a) // muted
            {
            }
        }
        """)]
    public void CSharp(string text) => Check(text, isVisualBasic: false);

    [Theory]
    [InlineData("DEBUG", true)]
    [InlineData("OTHER", false)]
    [InlineData("!OTHER", true)]
    [InlineData("DEBUG && OTHER", false)]
    [InlineData("DEBUG || OTHER", true)]
    [InlineData("(OTHER == false) && !(OTHER || !DEBUG)", true)]
    [InlineData("LOCAL", true)]
    public void What_is_not_compiled_mutes_nothing(string condition, bool isIn)
    {
        string text = $"""
            #define LOCAL
            #if {condition}
            #pragma warning disable SG2001 // in one part
            #elif true
            #pragma warning disable SG2002 // in one part
            #else
            #pragma warning disable SG2003 // in one part
            #endif
            #if {condition}
            [assembly: SuppressMessage("x", "SG2004")] // in one part
            #endif
            class A;
            """;
        var mutes = SourceMutes.Of(text, isVisualBasic: false, ["DEBUG", "TRACE"]);
        Assert.Equal(isIn, mutes.By("SG2001", 12) is not null);
        Assert.Equal(!isIn, mutes.By("SG2002", 12) is not null);
        Assert.Null(mutes.By("SG2003", 12));
        Assert.Equal(isIn ? ["SG2004"] : [], mutes.Everywhere);
    }

    [Fact]
    public void VisualBasic() => Check(
        """
        Dim a = 1
        #Disable Warning SG2003, BC1 ' // muted
        Dim b = 1 ' // muted
        #enable warning sg2003
        Dim c = 1
        """, isVisualBasic: true);

    [Fact]
    public void For_the_whole_project()
    {
        Assert.Equal(["SG2003"], SourceMutes.Of(
            "[assembly: SuppressMessage (\"x\", \"SG2003\", Justification = \"Target = all\")]\nclass A { }", false).Everywhere);
        Assert.Empty(
            SourceMutes.Of("[assembly: SuppressMessage (\"x\", \"SG2003\", Scope = \"member\", Target = \"~M:A.Go\")]", false).Everywhere);
    }

    /// <summary>What an editor writes into GlobalSuppressions.cs; the lines that end in the target's mark are those it is about.</summary>
    [Theory]
    [InlineData("member", "~M:Shop.Orders`1.Add(System.Int32,`0,System.Collections.Generic.List{System.String},"
        + "System.Nullable{System.Int64})~System.Int32", "add")]
    [InlineData("member", "~M:Shop.Orders`1.Add(System.String[]@)", "text")]
    [InlineData("member", "~M:Shop.Orders`1.Add", "none")]
    [InlineData("member", "~M:Shop.Orders`1.Add(,*)", "none")]
    [InlineData("member", "Shop.Orders`1.#Add(System.String[]&)", "text")]
    [InlineData("member", "M:Shop.Orders`1.Map``1(``0)", "map")]
    [InlineData("member", "~M:Shop.Orders`1.#ctor(System.String)", "ctor")]
    [InlineData("member", "Shop.Orders`1.#.ctor(System.String)", "ctor")]
    [InlineData("member", "~P:Shop.Orders`1.Count", "count")]
    [InlineData("member", "~M:Shop.Orders`1.get_Count~System.Int32", "count")]
    [InlineData("member", "~P:Shop.Orders`1.Item(System.Int32)", "item")]
    [InlineData("member", "~F:Shop.Orders`1.first", "fields")]
    [InlineData("member", "~F:Shop.Orders`1.second", "fields")]
    [InlineData("member", "~M:Shop.Orders`1.System#IDisposable#Dispose", "dispose")]
    [InlineData("member", "~M:Shop.Orders`1.Inner.Go", "go")]
    [InlineData("member", "~F:Shop.More.Level.High", "high")]
    [InlineData("type", "~T:Shop.Orders`1.Inner", "go", "inner")]
    [InlineData("type", "Shop.Orders`1+Inner", "go", "inner")]
    [InlineData("type", "~T:Shop.More.Made", "made")]
    [InlineData("type", "~T:Shop.Orders", "none")]
    [InlineData("namespace", "~N:Shop.More", "more")]
    [InlineData("namespaceanddescendants", "~N:Shop.More", "more", "high", "level", "made")]
    [InlineData("NamespaceAndDescendants", "Shop.More", "more", "high", "level", "made")]
    [InlineData("resource", "~N:Shop.More", "none")]
    public void A_target_is_what_is_declared_under_its_name(string scope, string target, params string[] marks)
    {
        const string Code = """
            using System;
            namespace Shop
            {
                [Serializable]
                public class Orders<T>(int size) : IDisposable where T : new()
                {
                    private readonly Dictionary<string, int> first = new() { ["a"] = 1 }, // fields
                        second = []; // fields
                    [Obsolete("}")] // add
                    public int Add(int a, T b, List<string> c, long? d = null) // add
                    { // add
                        return a; // add
                    } // add
                    public void Add(ref string[] a) => a[0] = ""; // text
                    public T Map<T>([In] T value) // map
                        => value; // map
                    public Orders(string name) : this(5) { } // ctor
                    public int Count { get; set; } = // count
                        5; // count
                    public int this[int index] => index; // item
                    void IDisposable.Dispose() { } // dispose
                    public class Inner // inner
                    { // inner
                        public void Go() { } // go
                    } // inner
                }
                namespace More // more
                { // more
                    enum Level : byte // level
                    { // level
                        Low = 1, // level
                        High = 1 << 2, // high
                    } // level
                    public delegate void Made(int a); // made
                } // more
            }
            """;
        string suppression = $"""
            [assembly: SuppressMessage ("x", "SG2003:Why", Justification = "Target = a", Scope = "{scope}", Target = "{target}")]
            """;
        var mute = Assert.Single(SourceMutes.Of(suppression, isVisualBasic: false).Targets);
        Assert.Equal("SG2003", mute.Rule);
        var declared = DeclaredCode.Of(Code);
        string[] lines = Code.Split('\n');
        Assert.Equal(
            lines.Where(x => marks.Contains(x.Split("// ").Last().TrimEnd())),
            lines.Where((_, i) => mute.Covers(declared, i + 1)));
    }

    [Fact]
    public void A_namespace_of_the_whole_file()
    {
        const string Suppression = """[assembly: SuppressMessage ("x", "SG2003", Scope = "member", Target = "~M:Shop.Api.Orders.Add")]""";
        var mute = Assert.Single(SourceMutes.Of(Suppression, isVisualBasic: false).Targets);
        var declared = DeclaredCode.Of("namespace Shop.Api;\n\nrecord Orders(int Id)\n{\n    void Add() { }\n    void Add(int x) { }\n}\n");
        Assert.Equal([5], Enumerable.Range(1, 7).Where(x => mute.Covers(declared, x)));
    }

    [Theory]
    [InlineData("Scope = \"module\"")]
    [InlineData("Scope = \"Module\", Target = \"App\"")]
    public void A_module_is_the_whole_project(string scope) =>
        Assert.Equal(
            ["SG2003"], SourceMutes.Of($"[module: SuppressMessage (\"x\", \"SG2003\", {scope})]", isVisualBasic: false).Everywhere);

    private static void Check(string text, bool isVisualBasic)
    {
        var mutes = SourceMutes.Of(text, isVisualBasic);
        string[] lines = text.Split('\n');
        Assert.Equal(lines.Where(x => x.TrimEnd().EndsWith("// muted")), lines.Where((_, i) => mutes.By("SG2003", i + 1) is not null));
    }
}
