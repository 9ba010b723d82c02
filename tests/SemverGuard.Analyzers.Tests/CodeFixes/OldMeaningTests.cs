using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using SemverGuard.CodeFixes;

namespace SemverGuard.Analyzers.Tests.CodeFixes;

/// <summary>After a fix the same line does again what it did before the upgrade.</summary>
public class OldMeaningTests
{
    [Fact]
    public Task Constants_keep_their_values() => Verify<KeepValueFix>(
        before: Constants("3", "\"a\\\"b\"", "5L", "-1", "1.5m", "'x'", "null", "7", "Level.Low"),
        after: Constants("4", "\"c\"", "6L", "-2", "2.5m", "'y'", "\"\"", "8", "Level.High"),
        consumer: """
            using Lib;
            [System.Obsolete(Limits.{|SG2001:Name|})]
            class App
            {
                const int Mine = Limits.{|SG2001:Retries|} * 2;
                object Get(int i) => i - Lib.Limits.{|SG2001:Least|};
                bool Is(int i) => i is Limits.{|SG2001:Retries|};
                int Switch(int i) { switch (i) { case Limits.{|SG2001:Least|}: return 1; default: return 2; } }
                void Typed() { var a = Limits.{|SG2001:Size|}; var b = Limits.{|SG2001:Rate|}; var c = Limits.{|SG2001:Letter|}; var d = Limits.{|SG2001:Nothing|}; var e = Limits.{|SG2001:Tiny|}; var f = Limits.{|SG2001:Level|}; }
                string Hole() => $"{Limits.{|SG2001:Least|}}" + Limits.{|SG2001:Least|}.ToString();
            }
            """,
        expected: """
            using Lib;
            [System.Obsolete("a\"b" /* Limits.Name */)]
            class App
            {
                const int Mine = 3 /* Limits.Retries */ * 2;
                object Get(int i) => i - (-1) /* Limits.Least */;
                bool Is(int i) => i is 3 /* Limits.Retries */;
                int Switch(int i) { switch (i) { case -1 /* Limits.Least */: return 1; default: return 2; } }
                void Typed() { var a = 5L /* Limits.Size */; var b = 1.5m /* Limits.Rate */; var c = 'x' /* Limits.Letter */; var d = default(string) /* Limits.Nothing */; var e = (byte)7 /* Limits.Tiny */; var f = Level.Low /* Limits.Level */; }
                string Hole() => $"{-1 /* Limits.Least */}" + (-1) /* Limits.Least */.ToString();
            }
            """);

    [Fact]
    public Task Enum_members_keep_their_numbers() => Verify<KeepValueFix>(
        before: "namespace Lib { public enum Level { Debug, Error } }",
        after: "namespace Lib { public enum Level { Debug, Info, Error } }",
        consumer: """
            class App
            {
                Lib.Level Get() => Lib.Level.{|SG2002:Error|};
                string Text(Lib.Level level) => level switch { Lib.Level.{|SG2002:Error|} => "e", _ => Lib.Level.{|SG2002:Error|}.ToString() };
                bool Is(Lib.Level level) => level is Lib.Level.{|SG2002:Error|} or Lib.Level.Debug;
            }
            """,
        expected: """
            class App
            {
                Lib.Level Get() => (Lib.Level)1 /* Level.Error */;
                string Text(Lib.Level level) => level switch { ((Lib.Level)1) /* Level.Error */ => "e", _ => ((Lib.Level)1) /* Level.Error */.ToString() };
                bool Is(Lib.Level level) => level is ((Lib.Level)1) /* Level.Error */ or Lib.Level.Debug;
            }
            """);

    [Fact]
    public Task The_title_says_the_value() => new FixTest<KeepValueFix>(new Upgrade(
        "namespace Lib { public static class Limits { public const int Retries = 3; } }",
        "namespace Lib { public static class Limits { public const int Retries = 4; } }",
        "class App { int Get() => Lib.Limits.{|SG2001:Retries|}; }"))
    {
        Expected = "class App { int Get() => 3 /* Limits.Retries */; }",
        Title = "Keep the old value 3",
    }.VerifyAsync();

