using SemverGuard.Findings;

namespace SemverGuard.FindingsTests;

/// <summary>A place that means another member by now: what the two do decides, and where nobody can see it that is said.</summary>
public sealed class ReboundCallTests
{
    private const string Run = "public static class Program { public static void Run() { ";

    public static TheoryData<string, string, string, string> Same => new()
    {
        { "the old one hands on to the new",
            "public static class Log { public static string Write(object x) => \"<\" + x + \">\"; }",
            "public static class Log { public static string Write(object x) => Write((string)x); "
                + "public static string Write(string x) => \"<\" + x + \">\"; }",
            "Log.Write(\"a\");" },
        { "the new one hands on to the old",
            "public static class Log { public static string Write(object x) => \"<\" + x + \">\"; }",
            "public static class Log { public static string Write(object x) => \"<\" + x + \">\"; "
                + "public static string Write(string x) => Write((object)x); }",
            "Log.Write(\"a\");" },
        { "two delegates that are called alike",
            "public delegate void Code(); public static class Check { public static bool Throws(Code code) { try { code(); return false; "
                + "} catch (Exception) { return true; } } }",
            """
            public delegate void Code();
            public static class Check
            {
                public static bool Throws(Code code) { try { code(); return false; } catch (Exception) { return true; } }
                [System.Runtime.CompilerServices.OverloadResolutionPriority(1)]
                public static bool Throws(Action code) { try { code(); return false; } catch (Exception) { return true; } }
            }
            """,
            "Check.Throws(() => { });" },
        { "two delegates, one made of the other",
            "public delegate void Code(); public static class Check { public static bool Throws(Code code) { code(); return true; } }",
            """
            public delegate void Code();
            public static class Check
            {
                public static bool Throws(Code code) { code(); return true; }
                [System.Runtime.CompilerServices.OverloadResolutionPriority(1)]
                public static bool Throws(Action code) => Throws(new Code(code));
            }
            """,
            "Check.Throws(() => { });" },
        { "two delegates, further inside",
            "public delegate void Code(); public static class Check { public static bool Throws(Code code) => Caught(code) is not null; "
                + "static Exception? Caught(Code code) { try { code(); return null; } catch (Exception e) { return e; } } }",
            """
            public delegate void Code();
            public static class Check
            {
                public static bool Throws(Code code) => Caught(code) is not null;
                [System.Runtime.CompilerServices.OverloadResolutionPriority(1)]
                public static bool Throws(Action code) => Caught(code) is not null;
                static Exception? Caught(Code code) { try { code(); return null; } catch (Exception e) { return e; } }
                static Exception? Caught(Action code) { try { code(); return null; } catch (Exception e) { return e; } }
            }
            """,
            "Check.Throws(() => { });" },
        { "one more optional parameter, the old one hands on",
            "public static class Api { public static string Get(string path, int retries = 3) => path + retries; }",
            """
            public static class Api
            {
                public static string Get(string path, int retries) => Get(path, retries, false, default);
                public static string Get(string path, int retries = 3, bool isAsync = false, CancellationToken stop = default) => path + retries;
            }
            """,
            "Api.Get(\"a\"); Api.Get(\"a\", 4);" },
        { "one more optional parameter that is kept in a field",
            "public struct Request { public string[] Scopes { get; } public string? Parent { get; "
                + "} public Request(string[] scopes, string? parent = null) { Scopes = scopes; Parent = parent; } }",
            """
            public struct Request
            {
                public string[] Scopes { get; } public string? Parent { get; } public string? Claims { get; }
                public Request(string[] scopes, string? parent) { Scopes = scopes; Parent = parent; }
                public Request(string[] scopes, string? parent = null, string? claims = null) { Scopes = scopes; Parent = parent; Claims = claims; }
            }
            """,
            "new Request([\"a\"]).ToString();" },
        { "a property that moved to a new base class",
            "public class Item { public string Name { get; set; } = \"\"; }",
            "public class Thing { public string Name { get; set; } = \"\"; } public class Item : Thing { }",
            "new Item { Name = \"a\" }.Name.ToString();" },
        { "a virtual property that moved to a new base class, and the project's own override",
            "public class Item { public virtual string Name => \"item\"; }",
            "public class Thing { public virtual string Name => \"item\"; } public class Item : Thing { }",
            "new Mine().Name.ToString(); } class Mine : Item { public override string Name => \"mine\";" },
        { "an extension that moved to another class",
            "public static class Texts { public static string Up(this string x) => x.ToUpperInvariant(); }",
            "public static class MoreTexts { public static string Up(this string x) => x.ToUpperInvariant(); "
                + "} public static class Texts { [System.ComponentModel.Browsable(false)] public static string Up(string x) => "
                + "MoreTexts.Up(x); }",
            "\"a\".Up();" },
        { "a member that moved to a base interface",
            "public interface IOrder { int Id { get; } } public static class Orders { public static IOrder Of() => null!; }",
            "public interface IEntity { int Id { get; } } public interface IOrder : IEntity { } "
                + "public static class Orders { public static IOrder Of() => null!; }",
            "Orders.Of().Id.ToString();" },
        { "a copy of a struct before a call that might change it",
            "public struct Point { public int X; public readonly int Get() => X; }",
            "public struct Point { public int X; public int Get() => X; }",
            "Show(default); } static void Show(in Point point) { point.Get().ToString();" },
        { "a copy of a struct in a readonly field",
            "public struct Point { public int X; public readonly int Get() => X; }",
            "public struct Point { public int X; public int Get() => X; }",
            "point.Get().ToString(); } static readonly Point point;  static void Nothing() {" },
        { "equality operators that compare references, as was done without them",
            "public class Node { }",
            """
            public class Node
            {
                public static bool operator ==(Node? a, Node? b) { return (object?)a == b; }
                public static bool operator !=(Node? a, Node? b) { return !(a == b); }
                public override bool Equals(object? o) => ReferenceEquals(this, o);
                public override int GetHashCode() => base.GetHashCode();
            }
            """,
            "var a = new Node(); Console.WriteLine(a == Other() | a != null); } static Node? Other() { return null;" },
        { "equality operators that ask for what is equal, of which nobody says another thing",
            "public sealed class Node { }",
            """
            public sealed class Node
            {
                public static bool operator ==(Node? a, Node? b) => Equals(a, b);
                public static bool operator !=(Node? a, Node? b) => !Equals(a, b);
                public override bool Equals(object? o) => ReferenceEquals(this, o);
                public override int GetHashCode() => base.GetHashCode();
            }
            """,
            "var a = new Node(); Console.WriteLine(a == Other() | a != null); } static Node? Other() { return null;" },
        { "a property that is hidden by one of a narrower type, which hands on to it",
            "public class Item { public object Value => \"v\"; } public class Text : Item { }",
            "public class Item { public object Value => \"v\"; } "
                + "public class Text : Item { public new string Value => (string)base.Value; }",
            "Console.WriteLine(new Text().Value);" },
    };

