namespace SemverGuard.Analyzers.Tests;

/// <summary>
/// What compiles and means something else, at the exact token; the testing library compares the messages where a test gives one.
/// </summary>
public class SilentTests
{
    [Fact]
    public Task SG2001_a_constant_where_its_value_is_read() => Upgrade.Verify(
        before: "namespace Lib { public static class Limits { public const int Retries = 3; public const int Same = 1; "
            + "public const string Name = \"a\"; } }",
        after: "namespace Lib { public static class Limits { public const int Retries = 5; public const int Same = 1; "
            + "public const string Name = \"b\"; } }",
        consumer: """
            using Lib;
            using static Lib.Limits;
            [System.Obsolete(Limits.{|SG2001:Name|})]
            class App
            {
                const int Mine = Limits.{|SG2001:Retries|} + Limits.Same;
                string Text() => nameof(Limits.Retries);
                bool Is(int i) => i switch { {|SG2001:Retries|} => true, _ => false };
            }
            """);

    [Fact]
    public Task SG2001_not_where_another_symbol_has_the_name() => Upgrade.Verify(
        before: "namespace Lib { public class Limits { public const int Retries = 3; } }",
        after: "namespace Lib { public class Limits { public const int Retries = 5; } }",
        consumer: "using Lib; class App { int Retries = 1; int Get(Limits limits) => Retries; }");

    [Fact]
    public Task SG2001_a_constant_that_a_derived_type_lends_its_name() => Upgrade.Verify(
        before: "namespace Lib { public class Limits { public const decimal Rate = 3m; } }",
        after: "namespace Lib { public class Limits { public const decimal Rate = 5m; } }",
        consumer: "class Mine : Lib.Limits { } class App { decimal Get() => Mine.{|SG2001:Rate|}; }");

    [Fact]
    public Task SG2002_an_enum_member_but_not_its_name() => Upgrade.Verify(
        before: "namespace Lib { public enum Level { Debug, Error } }",
        after: "namespace Lib { public enum Level { Debug, Info, Error } }",
        consumer: "using Lib; class App { Level Get() => Level.{|SG2002:Error|}; Level Low() => Level.Debug; "
            + "string Name() => nameof(Level.Error); }");

    [Fact]
    public Task SG2003_where_the_argument_is_omitted() => Upgrade.Verify(
        before: "namespace Lib { public class Bus { public Bus(int size = 1) { } "
            + "public bool Send(string text, int retries = 3, string to = null) => true; public static void Go(params int[] all) { } } }",
        after: "namespace Lib { public class Bus { public Bus(int size = 2) { } "
            + "public bool Send(string text, int retries = 5, string to = null) => true; public static void Go(params int[] all) { } } }",
        consumer: """
            using Lib;
            class App
            {
                void Go(Bus bus)
                {
                    bus.{|SG2003:Send|}("a");
                    bus.{|SG2003:Send|}("a", to: "b");
                    bus.Send("a", 3);
                    bus.Send("a", retries: 3);
                    bus?.{|SG2003:Send|}(bus.{|SG2003:Send|}("b").ToString());
                    Bus.Go();
                    new {|SG2003:Bus|}(); Bus made = {|SG2003:new|}(); new Bus(1);
                }
            }
            class Mine : Bus { public Mine() : {|SG2003:base|}() { } }
            """);

    [Fact]
    public Task SG2003_not_where_the_compiler_tells_about_the_caller() => Upgrade.Verify(
        before: "namespace Lib { public class Bus { public void Send([System.Runtime.CompilerServices.CallerMemberName] string from = "
            + "null) { } } }",
        after: "namespace Lib { public class Bus { public void Send([System.Runtime.CompilerServices.CallerMemberName] string from = "
            + "\"\") { } } }",
        consumer: "using Lib; class App { void Go(Bus bus) => bus.Send(); }");

    [Fact]
    public Task SG2003_that_can_no_longer_be_omitted() => Upgrade.Verify(
        before: "namespace Lib { public class Bus { public void Send(string text, int retries = 3) { } } }",
        after: "namespace Lib { public class Bus { public void Send(string text, int retries) { } } }",
        consumer: "using Lib; class App { void Go(Bus bus) { bus.{|SG2003:Send|}(\"a\"); bus.Send(\"a\", 3); } }");

    [Fact]
    public Task SG2005_a_new_overload_that_fits_better() => Upgrade.Verify(
        before: "namespace Lib { public class Bus { public Bus(object o) { } public void Publish(params object[] all) { } "
            + "public void Publish(long one) { } } }",
        after: "using System.Collections.Generic; namespace Lib { public class Bus { public Bus(object o) { } public Bus(string s) { } "
            + "public void Publish(params object[] all) { } public void Publish(long one) { } "
            + "public void Publish(IEnumerable<object> all) { } } }",
        consumer: """
            using System.Collections.Generic;
            using Lib;
            class App
            {
                void Go(Bus bus, List<object> list)
                {
                    bus.{|SG2005:Publish|}(list);
                    bus.Publish(1, 2);
                    bus.Publish(1);
                    new {|SG2005:Bus|}("a");
                    new Bus(1);
                }
            }
            """);