    [Fact]
    public Task Not_offered_where_the_language_has_no_way_to_write_it() => new FixTest<KeepValueFix>(new Upgrade(
        "namespace Lib { public static class Limits { public const string Name = \"a\"; } }",
        "namespace Lib { public static class Limits { public const string Name = \"b\"; } }",
        "class App { string Get() => $\"{Lib.Limits.{|SG2001:Name|}}\"; }"))
    {
        Version = LanguageVersion.CSharp10,
    }.VerifyAsync();

    [Fact]
    public Task Old_defaults_are_passed_by_name() => Verify<PassOldDefaultFix>(
        before: Defaults("3", "Level.Low", "\"a\\n\"", "true", "'x'", "1.5m", "null", "1", "null"),
        after: Defaults("5", "Level.High", "null", "false", "'y'", "2.5m", "\"\"", "null", "2"),
        consumer: """
            using Lib;
            class App
            {
                void Go(Bus bus)
                {
                    bus.{|SG2003:Send|}("a");
                    bus.{|SG2003:Send|}(
                        "a",
                        5);
                    bus.{|SG2003:Send|}("a", to: "b", letter: 'z', yes: false);
                    new {|SG2003:Bus|} { };
                    Bus made = {|SG2003:new|}();
                    bus?.{|SG2003:Flush|}();
                    bus.{|SG2003:Pick|}();
                }
            }
            class Mine : Bus { public Mine() : {|SG2003:base|}() { } }
            """,
        expected: """
            using Lib;
            class App
            {
                void Go(Bus bus)
                {
                    bus.Send("a", retries: 3, level: Level.Low, to: "a\u000a", yes: true, letter: 'x', rate: 1.5m);
                    bus.Send(
                        "a",
                        5, level: Level.Low, to: "a\u000a", yes: true, letter: 'x', rate: 1.5m);
                    bus.Send("a", to: "b", letter: 'z', yes: false, retries: 3, level: Level.Low, rate: 1.5m);
                    new Bus(@class: null) { };
                    Bus made = new(@class: null);
                    bus?.Flush(maybe: 1);
                    bus.Pick(maybe: null);
                }
            }
            class Mine : Bus { public Mine() : base(@class: null) { } }
            """,
        errors: ["CS0201"]);

    /// <summary>What a structure's default is cannot change, a number behind an enum without a name can.</summary>
    [Fact]
    public Task Old_defaults_without_a_name() => Verify<PassOldDefaultFix>(
        before: "namespace Lib { public enum Level { Low } public class Bus { "
            + "public void Send(Level level = (Level)(-7), double d = double.NaN) { } } }",
        after: "namespace Lib { public enum Level { Low } public class Bus { public void Send(Level level = Level.Low, double d = 0) { } "
            + "} }",
        consumer: "class App { void Go(Lib.Bus bus) => bus.{|SG2003:Send|}(); }",
        expected: "class App { void Go(Lib.Bus bus) => bus.Send(level: (Lib.Level)(-7), d: double.NaN); }");

    [Fact]
    public Task The_title_says_the_argument() => new FixTest<PassOldDefaultFix>(new Upgrade(
        "namespace Lib { public class Bus { public void Send(int retries = 3) { } } }",
        "namespace Lib { public class Bus { public void Send(int retries = 4) { } } }",
        "class App { void Go(Lib.Bus bus) => bus.{|SG2003:Send|}(); }"))
    {
        Expected = "class App { void Go(Lib.Bus bus) => bus.Send(retries: 3); }",
        Title = "Pass retries: 3 as before",
    }.VerifyAsync();

