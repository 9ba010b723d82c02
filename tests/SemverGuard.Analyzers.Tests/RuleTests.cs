namespace SemverGuard.Analyzers.Tests;

/// <summary>Each of the rules at the exact token.</summary>
public class RuleTests
{
    [Fact]
    public Task SG1001_type_removed_where_it_is_named() => Upgrade.Verify(
        before: "namespace Lib { public class Queue { } public class Other { } }",
        after: "namespace Lib { public class Other { } }",
        consumer: """
            using Lib;
            class App
            {
                {|SG1001:Queue|} field;
                object Make() => new {|SG1001:Queue|}();
                object Far() => new Lib.{|SG1001:Queue|}();
                object Other() => new Other();
            }
            """);

    [Fact]
    public Task SG1001_type_removed_with_its_namespace() => Upgrade.Verify(
        before: "namespace Lib { public class Queue { } } namespace Rest { public class Other { } }",
        after: "namespace Rest { public class Other { } }",
        consumer: """
            using Lib;
            class App { object Make() => new {|SG1001:Queue|}(); object Far() => new Lib.{|SG1001:Queue|}(); }
            """);

    [Fact]
    public Task SG1001_generic_type_removed_and_another_arity_kept() => Upgrade.Verify(
        before: "namespace Lib { public class Queue { } public class Queue<T> { } }",
        after: "namespace Lib { public class Queue { } }",
        consumer: """
            using Lib;
            class App { object One() => new Queue(); object Many() => new {|SG1001:Queue|}<int>(); }
            """);

    [Fact]
    public Task SG1002_type_less_visible() => Upgrade.Verify(
        before: "namespace Lib { public class Queue { } }",
        after: "namespace Lib { class Queue { } }",
        consumer: "using Lib; class App { object Make() => new {|SG1002:Queue|}(); }");

    [Fact]
    public Task SG1003_kind_changed() => Upgrade.Verify(
        before: "namespace Lib { public class Point { public int X; } }",
        after: "namespace Lib { public struct Point { public int X; } }",
        consumer: """
            using Lib;
            class App { {|SG1003:Point|} Nothing() => null; int Copied({|SG1003:Point|} p) => p.X; }
            """);

    [Fact]
    public Task SG1003_interface_that_became_a_class_to_derive_from() => Upgrade.Verify(
        before: "namespace Lib { public interface IQueue { void Publish(); } }",
        after: "namespace Lib { public abstract class IQueue { public abstract void Publish(); } }",
        consumer: "using Lib; class Mine : {|SG1003:IQueue|} { public void Publish() { } }");

    [Fact]
    public Task SG1004_type_sealed_at_the_derived_type() => Upgrade.Verify(
        before: "namespace Lib { public class Queue { } }",
        after: "namespace Lib { public sealed class Queue { } }",
        consumer: "using Lib; class {|SG1004:Mine|} : Queue { } class App { object Make() => new Queue(); }");

    [Fact]
    public Task SG1004_no_constructor_left_to_derive_with() => Upgrade.Verify(
        before: "namespace Lib { public class Queue { public Queue() { } public static Queue Make() => new Queue(); } }",
        after: "namespace Lib { public class Queue { internal Queue() { } public static Queue Make() => new Queue(); } }",
        consumer: "using Lib; class {|SG1103:{|SG1004:Mine|}|} : Queue { } class App { object Make() => Queue.Make(); }");

    [Fact]
    public Task SG1005_interface_removed_where_a_conversion_needs_it() => Upgrade.Verify(
        before: "namespace Lib { public class Queue : System.IDisposable { public void Dispose() { } public static Queue Make() => null; "
            + "} }",
        after: "namespace Lib { public class Queue { public void Dispose() { } public static Queue Make() => null; } }",
        consumer: """
            using Lib;
            class App
            {
                void Broken() { System.IDisposable d = {|SG1005:{|SG1005:Queue|}|}.Make(); }
                object Fine() => Queue.Make();
            }
            """);

    [Fact]
    public Task SG1101_member_removed_of_every_kind() => Upgrade.Verify(
        before: """
            namespace Lib
            {
                public class Queue
                {
                    public int Depth { get; set; } public int Size; public event System.Action Filled; public void Publish() { } public static void Reset() { }
                    public void Touch() { Filled?.Invoke(); }
                }
            }
            """,
        after: "namespace Lib { public class Queue { public void Touch() { } } }",
        consumer: """
            using Lib;
            class App
            {
                void M(Queue q)
                {
                    q.{|SG1101:Publish|}();
                    q?.{|SG1101:Publish|}();
                    q.{|SG1101:Depth|} = q.{|SG1101:Size|};
                    q.{|SG1101:Filled|} += () => { };
                    Queue.{|SG1101:Reset|}();
                    var n = new Queue { {|SG1101:Depth|} = 1 };
                    if (q is { {|SG1101:Depth|}: 1 }) q.Touch();
                    System.Action a = q.{|SG1101:Publish|};
                }
            }
            """);