    [Theory]
    [MemberData(nameof(Same))]
    public void The_same_is_no_news(string name, string before, string after, string code)
    {
        var check = new Bumped().Package("Lib", before, after).Check(Run + code + " } }");
        Assert.True(check.Errors.Count == 0, name);
        Assert.DoesNotContain(check.Report.Findings, x => x.Severity > Severity.Info || (x.Impact & Rules.Impact.Recompile) != 0);
    }

    [Theory]
    [InlineData("public static string Write(object x) => \"<\" + x + \">\";", "public static string Write(string x) => \"[\" + x + \"]\";",
        "It compiles and does something else: ")]
    [InlineData("public static string Write(object x) => \"<\" + x + \">\";",
        "public static string Write(string x) => throw new NotSupportedException();",
        "It compiles and does something else: throws NotSupportedException")]
    [InlineData("public static int Write(object x) => 1;", "public static int Write(string x) => 2;",
        "It compiles and does something else: ")]
    // The old one hands on to the new one, which does something that the old one did not.
    [InlineData("public static int Write(object x) => 1;", "public static int Write(string x) => 2;",
        "It compiles and does something else: ", "public static int Write(object x) => Write((string)x);")]
    public void A_known_difference_is_a_warning_that_says_it(string old, string added, string expected, string? oldNow = null)
    {
        var check = new Bumped().Package("Lib", $"public static class Log {{ {old} }}",
            $"public static class Log {{ {oldNow ?? old} {added} }}").Check(Run + "Log.Write(\"a\"); } }");
        Assert.Contains(expected, Assert.Single(check.Warnings).Message);
    }