    [Theory]
    [InlineData("void M(object o) { }", "void M(string s) { }", "{|SG2005:M|}(\"a\" + 1)", "M((object)(\"a\" + 1))",
        "Call M(object) as before")]
    [InlineData("void M(params object[] all) { }", "void M(System.Collections.Generic.IEnumerable<string> all) { }", "{|SG2005:M|}(list)",
        "M((object)list)", "Call M(params object[]) as before")]
    [InlineData("void M(params object[] all) { }", "void M(object a, object b) { }", "{|SG2005:M|}(1, list)", "M(new object[] { 1, list })",
        "Call M(params object[]) as before")]
    [InlineData("void M(object a, object b) { }", "void M(int a, string b) { }", "{|SG2005:M|}(1, \"b\")", "M((object)1, \"b\")",
        "Call M(object, object) as before")]
    [InlineData("void M(int a, string b = \"x\") { }", "void M(int a) { }", "{|SG2005:M|}(1)", "M(1, b: \"x\")",
        "Call M(int, string) as before")]
    [InlineData("void M(System.Action a) { }", "void M(System.Func<string> a) { }", "{|SG2005:M|}(() => 1.ToString())",
        "M((System.Action)(() => 1.ToString()))", "Call M(Action) as before")]
    public Task The_old_overload_is_called(string before, string added, string call, string expected, string title)
    {
        const string Library = "namespace Lib {{ public static class Bus {{ public static {0} }} }}";
        const string Consumer = "class App {{ void Go(System.Collections.Generic.List<string> list) => Lib.Bus.{0}; }}";
        return new FixTest<CallOldOverloadFix>(new Upgrade(string.Format(null, Library, before),
            string.Format(null, Library, before + " public static " + added), string.Format(null, Consumer, call)))
        {
            Expected = string.Format(null, Consumer, expected),
            Title = title,
        }.VerifyAsync();
    }

    [Fact]
    public Task The_old_constructor_and_extension_overload_are_called() => Verify<CallOldOverloadFix>(
        before: "namespace Lib { public class Bus { public Bus(object o) { } } "
            + "public static class Extensions { public static Bus Add(this Bus bus, object o) => bus; } }",
        after: "namespace Lib { public class Bus { public Bus(object o) { } public Bus(string s) { } } "
            + "public static class Extensions { public static Bus Add(this Bus bus, object o) => bus; "
            + "public static Bus Add(this Bus bus, string s) => bus; } }",
        consumer: """
            using Lib;
            class App { Bus Go() => new {|SG2005:Bus|}("a").{|SG2005:Add|}("b")?.{|SG2005:Add|}("c"); Bus Short() { Bus bus = {|SG2005:new|}("a"); return bus; } }
            class Mine : Bus { public Mine() : {|SG2005:base|}("a") { } }
            """,
        expected: """
            using Lib;
            class App { Bus Go() => new Bus((object)"a").Add((object)"b")?.Add((object)"c"); Bus Short() { Bus bus = new((object)"a"); return bus; } }
            class Mine : Bus { public Mine() : base((object)"a") { } }
            """);

    /// <summary>A type parameter cannot be named, so nothing is promised.</summary>
    [Fact]
    public Task Not_offered_where_no_form_of_the_arguments_calls_the_old_overload() => new FixTest<CallOldOverloadFix>(new Upgrade(
        "namespace Lib { public static class Bus { public static void M<T>(T one) { } } }",
        "namespace Lib { public static class Bus { public static void M<T>(T one) { } public static void M(string one) { } } }",
        "class App { void Go() => Lib.Bus.{|SG2005:M|}(\"a\"); }")).VerifyAsync();

    [Fact]
    public Task The_old_extension_is_called_as_what_it_is() => new FixTest<CallExtensionFix>(new Upgrade(
        "namespace Lib { public class Text { } public static class TextExtensions { public static Text Trimmed(this Text text) => text; "
            + "public static T Cut<T>(this T text, int at) => text; } }",
        "namespace Lib { public class Text { public Text Trimmed() => this; public Text Cut(int at) => this; "
            + "} public static class TextExtensions { public static Text Trimmed(this Text text) => text; "
            + "public static T Cut<T>(this T text, int at) => text; } }",
        """
        using Lib;
        class App
        {
            Text Go(Text text) => text.{|SG2006:Trimmed|}();
            Text Nested(Text text) => Go(text
                .{|SG2006:Cut|}(1));
        }
        """))
    {
        Expected = """
        using Lib;
        class App
        {
            Text Go(Text text) => TextExtensions.Trimmed(text);
            Text Nested(Text text) => Go(TextExtensions.Cut(text, 1));
        }
        """,
    }.VerifyAsync();