    /// <summary>Nothing that was called before could have been called with these: it is new code.</summary>
    [Fact]
    public Task SG2005_not_where_no_used_overload_fits() => new Upgrade(
        Before: "namespace Lib { public class Bus { public void Publish(int one) { } } }",
        After: "namespace Lib { public class Bus { public void Publish(int one) { } public void Publish(string one) { } } }",
        Consumer: "using Lib; class App { void Go(Bus bus) { bus.Publish(1); bus.Publish(\"a\"); } }")
    {
        ConsumerBefore = "using Lib; class App { void Go(Bus bus) { bus.Publish(1); } }",
    }.VerifyAsync();

    /// <summary>It was there and could be called: calling it now says nothing about the upgrade.</summary>
    [Fact]
    public Task SG2005_not_where_the_overload_was_there_before() => new Upgrade(
        Before: "namespace Lib { public class Bus { public void Publish(object one) { } public void Publish(string one) { } "
            + "public void More() { } } }",
        After: "namespace Lib { public class Bus { public void Publish(object one) { } public void Publish(string one) { } } }",
        Consumer: "using Lib; class App { void Go(Bus bus) { bus.Publish(1); bus.Publish(\"a\"); } }")
    {
        ConsumerBefore = "using Lib; class App { void Go(Bus bus) { bus.Publish(1); } }",
    }.VerifyAsync();

    [Fact]
    public Task SG2006_an_instance_method_takes_over() => Upgrade.Verify(
        before: "namespace Lib { public class Base { } public class Text : Base { } "
            + "public static class TextExtensions { public static string Trimmed(this Text text, int i) => null; } }",
        after: "namespace Lib { public class Base { public string Trimmed(long i) => null; "
            + "} public class Text : Base { } public static class TextExtensions { "
            + "public static string Trimmed(this Text text, int i) => null; } }",
        consumer: "using Lib; class App { string Go(Text text) => text.{|SG2006:Trimmed|}(1) + TextExtensions.Trimmed(text, 1); }");

    [Fact]
    public Task SG2006_not_where_the_instance_method_was_there_before() => new Upgrade(
        Before: "namespace Lib { public class Other { } public class Text { public string Trimmed() => null; "
            + "public void More() { } } public static class TextExtensions { public static string Trimmed(this object text) => null; } }",
        After: "namespace Lib { public class Other { } public class Text { public string Trimmed() => null; "
            + "} public static class TextExtensions { public static string Trimmed(this object text) => null; } }",
        Consumer: "using Lib; class App { string Go(Text text, Other other) => text.Trimmed() + other.Trimmed(); }")
    {
        ConsumerBefore = "using Lib; class App { string Go(Text text, Other other) => other.Trimmed(); }",
    }.VerifyAsync();

    [Fact]
    public Task SG2006_an_extension_takes_over() => Upgrade.Verify(
        before: "namespace Lib { public class Text { public string Trimmed() => null; "
            + "} public static class TextExtensions { public static string Trimmed(this Text text) => null; } }",
        after: "namespace Lib { public class Text { internal string Trimmed() => null; "
            + "} public static class TextExtensions { public static string Trimmed(this Text text) => null; } }",
        consumer: "using Lib; class App { string Go(Text text) => text.{|SG2006:Trimmed|}(); }");

    [Theory]
    [InlineData("public const int Retries = 3;", "public const int Retries = 5;", "object Go() => Lib.Bus.Retries;",
        "'Bus.Retries' is now 5 (was 3) (baseline: 1.0.0). This compiles and means something else. ")]
    [InlineData("public static void Send(int retries = 3, Level level = Level.Low) { }",
        "public static void Send(int retries = 5, Level level = Level.High) { }", "void Go() => Lib.Bus.Send();",
        "this now passes retries = 5 (was 3), level = Level.High (was Level.Low) to Bus.Send. It compiles and does something else. ")]
    [InlineData("public static void Publish(params object[] all) { }",
        "public static void Publish(params object[] all) { } public static void Publish(System.Collections.Generic.IEnumerable<object> "
            + "all) { }",
        "void Go(System.Collections.Generic.List<object> list) => Lib.Bus.Publish(list);",
        "this now calls Bus.Publish(IEnumerable<object>) (was Bus.Publish(params object[])). It compiles and does something else. ")]
    public async Task Messages_say_what_the_line_means_now_and_what_it_meant(string before, string after, string consumer, string expected)
    {
        string Library(string members) => "namespace Lib { public enum Level { Low, High } public static class Bus { " + members + " } }";
        var session = await AnalyzerSession.OfAsync(new Upgrade(Library(before), Library(after), "class App { " + consumer + " }"));
        var diagnostic = Assert.Single(await session.DiagnosticsAsync());
        Assert.Equal("Lib 1.0.1: " + expected + "Safe: Lib 1.0.0.", diagnostic.GetMessage());
    }

    [Fact]
    public Task An_honest_major_is_an_information() => new Upgrade(
        Before: "namespace Lib { public class Bus { public void Send(int retries = 3) { } public void Publish(object o) { } } }",
        After: "namespace Lib { public class Bus { public void Send(int retries = 5) { } public void Publish(object o) { } "
            + "public void Publish(string s) { } } }",
        Consumer: "using Lib; class App { void Go(Bus bus) { bus.{|info SG2003:Send|}(); bus.{|info SG2005:Publish|}(\"a\"); } }")
    {
        VersionAfter = "2.0.0",
    }.VerifyAsync();
}