    [Theory]
    [InlineData("a?.Equals(b) ?? b is null", "public override bool Equals(object? o) => o is Node; ")]
    [InlineData("Equals(a, b)", "public override bool Equals(object? o) => o is Node; ")]
    [InlineData("!ReferenceEquals(a, b)", "public override bool Equals(object? o) => ReferenceEquals(this, o); ")]
    public void An_equality_operator_that_does_more_than_compare_references_is_told(string body, string equals)
    {
        string node = $"public sealed class Node {{ {equals} public override int GetHashCode() => 1; ";
        var check = new Bumped().Package("Lib", node + "}",
                node + $"public static bool operator ==(Node? a, Node? b) => {body}; "
                    + $"public static bool operator !=(Node? a, Node? b) => !({body}); }}")
            .Check(Run + "Console.WriteLine(new Node() != new Node()); } }");
        Assert.Equal("Lib 1.0.1: Program.Run now calls Node.operator !=(Node, Node) (was a reference comparison). It compiles and does "
            + "something else. Safe: Lib 1.0.0.", Assert.Single(check.Warnings).Message);
    }

    [Theory]
    [InlineData("a?.N == b?.N", true)]
    [InlineData("ReferenceEquals(a, b)", false)]
    public void An_equality_operator_that_is_gone_is_the_cause(string body, bool isTold)
    {
        var check = new Bumped().Package("Lib", "public class Node(int n) { public int N => n; "
                + $"public static bool operator ==(Node? a, Node? b) => {body}; "
                + "public static bool operator !=(Node? a, Node? b) => !(a == b); }",
                "public class Node(int n, int more = 0) { public int N => n + more; }")
            .Check(Run + "Node a = Of(), b = Of(); Console.WriteLine(a == b); } static Node Of() => null!; }");
        string[] said = [.. check.Warnings.Where(x => (x.Impact & Rules.Impact.Recompile) != 0).Select(x => x.Message)];
        Assert.Equal(isTold ? ["Lib 1.0.1: 'Node.operator ==(Node, Node)' no longer exists; Program.Run now compares references (was "
            + "Node.operator ==(Node, Node)). It compiles and means something else. Safe: Lib 1.0.0."] : [], said);
    }

    /// <summary>The failure is told in any case.</summary>
    [Theory]
    [InlineData("Of((long)x)", "int", "long", false)]
    [InlineData("Of((float)x)", "int", "double", true)]
    [InlineData("Of((long)(uint)x)", "int", "long", true)]
    [InlineData("Of((double)x)", "int", "double", false)]
    [InlineData("Of((long)x + 1)", "int", "long", true)]
    public void An_overload_goes_that_only_widened_its_argument(string body, string type, string wider, bool isTold)
    {
        string kept = $"public static string Of({wider} x) => \"n\" + x; ";
        var check = new Bumped().Package("Lib", $"public static class Text {{ {kept} public static string Of({type} x) => {body}; }}",
            $"public static class Text {{ {kept} }}").Check(Run + $"{type} x = 3; Console.WriteLine(Text.Of(x)); }} }}");
        Assert.Equal(isTold, check.Warnings.Any(x => (x.Impact & Rules.Impact.Recompile) != 0));
    }