    [Fact]
    public Task The_title_says_which_extension() => new FixTest<CallExtensionFix>(new Upgrade(
        "namespace Lib { public class Text { } public static class TextExtensions { public static Text Trimmed(this Text text) => text; } }",
        "namespace Lib { public class Text { public Text Trimmed() => this; "
            + "} public static class TextExtensions { public static Text Trimmed(this Text text) => text; } }",
        "using Lib; class App { Text Go(Text text) => text.{|SG2006:Trimmed|}(); }"))
    {
        Expected = "using Lib; class App { Text Go(Text text) => TextExtensions.Trimmed(text); }",
        Title = "Call TextExtensions.Trimmed as before",
    }.VerifyAsync();

    /// <summary>Nothing but accepting helps where the old method is gone.</summary>
    [Fact]
    public Task Not_offered_where_an_extension_replaced_what_is_gone() => new FixTest<CallExtensionFix>(new Upgrade(
        "namespace Lib { public class Text { public Text Trimmed() => this; "
            + "} public static class TextExtensions { public static Text Trimmed(this Text text) => text; } }",
        "namespace Lib { public class Text { } public static class TextExtensions { public static Text Trimmed(this Text text) => text; } }",
        "using Lib; class App { Text Go(Text text) => text.{|SG2006:Trimmed|}(); }")).VerifyAsync();

    /// <summary>One inside the other, and in two files.</summary>
    [Fact]
    public Task All_of_a_document_a_project_and_a_solution() => new FixTest<PassOldDefaultFix>(new Upgrade(
        "namespace Lib { public class Bus { public string Send(string text, int retries = 3) => text; } }",
        "namespace Lib { public class Bus { public string Send(string text, int retries = 4) => text; } }",
        "class App { string Go(Lib.Bus bus) => bus.{|SG2003:Send|}(bus.{|SG2003:Send|}(\"a\")) + bus.{|SG2003:Send|}(\"b\"); }"))
    {
        Expected = "class App { string Go(Lib.Bus bus) => bus.Send(bus.Send(\"a\", retries: 3), retries: 3) + bus.Send(\"b\", "
            + "retries: 3); }",
        SecondFile = ("class Other { string Go(Lib.Bus bus) => bus.{|SG2003:Send|}(\"c\"); }",
            "class Other { string Go(Lib.Bus bus) => bus.Send(\"c\", retries: 3); }"),
    }.VerifyAsync();

    private static async Task Verify<TFix>(string before, string after, string consumer, string expected, params string[] errors)
        where TFix : CodeFixProvider, new()
    {
        var test = new FixTest<TFix>(new Upgrade(before, after, consumer)) { Expected = expected };
        test.DisabledDiagnostics.AddRange(errors);
        await test.VerifyAsync();
    }

    private static string Constants(string retries, string name, string size, string least, string rate, string letter, string nothing,
        string tiny, string level) => $$"""
        namespace Lib
        {
            public enum Level { Low, High }
            public static class Limits
            {
                public const int Retries = {{retries}}; public const string Name = {{name}}; public const long Size = {{size}}; public const int Least = {{least}};
                public const decimal Rate = {{rate}}; public const char Letter = {{letter}}; public const string Nothing = {{nothing}}; public const byte Tiny = {{tiny}};
                public const Level Level = Lib.{{level}};
            }
        }
        """;

    private static string Defaults(
        string retries, string level, string to, string yes, string letter, string rate, string name, string maybe, string picked) => $$"""
        namespace Lib
        {
            public enum Level { Low, High }
            public class Bus
            {
                public Bus(string @class = {{name}}) { }
                public void Send(string text, int retries = {{retries}}, Level level = {{level}}, string to = {{to}}, bool yes = {{yes}}, char letter = {{letter}}, decimal rate = {{rate}}) { }
                public void Flush(int? maybe = {{maybe}}) { }
                public void Pick(int? maybe = {{picked}}) { }
            }
        }
        """;
}
