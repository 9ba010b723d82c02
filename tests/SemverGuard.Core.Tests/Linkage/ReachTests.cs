using SemverGuard.Linkage;

namespace SemverGuard.LinkageTests;

/// <summary>Whether the walk gets to a broken reference where the program does, and does not where it does not.</summary>
public sealed class ReachTests
{
    private const string Before = "public static class Dep { public static void Kept() { } public static void Gone() { } }";
    private const string After = "public static class Dep { public static void Kept() { } }";
    private const string Failure = "MissingMethodException M:Dep.Gone";

    private static Deployment Gone(string lib, string app) => new(Before, After, lib, app);

    [Fact]
    public void An_object_that_a_framework_makes_answers_the_framework()
    {
        var deployment = Gone(
            "public class HubBase : System.IDisposable { public void Dispose() => Dep.Gone(); }", "public class MyHub : HubBase { }");
        Assert.Equal([Failure], deployment.Reached());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_the_application_constructs_is_called_back_by_its_package(bool knowsApp)
    {
        var deployment = Gone(
            """
            public abstract class Writer { public abstract void Write(); public static void Run(Writer writer) => writer.Write(); }
            public class Exporter : Writer { public override void Write() => Dep.Gone(); }
            """,
            "public class Program { public void Main() => Writer.Run(new Exporter()); }");
        Assert.Equal([Failure], deployment.Reached(knowsApp));
    }

    [Fact]
    public void A_type_argument_is_made_by_the_generic_type_it_is_given_to()
    {
        var deployment = Gone(
            """
            public abstract class Job { public abstract void Run(); }
            public class Cleaning : Job { public override void Run() => Dep.Gone(); }
            public class Factory<T> where T : Job, new() { public void Go() => new T().Run(); }
            """,
            "public class Program { public void Main() => new Factory<Cleaning>().Go(); }");
        Assert.Equal([Failure], deployment.Reached());
    }

    [Fact]
    public void A_module_initialiser_runs_with_the_first_code_of_its_assembly()
    {
        var deployment = Gone(
            """
            public static class Api { public static void Go() { } }
            static class Start { [System.Runtime.CompilerServices.ModuleInitializer] internal static void Run() => Dep.Gone(); }
            """,
            "public class Program { public void Main() => Api.Go(); }");
        Assert.Equal([Failure], deployment.Reached());
    }

    [Fact]
    public void A_base_call_wakes_no_override()
    {
        var deployment = Gone(
            """
            public class Writer { public virtual void Flush() { } }
            public class JsonWriter : Writer { public override void Flush() => Dep.Gone(); }
            """,
            """
            public class MyWriter : Writer { public override void Flush() => base.Flush(); }
            public class Program { public object Main() => new JsonWriter(); }
            """);
        Assert.Empty(deployment.Reached());
    }

    [Fact]
    public void A_method_that_nobody_calls_is_not_reached()
    {
        var deployment = Gone("public class Api { public void Used() { } public void Unused() => Dep.Gone(); }",
            "public class Program { public void Main() => new Api().Used(); }");
        var failure = Assert.Single(deployment.Check());
        Assert.False(failure.IsReached);
    }

    [Theory]
    [InlineData("System.Activator.CreateInstance<Options>()", Reach.Type)] // what a serialiser starts with
    [InlineData("typeof(Options)", Reach.Type)]
    [InlineData("new Options()", Reach.Present)]
    [InlineData("new Options { Value = 1 }", Reach.Called)]
    public void A_type_that_is_given_away_may_be_used_by_whoever_has_it(string expression, Reach reach)
    {
        var deployment = Gone("public class Options { public int Value { set => Dep.Gone(); } }",
            $"public class Program {{ public object Main() => {expression}; }}");
        Assert.Equal(reach, Assert.Single(deployment.Check()).Reach);
    }

    [Theory]
    [InlineData("Expression.Call(Expression.Constant(job), nameof(Job.Run), null)")]
    [InlineData("Expression.Call(Expression.Constant(job), typeof(Job).GetMethod(\"Run\")!)")]
    public void What_an_expression_calls_by_name_is_reached(string call)
    {
        var deployment = Gone(
            $$"""
            using System.Linq.Expressions;
            public abstract class Job { public abstract void Run(); public virtual void Stop() { } }
            public class Cleaning : Job { public override void Run() => Dep.Gone(); }
            public static class Runner { public static void Go(Job job) => Expression.Lambda({{call}}).Compile().DynamicInvoke(); }
            """,
            "public class Program { public void Main() => Runner.Go(new Cleaning()); }");
        Assert.Equal([Failure], deployment.Reached());
    }

    [Fact]
    public void What_is_only_asked_of_another_type_by_that_name_is_not_reached()
    {
        var deployment = Gone(
            """
            public abstract class Job { public abstract void Run(); }
            public class Cleaning : Job { public override void Run() => Dep.Gone(); }
            public class Other { public void Run() { } }
            public static class Runner { public static object? Go(Job job) => typeof(Other).GetMethod("Run"); }
            """,
            "public class Program { public void Main() => Runner.Go(new Cleaning()); }");
        Assert.Empty(deployment.Reached());
    }
}