    [Theory]
    [InlineData("Console.WriteLine(new Box().Tag.ToString());",
        "now looks up WriteLine and ToString at run time, as Box.Tag.get is now dynamic. It compiles; whether "
            + "that does the same cannot be told from the code.", false)]
    [InlineData("Console.WriteLine(Show(new Box().Tag)); } static string Show(object x) => \"object\"; "
            + "static string Show(int x) { return \"int\";",
        "now looks up WriteLine and Show at run time, as Box.Tag.get is now dynamic. It compiles and does something else.", true)]
    public void What_is_bound_at_run_time_by_now_says_so(string code, string said, bool isWarned)
    {
        const string Box = "public class Box { public object Tag => 3; }";
        var check = new Bumped().Package("Lib", Box, Box.Replace("object", "dynamic")).Check(Run + code + " } }");
        Assert.Contains(said, Assert.Single(check.Report.Findings).Message, StringComparison.Ordinal);
        Assert.Equal(isWarned, check.Warnings.Count > 0);
    }

    [Theory]
    [InlineData("c.N++", true)]
    [InlineData("c.N = 4", true)]
    [InlineData("c = new Counter()", true)]
    [InlineData("c.Step()", true)]
    [InlineData("Console.Write(c.N)", false)]
    public void What_changes_a_copy_by_now_is_told(string body, bool isTold)
    {
        const string Extension = "public struct Counter { public int N; public void Step() => N++; } "
            + "public static class Counters { public static void Use(this ref Counter c) => ";
        string before = Extension + body + "; }";
        var check = new Bumped().Package("Lib", before, before.Replace("this ref", "this"))
            .Check(Run + "var c = new Counter(); c.Use(); Console.Write(c.N); } }");
        string[] said = [.. check.Warnings.Where(x => (x.Impact & Rules.Impact.Recompile) != 0).Select(x => x.Message)];
        Assert.Equal(isTold ? ["Lib 1.0.1: 'Counters.Use(ref Counter)' now takes (Counter); Program.Run now calls Counters.Use(Counter), "
            + "which changes a copy (was the value itself). It compiles and means something else. Safe: Lib 1.0.0."] : [], said);
    }

    private const string Walked = "public IEnumerator<string> GetEnumerator() => null!; "
        + "System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => null!; ";

    /// <summary>What has no name of its own is told with what came to the type that the place uses.</summary>
    [Theory]
    [InlineData("public class Names { }", "public class Names : IEnumerable<string> { " + Walked + "}",
        "Console.WriteLine(string.Concat(new Names()));", "now calls string.Concat(IEnumerable<string>) (was string.Concat(object)), "
            + "as 'Names' now implements IEnumerable<string>. It compiles and does something else.")]
    [InlineData("public class Names { public It GetEnumerator() => default; } public struct It { public int Current => 1; "
            + "public bool MoveNext() => false; }",
        "public class Names { public It GetEnumerator() => default; } public struct It : IDisposable { public int Current => 1; "
            + "public bool MoveNext() => false; public void Dispose() => Console.Write(1); }",
        "foreach (int x in new Names()) Console.Write(x);",
        "now is compiled to more code, as 'It' now implements IDisposable. It compiles and does something else.")]
    [InlineData("public static class Log { public static void Write([System.Runtime.CompilerServices.CallerLineNumber] int line = 0) { } }",
        "public static class Log { public static void Write(int line = 0) { } }", "Log.Write();",
        "now passes line = 0 to Log.Write (was filled in from the caller). It compiles and does something else.")]
    public void Another_meaning_is_told_with_what_brought_it(string before, string after, string code, string said)
    {
        var check = new Bumped().Package("Lib", before, after).Check(Run + code + " } }");
        Assert.Equal($"Lib 1.0.1: Program.Run {said} Safe: Lib 1.0.0.".Replace("now is", "is"), Assert.Single(check.Warnings).Message);
    }

