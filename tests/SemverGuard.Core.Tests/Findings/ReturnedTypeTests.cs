namespace SemverGuard.FindingsTests;

/// <summary>An error about a type leads to the call that returns it by now, be it in the line where a local got it.</summary>
public sealed class ReturnedTypeTests
{
    private const string Rest = "public static void That(object? x, Of y) { } public static void Take(Rule? x, Of y) { } } "
        + "public class Rule : Exception { public int Broken; } public class Of; public static class Is { ";

    private const string Others = "public static Of Type<T>() => new(); }", OthersNow = "public static OfType Type<T>() => new(); } "
        + "public class OfType : Of;";

    private const string Before = "public static class Check { public static T? Catch<T>(Func<Task> x) where T : Exception "
        + "=> null; " + Rest + Others;

    private static string After(string @catch) => "public static class Check { " + @catch + " " + Rest + OthersNow;

    private const string Retyped = "public static Task<T?> Catch<T>(Func<Task> x) where T : Exception => null!;",
        Reshaped = "public static Task<T?> Catch<T>(Func<ValueTask> x, int y = 1) where T : Exception => null!;";

    [Theory]
    [InlineData(Retyped, "var e = ", "Check.That(e.Broken, Is.Type<Rule>());", "CS1061")]
    [InlineData(Retyped, "var e =\n            ", "Check.That(e!.Broken, Is.Type<Rule>());", "CS1061")]
    [InlineData(Retyped, "var e = ", "Check.Take(e, Is.Type<Rule>());", "CS1503")]
    [InlineData(Retyped, "var e = ", "Rule r = e; Is.Type<Rule>();", "CS0029")]
    [InlineData(Reshaped, "var e = ", "Check.That(e.Broken, Is.Type<Rule>());", "CS1061")]
    [InlineData(Retyped, "var other = Is.Type<Rule>(); var e = ", "Check.That(e.Broken, Is.Type<Rule>());", "CS1061")]
    public void What_a_local_was_given_is_followed_to_its_call(string now, string local, string use, string error)
    {
        var check = new Bumped().Package("Lib", Before, After(now)).Check($$"""
            public static class Program
            {
                public static void Run()
                {
                    {{local}}Check.Catch<Rule>(async () => { });
                    Console.WriteLine("eventually");

                    {{use}}
                }
            }
            """);
        string text = check.ShouldExplainAll().At(error);
        Assert.StartsWith("Lib 1.0.1: 'Check.Catch(Func<Task>)' now ", text);
        Assert.Contains("Task<", text);
        Assert.DoesNotContain(check.Report.Findings, x => x.Message.Contains("A rebuild fixes this project"));
    }

    /// <summary>Of two locals of that name the one above the error is meant, and of its values the last.</summary>
    [Fact]
    public void The_nearest_value_above_is_meant()
    {
        var check = new Bumped().Package("Lib",
            "public static class One { public static string Get() => \"\"; } "
                + "public static class Two { public static string Get() => \"\"; }",
            "public static class One { public static Task<string> Get() => null!; } "
                + "public static class Two { public static Task<string> Get() => null!; }")
            .Check("""
                public static class Program
                {
                    public static int First()
                    {
                        var text = One.Get();
                        return text.Length;
                    }

                    public static int Other()
                    {
                        var text = Two.Get();
                        return text.Length;
                    }
                }
                """).ShouldExplainAll();
        Assert.Equal([("'One.Get()'", 6), ("'Two.Get()'", 12)],
            check.Warnings.Select(x => (x.Message.Split(' ')[2], x.Sites.Single().Line)).Order());
    }

    private const string Media = "public class Media : IMedia { public string Example { get; set; } = \"\"; public int Size; } "
        + "public interface IMedia { string Example { get; } } public class Body { public ";

