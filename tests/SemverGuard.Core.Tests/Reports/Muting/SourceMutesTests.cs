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
        Assert.Equal(["SG2003"], SourceMutes.Of("[assembly: SuppressMessage (\"x\", \"SG2003\", Justification = \"Target = all\")]\nclass A { }", false).Everywhere);
        Assert.Empty(SourceMutes.Of("[assembly: SuppressMessage (\"x\", \"SG2003\", Scope = \"member\", Target = \"~M:A.Go\")]", false).Everywhere);
    }

    private static void Check(string text, bool isVisualBasic)
    {
        var mutes = SourceMutes.Of(text, isVisualBasic);
        string[] lines = text.Split('\n');
        Assert.Equal(lines.Where(x => x.TrimEnd().EndsWith("// muted")), lines.Where((_, i) => mutes.By("SG2003", i + 1) is not null));
    }
}
