namespace SemverGuard.Analyzers.Tests;

/// <summary>What the source uses without naming it.</summary>
public class ImplicitUseTests
{
    [Fact]
    public Task Constructor_removed_at_the_type_or_at_new() => Upgrade.Verify(
        before: "namespace Lib { public class Queue { public Queue(int size) { } public Queue() { } } }",
        after: "namespace Lib { public class Queue { public Queue(string name) { } public Queue() { } } }",
        consumer: """
            using Lib;
            class App
            {
                object Named() => new {|SG1102:Queue|}(1);
                object Far() => new Lib.{|SG1102:Queue|}(1);
                Queue Typed() => {|SG1102:new|}(1);
                object Kept() => new Queue();
            }
            class Mine : Queue { public Mine() : {|SG1102:base|}(1) { } }
            """);

    [Fact]
    public Task Constructor_that_binds_but_must_not_be_called() => Upgrade.Verify(
        before: "namespace Lib { public class Queue { public Queue() { } } }",
        after: "namespace Lib { public class Queue { [System.Obsolete(\"no\", true)] public Queue() { } } }",
        consumer: """
            using Lib;
            class App { object Named() => new {|SG1107:Queue|}(); Queue Typed() => {|SG1107:new|}(); }
            class Mine : Queue { public {|SG1107:Mine|}() { } }
            """);

    [Fact]
    public Task Constructor_that_a_rebuild_replaces() => Upgrade.Verify(
        before: "namespace Lib { public class Queue { public Queue(int size) { } } }",
        after: "namespace Lib { public class Queue { public Queue(int size, string name = null) { } } }",
        consumer: """
            using Lib;
            class App { object Named() => new {|info SG1102:Queue|}(1); Queue Typed() => {|info SG1102:new|}(1); }
            class Mine : Queue { public Mine() : {|info SG1102:base|}(1) { } }
            """);

    [Fact]
    public Task Constructor_that_derived_classes_may_still_call() => Upgrade.Verify(
        before: "namespace Lib { public class Queue { public Queue() { } } }",
        after: "namespace Lib { public class Queue { protected Queue() { } } }",
        consumer: "using Lib; class {|info SG1103:Mine|} : Queue { } class App { object Make() => new {|SG1103:Queue|}(); }");

    [Fact]
    public Task Every_constructor_became_internal() => Upgrade.Verify(
        before: "namespace Lib { public class Queue { public Queue() { } } }",
        after: "namespace Lib { public class Queue { internal Queue() { } } }",
        consumer: "using Lib; class App { object Named() => new {|SG1103:Queue|}(); }");

    [Fact]
    public Task Operators() => Upgrade.Verify(
        before: """
            namespace Lib
            {
                public struct Money
                {
                    public static Money operator +(Money a, Money b) => a;
                    public static Money operator -(Money a) => a;
                    public static Money operator ++(Money a) => a;
                    public static Money operator *(Money a, int b) => a;
                }
            }
            """,
        after: "namespace Lib { public struct Money { public static Money operator *(Money a, int b) => a; } }",
        consumer: """
            using Lib;
            class App
            {
                Money Add(Money a, Money b) => (a) {|SG1101:+|} b;
                Money Sum(Money a, Money b) { a {|SG1101:+=|} b; return a; }
                Money Minus(Money a) => {|SG1101:-|}a;
                Money Next(Money a) { a{|SG1101:++|}; return a; }
                Money Times(Money a) => a * 2;
            }
            """);

    [Fact]
    public Task Unrelated_operator_errors_stay_silent() => new Upgrade(
        "namespace Lib { public struct Money { public static Money operator +(Money a, Money b) => a; } }",
        "namespace Lib { public struct Money { } }",
        "using Lib; class App { Money Add(Money a, Money b) => a {|SG1101:+|} b; object Other(object a, object b) => a + b; }")
    {
        ConsumerBefore = "using Lib; class App { Money Add(Money a, Money b) => a + b; }",
    }.VerifyAsync();

    [Fact]
    public Task Conversions() => Upgrade.Verify(
        before: "namespace Lib { public struct Money { public static implicit operator Money(int a) => default; "
            + "public static explicit operator int(Money a) => 0; } }",
        after: "namespace Lib { public struct Money { } }",
        consumer: """
            using Lib;
            class App { Money From() { Money m = {|SG1101:1|}; return m; } int To(Money m) => {|SG1101:(|}int)m; }
            """);

    [Fact]
    public Task Indexer() => Upgrade.Verify(
        before: "namespace Lib { public class Queue { public string this[int i] => null; } }",
        after: "namespace Lib { public class Queue { [System.Obsolete(\"no\", true)] public string this[int i] => null; } }",
        consumer: "using Lib; class App { string M(Queue q) => q{|SG1107:[|}0]; }");

    [Fact]
    public Task Foreach() => Upgrade.Verify(
        before: "namespace Lib { public class Queue { public System.Collections.Generic.IEnumerator<int> GetEnumerator() => null; } }",
        after: "namespace Lib { public class Queue { } }",
        consumer: "using Lib; class App { void M(Queue q) { {|SG1101:foreach|} (var x in q) { } } }");