    [Fact]
    public Task SG1102_signature_changed_so_that_the_call_no_longer_fits() => Upgrade.Verify(
        before: "namespace Lib { public class Queue { public void Publish(string to) { } public void Keep(int n) { } } }",
        after: "namespace Lib { public class Queue { public void Publish(string to, int retries) { } public void Keep(int n) { } } }",
        consumer: "using Lib; class App { void M(Queue q) { q.{|SG1102:Publish|}(\"x\"); q.Keep(1); } }");

    [Fact]
    public Task SG1102_signature_changed_so_that_a_rebuild_mends_it() => Upgrade.Verify(
        before: "namespace Lib { public class Queue { public void Publish(string to) { } } }",
        after: "namespace Lib { public class Queue { public void Publish(string to, int retries = 3) { } } }",
        consumer: "using Lib; class App { void M(Queue q) { q.{|info SG1102:Publish|}(\"x\"); } }");

    [Fact]
    public Task SG1102_other_type_where_a_later_statement_does_not_compile() => Upgrade.Verify(
        before: "namespace Lib { public class Queue { public int Depth => 1; } }",
        after: "namespace Lib { public class Queue { public long Depth => 1; } }",
        consumer: """
            using Lib;
            class App
            {
                int Broken(Queue q) { var depth = q.{|SG1102:Depth|}; return depth; }
                long Fine(Queue q) => q.{|info SG1102:Depth|};
            }
            """);

    [Fact]
    public Task SG1102_setter_lost_hurts_who_writes() => Upgrade.Verify(
        before: "namespace Lib { public class Queue { public int Depth { get; set; } } }",
        after: "namespace Lib { public class Queue { public int Depth { get; } } }",
        consumer: "using Lib; class App { void M(Queue q) { q.{|SG1102:Depth|} = 1; var r = q.Depth; } }");

    [Fact]
    public Task SG1102_setter_lost_hurts_nobody_who_reads() => Upgrade.Verify(
        before: "namespace Lib { public class Queue { public int Depth { get; set; } } }",
        after: "namespace Lib { public class Queue { public int Depth { get; } } }",
        consumer: "using Lib; class App { int M(Queue q) => q.Depth; }");

    [Fact]
    public Task SG1103_member_less_visible() => Upgrade.Verify(
        before: "namespace Lib { public class Queue { public void Publish() { } public void Flush() { } } }",
        after: "namespace Lib { public class Queue { internal void Publish() { } protected void Flush() { } } }",
        consumer: """
            using Lib;
            class App { void M(Queue q) { q.{|SG1103:Publish|}(); q.{|SG1103:Flush|}(); } }
            class Mine : Queue { void M() { {|info SG1103:Flush|}(); } }
            """);

    [Fact]
    public Task SG1104_static_changed() => Upgrade.Verify(
        before: "namespace Lib { public class Queue { public static void Reset() { } public void Publish() { } } }",
        after: "namespace Lib { public class Queue { public void Reset() { } public static void Publish() { } } }",
        consumer: "using Lib; class App { void M(Queue q) { Queue.{|SG1104:Reset|}(); q.{|SG1104:Publish|}(); } }");

    [Fact]
    public Task SG1105_abstract_member_added() => Upgrade.Verify(
        before: "namespace Lib { public abstract class Queue { } }",
        after: "namespace Lib { public abstract class Queue { public abstract void Publish(); } }",
        consumer: """
            using Lib;
            class {|SG1105:Mine|} : Queue { }
            abstract class {|info SG1105:Half|} : Queue { }
            class {|SG1105:Whole|} : Half { }
            class App { void M(Queue q) { } }
            """);

    [Fact]
    public Task SG1105_interface_member_added() => Upgrade.Verify(
        before: "namespace Lib { public interface IQueue { } }",
        after: "namespace Lib { public interface IQueue { void Publish(); } }",
        consumer: """
            using Lib;
            class {|SG1105:Mine|} : IQueue { }
            class {|info SG1105:Lucky|} : IQueue { public void Publish() { } }
            class Grown : Mine { }
            struct {|SG1105:Small|} : IQueue { }
            """);

    [Fact]
    public Task SG2002_enum_value_changed_where_it_is_named() => Upgrade.Verify(
        before: "namespace Lib { public enum Level { Low, High } public class Queue { public Level Level; } }",
        after: "namespace Lib { public enum Level { Low, Middle, High } public class Queue { public Level Level; } }",
        consumer: """
            using Lib;
            class App { bool High(Queue q) => q.Level == Level.{|SG2002:High|}; bool Low(Queue q) => q.Level == Level.Low; }
            """);

    [Fact]
    public Task SG1107_obsolete_as_an_error() => Upgrade.Verify(
        before: "namespace Lib { public class Queue { public void Publish() { } } }",
        after: "namespace Lib { public class Queue { [System.Obsolete(\"Use Send\", true)] public void Publish() { } } }",
        consumer: "using Lib; class App { void M(Queue q) { q.{|SG1107:Publish|}(); } }");
}