    /// <summary>
    /// The text is put together by the library and no longer before the call: one message, whatever the pieces are called by.
    /// </summary>
    [Fact]
    public void An_interpolated_text_that_is_handed_over_in_pieces_is_one_call()
    {
        const string Old = "public static class Check { public static string That(bool x, string text) => x ? \"\" : text;";
        const string Handler = """
             public static string That(bool x, [System.Runtime.CompilerServices.InterpolatedStringHandlerArgument("x")] ref Pieces text) => x ? "" : text.ToString();
            }
            [System.Runtime.CompilerServices.InterpolatedStringHandler]
            public ref struct Pieces
            {
                private string made;
                public Pieces(int literal, int formatted, bool x, out bool isWanted) { made = ""; isWanted = !x; }
                public void AppendLiteral(string s) { made += s; }
                public void AppendFormatted<T>(T t) { made += t; }
                public override string ToString() => made;
            }
            """;
        var check = new Bumped().Package("Lib", Old + "}", Old + Handler)
            .Check(Run + "int n = 3; Check.That(n > 2, $\"was {n} here\"); } }");
        Assert.Empty(check.Errors);
        Assert.Contains(
            "works out what is in its text only where Check.That(bool, ref Pieces) asks for it",
            Assert.Single(check.Report.Findings).Message);
        Assert.Empty(check.Warnings);
    }

    [Fact]
    public void What_is_passed_by_reference_is_said_in_the_words_of_the_source()
    {
        var check = new Bumped().Package("Lib", "public class Span { public int From = 1, To = 5; }",
                "public class Span { public int From = 1, To = 5; public void Deconstruct(out int from, out int length) { from = From; "
                    + "length = To - From; } }")
            .Check("public static class Ext { public static void Deconstruct(this Span s, out int from, out int to) { from = s.From; "
                + "to = s.To; } } " + Run + "Console.WriteLine(new Span() is (1, var x) ? x : 0); } }");
        Assert.Contains("now calls Span.Deconstruct(out int, out int) (was Ext.Deconstruct(Span, out int, out int))",
            Assert.Single(check.Report.Findings, x => x.Id == "SG2010").Message, StringComparison.Ordinal);
    }

    private const string Texts = "[System.Runtime.CompilerServices.CallerArgumentExpression(\"x\")] string text = \"\"";

    /// <summary>An assertion words its failures with the text of what was asserted: no break, and somebody may compare it.</summary>
    [Theory]
    [InlineData("public static string That(int x) => \"\" + x;", "public static string That(int x, " + Texts + ") => text + x;")]
    [InlineData("public static string That(int x) => \"\" + x;",
        "public static string That(int x, string words = \"\", " + Texts + ") => words + text + x;")]
    [InlineData("public static string That(int x) => \"\" + x;", "public static string That(int x) => That(x, \"\"); "
        + "[System.Runtime.CompilerServices.OverloadResolutionPriority(1)] public static string That(int x, " + Texts + ") => text + x;")]
    public void That_a_method_gets_the_text_of_its_arguments_is_told(string before, string after)
    {
        var check = new Bumped().Package("Lib", $"public static class Check {{ {before} }}", $"public static class Check {{ {after} }}")
            .Check(Run + "Check.That(1 + 2); } }");
        Assert.Empty(check.Errors);
        Assert.Empty(check.Warnings);
        Assert.Contains(check.Report.Findings, x => x.Message.Contains("now passes the text of its arguments to Check.That as text",
            StringComparison.Ordinal));
    }

