using Microsoft.CodeAnalysis;

namespace SemverGuard.Analyzers.Tests;

/// <summary>
/// The same analyzer in Visual Basic, where names ignore letter case and the syntax is another. Lib is a keyword there, hence the brackets.
/// </summary>
public class VisualBasicTests
{
    private static Task Verify(string before, string after, string consumer) =>
        new Upgrade(before, after, consumer) { Language = LanguageNames.VisualBasic, FilePath = "/app/Test0.vb" }.VerifyAsync();

    [Fact]
    public Task Members() => Verify(
        before: "namespace Lib { public class Queue { public void Publish() { } public int Depth { get; set; "
            + "} public static void Reset() { } public void Keep() { } } }",
        after: "namespace Lib { public class Queue { public void Keep() { } } }",
        consumer: """
            Imports [Lib]
            Class App
                Sub M(q As Queue)
                    q.{|SG1101:publish|}()
                    q?.{|SG1101:Publish|}()
                    Queue.{|SG1101:Reset|}()
                    Dim n = New Queue With {.{|SG1101:Depth|} = 1}
                    q.Keep()
                End Sub
            End Class
            """);

    [Fact]
    public Task Types() => Verify(
        before: "namespace Lib { public class Queue { } public class Cell<T> { } public class Other { } }",
        after: "namespace Lib { public class Other { } }",
        consumer: """
            Imports [Lib]
            Class App
                Private field As {|SG1001:Queue|}
                Function Make() As Object
                    Return New [Lib].{|SG1001:Queue|}()
                End Function
                Function Cell() As Object
                    Return New {|SG1001:Cell|}(Of Integer)()
                End Function
                Function Other() As Object
                    Return New Other()
                End Function
            End Class
            """);

    [Fact]
    public Task Constructors_and_derived_types() => Verify(
        before: "namespace Lib { public class Queue { public Queue(int n) { } } public class Stack { } public interface IQueue { } }",
        after: "namespace Lib { public class Queue { public Queue(string n, int m) { } } public sealed class Stack { } "
            + "public interface IQueue { void Publish(); } }",
        consumer: """
            Imports [Lib]
            Class App
                Function Make() As Object
                    Return New {|SG1102:Queue|}(1)
                End Function
            End Class
            Class {|SG1004:Mine|}
                Inherits Stack
            End Class
            Class {|SG1105:Yours|}
                Implements IQueue
            End Class
            """);

    [Fact]
    public Task Implicit_uses() => Verify(
        before: """
            namespace Lib
            {
                public class Queue : System.Collections.IEnumerable { public System.Collections.IEnumerator GetEnumerator() => null; public string this[int i] => null; }
                public struct Money { public static Money operator +(Money a, Money b) => a; }
            }
            """,
        after: """
            namespace Lib
            {
                public class Queue { [System.Obsolete("no", true)] public string this[int i] => null; }
                public struct Money { }
            }
            """,
        consumer: """
            Imports [Lib]
            Class App
                Sub M(q As {|SG1005:Queue|}, a As Money, b As Money)
                    {|SG1005:{|SG1101:For|}|} Each x In q
                    Next
                    Dim c = a {|SG1101:+|} b
                    Dim s = q{|SG1107:(|}0)
                End Sub
            End Class
            """);

    [Fact]
    public Task Enums_and_overrides() => Verify(
        before: "namespace Lib { public enum Level { Low, High } public class Queue { public virtual void Publish(Level level) { } } }",
        after: "namespace Lib { public enum Level { Low, Middle, High } public class Queue { } }",
        consumer: """
            Imports [Lib]
            Class Mine
                Inherits Queue
                Public Overrides Sub {|SG1101:Publish|}(level As Level)
                    Dim l = [Lib].Level.{|SG2002:High|}
                End Sub
            End Class
            """);

    [Fact]
    public Task Unrelated_errors() => new Upgrade(
        "namespace Lib { public class Queue { public void Publish() { } } public class Level { } }",
        "namespace Lib { public class Queue { } }",
        """
            Class Other
            End Class
            Class App
                Sub M(o As Other, q As [Lib].Queue)
                    o.Publish()
                    Publish()
                    Dim x = New Level()
                    q.{|SG1101:Publish|}()
                End Sub
            End Class
            """)
    {
        Language = LanguageNames.VisualBasic,
        FilePath = "/app/Test0.vb",
        ConsumerBefore = """
            Class App
                Sub M(q As [Lib].Queue)
                    q.Publish()
                    Dim x = New [Lib].Level()
                End Sub
            End Class
            """,
    }.VerifyAsync();

    [Fact]
    public Task What_means_something_else() => Verify(
        before: "namespace Lib { public static class Limits { public const int Retries = 3; "
            + "} public class Bus { public void Send(int retries = 3) { } public void Publish(object o) { } } }",
        after: "namespace Lib { public static class Limits { public const int Retries = 4; "
            + "} public class Bus { public void Send(int retries = 4) { } public void Publish(object o) { } "
            + "public void Publish(string s) { } } }",
        consumer: """
            Imports [Lib]
            Class App
                Function M(b As Bus) As Integer
                    b.{|SG2003:Send|}
                    b.Send(3)
                    b.{|SG2005:publish|}("a")
                    Return limits.{|SG2001:RETRIES|}
                End Function
            End Class
            """);
}
