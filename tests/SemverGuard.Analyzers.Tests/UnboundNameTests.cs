namespace SemverGuard.Analyzers.Tests;

/// <summary>A compiler error is explained where the bump caused it, and nowhere else.</summary>
public class UnboundNameTests
{
    private const string Before = """
        namespace Lib
        {
            public class Queue { public void Publish(string to) { } protected void Flush() { } public void Keep() { } }
            public static class Helpers { public static void Log(this Queue q) { } public static void Reset() { } }
            public class Level { }
        }
        """;

    private const string After = """
        namespace Lib
        {
            public class Queue { public void Keep() { } }
            public static class Helpers { }
        }
        """;

    private const string User = """
        using Lib;
        class Uses : Queue { void M() { Publish("x"); Flush(); this.Log(); Helpers.Reset(); new Level(); } }
        """;

    private static Task Verify(string consumer) => new Upgrade(Before, After, consumer) { ConsumerBefore = User }.VerifyAsync();

    [Fact]
    public Task Same_name_on_another_type() => Verify("""
        class Other { }
        class App { void M(Other o, Lib.Queue q, dynamic d) { o.Publish("x"); d.Publish("x"); Missing.Publish("x"); q.{|SG1101:Publish|}("x"); } }
        """);

    [Fact]
    public Task Simple_name_outside_the_hierarchy() => Verify("""
        class App { void M() { Publish("x"); Flush(); Reset(); } }
        class Mine : Lib.Queue { void M() { {|SG1101:Publish|}("x"); {|SG1101:Flush|}(); this.{|SG1101:Flush|}(); base.{|SG1101:Publish|}("x"); } }
        """);

    [Fact]
    public Task Static_import() => Verify("""
        using static Lib.Helpers;
        class App { void M() { {|SG1101:Reset|}(); } }
        """);

    [Fact]
    public Task Extension_method_only_with_its_namespace_and_receiver() => Verify("""
        namespace With { using Lib; class App { void M(Queue q, string s) { q.{|SG1101:Log|}(); s.Log(); Helpers.{|SG1101:Log|}(q); } } }
        namespace Without { class App { void M(Lib.Queue q) { q.Log(); } } }
        """);

    [Fact]
    public Task Removed_type_only_where_its_namespace_is_in_scope() => Verify("""
        namespace With { using Lib; class App { object M() => new {|SG1001:Level|}(); } }
        namespace Without { class App { object M() => new Level(); object N() => new Other.Level(); object O() => new Lib.{|SG1001:Level|}(); } }
        """);

    [Fact]
    public Task Names_that_mean_something_else() => Verify("""
        using Lib;
        class App
        {
            string Publish = "Publish";
            void M(int Level) { var Flush = Level; Reset: Flush++; var a = new { Log = 1 }; var t = (Publish: 1, 2); var s = $"Publish {nameof(Flush)}"; goto Reset; }
        }
        """);

    [Fact]
    public Task Arguments_that_never_fitted() => new Upgrade(
        "namespace Lib { public class Queue { public void Publish(string to) { } } }",
        "namespace Lib { public class Queue { public void Publish(string to, int retries) { } } }",
        "using Lib; class App { void M(Queue q) { q.{|SG1102:Publish|}(\"x\"); q.Publish(); q.Publish(true); q.Publish(\"x\", 1, 2); "
            + "q.Publish(\"x\", 1); } }")
    {
        ConsumerBefore = "using Lib; class App { void M(Queue q) { q.Publish(\"x\"); } }",
    }.VerifyAsync();

    [Fact]
    public Task Constructor_arguments_that_never_fitted() => new Upgrade(
        "namespace Lib { public class Queue { public Queue(string to) { } } }",
        "namespace Lib { public class Queue { public Queue(string to, int retries) { } } }",
        "using Lib; class App { object A() => new {|SG1102:Queue|}(\"x\"); object B() => new Queue(); object C() => new Queue(true); }")
    {
        ConsumerBefore = "using Lib; class App { object A() => new Queue(\"x\"); }",
    }.VerifyAsync();

    [Fact]
    public Task Errors_that_nothing_caused() => Upgrade.Verify(
        before: Before,
        after: Before.Replace("Keep", "Kept"),
        consumer: """
            using Lib;
            class App { void M(Queue q) { q.Publish("x"); } }
            """);
}