    /// <summary>Who gives the text, or whose method had it before, passes what it passed.</summary>
    [Theory]
    [InlineData("public static string That(int x, string text = \"\") => text + x;",
        "public static string That(int x, " + Texts + ") => text + x;", "Check.That(1, \"one\");")]
    [InlineData("public static string That(int x, " + Texts + ") => text + x;",
        "public static string That(int x, " + Texts + ", int more = 3) => text + x;", "Check.That(1 + 2);")]
    public void A_text_that_is_given_as_before_is_no_news(string before, string after, string code)
    {
        var check = new Bumped().Package("Lib", $"public static class Check {{ {before} }}", $"public static class Check {{ {after} }}")
            .Check(Run + code + " } }");
        Assert.DoesNotContain(check.Report.Findings, x => x.Message.Contains("the text of its arguments", StringComparison.Ordinal));
    }

    private const string Sum = "public class Sum(int x) { public int X = x; public static Sum operator +(Sum a, int b) => new(a.X + b); ";

    [Theory]
    [InlineData("public void operator +=(int b) => X += b;", "changes the object itself, also for others that hold it", false)]
    [InlineData("public void operator +=(int b) => X *= b;", "does something else", true)]
    [InlineData("public void operator +=(int b) => X += b + 3;", "does something else", true)]
    public void An_assignment_that_changes_in_place_is_told_by_what_it_does(string added, string said, bool isWarned)
    {
        var check = new Bumped().Package("Lib", Sum + "}", Sum + added + " }")
            .Check(Run + "var a = new Sum(1); a += 2; Console.WriteLine(a.X); } }");
        Assert.Contains(said, Assert.Single(check.Report.Findings, x => x.Id == "SG2007").Message, StringComparison.Ordinal);
        Assert.Equal(isWarned, check.Warnings.Count > 0);
    }

    [Theory]
    [InlineData("public class All : List<int> { }")]
    [InlineData("public class All : IEnumerable<int> { List<int> all = []; public void Add(int x) => all.Add(x); "
        + "public IEnumerator<int> GetEnumerator() => all.GetEnumerator(); "
        + "System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => all.GetEnumerator(); }")]
    public void Whether_a_builder_does_what_adding_did_cannot_be_told(string type)
    {
        const string Builder = "public static class Alls { public static All Create(ReadOnlySpan<int> s) { var all = new All(); "
            + "foreach (int x in s) all.Add(x); return all; } }";
        var check = new Bumped().Package("Lib", type,
                "[System.Runtime.CompilerServices.CollectionBuilder(typeof(Alls), \"Create\")] " + type + " " + Builder)
            .Check(Run + "All all = [3, 1]; Console.WriteLine(string.Join(\",\", all)); } }");
        Assert.Empty(check.Warnings);
        Assert.Contains("calls Alls.Create(ReadOnlySpan<int>)", Assert.Single(check.Report.Findings).Message, StringComparison.Ordinal);
    }

    [Theory]
    // Conditions, and no fact that has a name.
    [InlineData("public static int Count(object x) => x.GetHashCode() > 3 ? x.GetHashCode() : x.GetHashCode() + x.GetHashCode();",
        "public static int Count(string x) { int n = 0; foreach (char c in x) n ^= c; return n; }")]
    // The text is not made before it is needed: nobody knows whether it says the same.
    [InlineData("public static int Count(object x) => Inner(x); static int Inner(object x) => x is null ? Deep(x) : x.GetHashCode(); "
        + "static int Deep(object? x) => 0;",
        "public static int Count(string x) => Other(x); static int Other(string x) => x is null ? Deeper(x) : x.Length; "
            + "static int Deeper(string? x) => 0;")]
    public void What_cannot_be_told_is_said_and_no_warning(string old, string added)
    {
        var check = new Bumped().Package("Lib", $"public static class Log {{ {old} }}", $"public static class Log {{ {old} {added} }}")
            .Check(Run + "Log.Count(\"a\"); } }");
        Assert.Empty(check.Warnings);
        Assert.Contains("whether that does the same cannot be told from the code", Assert.Single(check.Report.Findings).Message);
    }
}