    [Fact]
    public Task Foreach_over_an_enumerator_that_changed() => Upgrade.Verify(
        before: "namespace Lib { public class Queue { public Cursor GetEnumerator() => default; "
            + "} public struct Cursor { public int Current => 1; public bool MoveNext() => false; } }",
        after: "namespace Lib { public class Queue { public Cursor GetEnumerator() => default; "
            + "} public struct Cursor { public string Current => null; public bool MoveNext() => false; } }",
        consumer: "using Lib; class App { void M(Queue q) { {|SG1102:foreach|} (int x in q) { } } }");

    [Fact]
    public Task Using() => Upgrade.Verify(
        before: "namespace Lib { public class Queue : System.IDisposable { public void Dispose() { } } "
            + "public class Other { public static Queue Make() => null; } }",
        after: "namespace Lib { public class Queue { } public class Other { public static Queue Make() => null; } }",
        consumer: """
            using Lib;
            class App
            {
                void Block() { {|SG1101:{|SG1005:using|}|} (var q = Other.Make()) { } }
                void Plain() { Other.Make().{|SG1101:Dispose|}(); }
            }
            """);

    [Fact]
    public Task Await() => Upgrade.Verify(
        before: "namespace Lib { public class Job { public System.Runtime.CompilerServices.TaskAwaiter GetAwaiter() => default; } }",
        after: "namespace Lib { public class Job { } }",
        consumer: "using Lib; class App { async System.Threading.Tasks.Task M(Job j) { {|SG1101:await|} j; } }");

    [Fact]
    public Task Deconstruction() => Upgrade.Verify(
        before: "namespace Lib { public class Point { public void Deconstruct(out int x, out int y) { x = y = 0; } } }",
        after: "namespace Lib { public class Point { } }",
        consumer: "using Lib; class App { void M(Point p) { {|SG1101:var|} (x, y) = p; } }");

    [Fact]
    public Task Collection_initialiser() => Upgrade.Verify(
        before: "namespace Lib { public class Bag : System.Collections.IEnumerable { public void Add(int x) { } "
            + "public System.Collections.IEnumerator GetEnumerator() => null; } }",
        after: "namespace Lib { public class Bag : System.Collections.IEnumerable { "
            + "public System.Collections.IEnumerator GetEnumerator() => null; } }",
        consumer: "using Lib; class App { object M() => new Bag { {|SG1101:1|}, 2 }; }");

    [Fact]
    public Task Collection_initialiser_that_binds() => Upgrade.Verify(
        before: "namespace Lib { public class Bag : System.Collections.IEnumerable { public void Add(int x) { } "
            + "public System.Collections.IEnumerator GetEnumerator() => null; } }",
        after: "namespace Lib { public class Bag : System.Collections.IEnumerable { "
            + "[System.Obsolete(\"no\", true)] public void Add(int x) { } public System.Collections.IEnumerator GetEnumerator() => null; "
            + "} }",
        consumer: "using Lib; class App { object M() => new Bag { {|SG1107:1|} }; }");

    [Fact]
    public Task Attribute() => Upgrade.Verify(
        before: "namespace Lib { public class MarkAttribute : System.Attribute { public MarkAttribute(int n) { } public int Depth { get; "
            + "set; } } public class GoneAttribute : System.Attribute { } }",
        after: "namespace Lib { public class MarkAttribute : System.Attribute { public MarkAttribute(string n) { } } }",
        consumer: """
            using Lib;
            [{|SG1102:Mark|}(1, {|SG1101:Depth|} = 2)] class One { }
            [{|SG1001:Gone|}] class Two { }
            """);

    [Fact]
    public Task Override_and_implementation() => Upgrade.Verify(
        before: """
            namespace Lib
            {
                public class Queue { public virtual void Publish() { } public virtual int Depth() => 1; }
                public interface IQueue { int Size(); void Flush(); }
            }
            """,
        after: """
            namespace Lib
            {
                public class Queue { public virtual long Depth() => 1; }
                public interface IQueue { long Size(); }
            }
            """,
        consumer: """
            using Lib;
            class Mine : Queue { public override void {|SG1101:Publish|}() { } public override int {|SG1102:Depth|}() => 2; }
            class Other : IQueue { int IQueue.{|SG1102:Size|}() => 1; void IQueue.{|SG1101:Flush|}() { } }
            """);

    [Fact]
    public Task Query() => Upgrade.Verify(
        before: "namespace Lib { public class Table { public Table Where(System.Func<int, bool> f) => this; "
            + "public Table Select(System.Func<int, int> f) => this; } }",
        after: "namespace Lib { public class Table { [System.Obsolete(\"no\", true)] public Table Where(System.Func<int, "
            + "bool> f) => this; public Table Select(System.Func<int, int> f) => this; } }",
        consumer: "using Lib; class App { Table M(Table t) => from x in t {|SG1107:where|} x > 1 select x; }");
}