    /// <summary>What came out of a collection is of another type since the collection's type argument is.</summary>
    [Theory]
    [InlineData("IDictionary<string, X>", "foreach (var media in body.Content) media.Value.Example = \"a\";", "CS0200")]
    [InlineData("IDictionary<string, X>", """
        var content = body?.Content?.Values;
                if (content is null) return;
                foreach (var media in content)
                {
                    media.Example = "a";
                }
        """, "CS0200")]
    [InlineData("IDictionary<string, X>", "body.Content[\"a\"].Example = \"a\";", "CS0200")]
    [InlineData("List<X>", "var first = body.Content[0];\n        Console.WriteLine(first.Size);", "CS1061")]
    [InlineData("List<List<X>>", "foreach (var one in body.Content)\n            one.First().Example = \"\";", "CS0200")]
    [InlineData("X[]", "Console.WriteLine(body.Content[0].Size);", "CS1061")]
    [InlineData("X", "body.Content.Example = \"a\";", "CS0200")]
    public void What_a_collection_has_in_it_is_of_another_type(string type, string use, string error)
    {
        string source = $$"""
            public static class Program
            {
                public static void Run(Body body)
                {
                    {{use}}
                }
            }
            """;
        foreach (bool isGenerated in new[] { false, true })
        {
            var check = new Bumped { IsGenerated = isGenerated }.Package("Lib", Text("Media"), Text("IMedia")).Check(source);
            Assert.StartsWith("Lib 1.0.1: 'Body.Content' is now of type " + type.Replace("X", "IMedia"), check.At(error));
            Assert.DoesNotContain(check.Report.Findings, x => x.Message.Contains("Whether that hurts here"));
        }

        string Text(string x) => Media + type.Replace("X", x) + " Content { get; set; } = null!; }";
    }

    /// <summary>Without the question mark both are one type, and the error names both.</summary>
    [Theory]
    [InlineData("DateTime", "DateTime?", "DateTime.SpecifyKind(reply.Time, DateTimeKind.Utc)", "CS1503")]
    [InlineData("DateTime", "DateTime?", "reply.Time.AddDays(1)", "CS1061")]
    [InlineData("DateTime?", "DateTime", "reply.Time!.Value", "CS1061")]
    public void What_may_be_null_by_now_is_another_type(string was, string now, string use, string error)
    {
        var check = new Bumped().Package("Lib",
            $"public class Reply {{ public {was} Time {{ get; set; }} }} public static class Ask {{ public static Reply Get() => new(); }}",
            $"public class Reply {{ public {now} Time {{ get; set; }} }} public static class Ask {{ public static Reply Get() => new(); }}")
            .Check($$"""
                public static class Program
                {
                    public static DateTime Run()
                    {
                        var reply = Ask.Get();
                        return reply.Time.Equals(DateTime.MaxValue)
                            ? {{use}}
                            : DateTime.MinValue;
                    }
                }
                """).ShouldExplainAll();
        Assert.StartsWith("Lib 1.0.1: 'Reply.Time' is now of type " + now, check.At(error));
    }

    /// <summary>While another line does not compile, no rebuild fixes anything.</summary>
    [Fact]
    public void What_the_compiler_lets_pass_is_not_said_to_be_fixed_by_a_rebuild()
    {
        var check = new Bumped().Package("Lib",
            "public static class Log { public static void Gone() { } public static void Write(int x) { } }",
            "public static class Log { public static void Write(long x) { } }")
            .Check("""
                public static class Program
                {
                    public static void Run()
                    {
                        Log.Write(1);
                        Log.Gone();
                    }
                }
                """).ShouldExplainAll();
        var write = Assert.Single(check.Report.Findings, x => x.Message.Contains("'Log.Write(int)'"));
        Assert.Contains("Assemblies that are not rebuilt fail with MissingMethodException.", write.Message);
        Assert.DoesNotContain("A rebuild fixes", write.Message);
    }

    /// <summary>A type that no call returns by now leads nowhere, and a member that the error names comes first.</summary>
    [Fact]
    public void A_member_that_is_gone_is_gone()
    {
        var check = new Bumped().Package("Lib",
            "public class Item { public int Size; } public static class Make { public static object It(int x) => 1; "
                + "public static Item New() => new(); }",
            "public class Item; public static class Make { public static Item It(int x) => new(); public static Item New() => new(); }")
            .Check("""
                public static class Program
                {
                    public static object Run()
                    {
                        var item = Make.New();
                        return Make.It(item.Size);
                    }
                }
                """).ShouldExplainAll();
        Assert.Contains("'Item.Size' no longer exists", check.At("CS1061"));
    }
}
