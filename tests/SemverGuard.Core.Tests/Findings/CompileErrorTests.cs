using SemverGuard.Findings;
using SemverGuard.Packages;
using SemverGuard.Reports;

namespace SemverGuard.FindingsTests;

/// <summary>What the compiler refuses after an upgrade is explained, each error once and at its own place.</summary>
public sealed class CompileErrorTests
{
    [Fact]
    public void Each_error_has_its_own_explanation_whatever_else_is_explained()
    {
        var check = new Bumped().Package("Lib",
            "public static class Log { public static void Gone() { } public static void Kept(int x) { } "
                + "public static void Write(string x) { } }",
            "public static class Log { public static void Kept(string x) { } "
                + "[System.Diagnostics.Conditional(\"A\")] public static void Write(string x) { } }")
            .Check("""
                public static class Program
                {
                    public static void Run()
                    {
                        Log.Gone();
                        Log.Kept(1);
                        Action<string> write = Log.Write;
                    }
                }
                """).ShouldExplainAll();
        Assert.Equal(3, check.Errors.Count);
        Assert.Contains("'Log.Gone()' no longer exists", check.At("CS0117"));
        Assert.Contains("'Log.Kept(int)' now takes (string)", check.At("CS1503"));
        Assert.Equal("Lib 1.0.1 brings CS1618 here. The code uses its 'Log.Write(string)', "
            + "and no change of its API was found that explains the error. Safe: Lib 1.0.0.", check.At("CS1618"));
    }

    /// <summary>The statement begins lines above the call, and what else stands in the call's own line has not changed.</summary>
    [Fact]
    public void A_call_in_a_chain_of_several_lines()
    {
        const string Kept = "public class Services { public Services Add(Action x, object y) => this; } ";
        var check = new Bumped().Package("Lib",
            Kept + "public static class Mapping { public static Services AddMapping(this Services x, Action y, object z) => x; }", Kept)
            .Check("""
                public static class Program
                {
                    public static Services Run(Services services) =>
                        services
                            .Add(
                                () => Run(new Services()),
                                typeof(Program).Assembly)
                            .AddMapping(
                                () => Run(new Services()),
                                typeof(Program).Assembly);
                }
                """).ShouldExplainAll();
        Assert.Contains("'Mapping' no longer exists", check.At("CS1061"));
    }

    /// <summary>Which of them the call leaves out, and which it passes, the error says.</summary>
    [Fact]
    public void All_arguments_that_can_no_longer_be_omitted_are_named()
    {
        var check = new Bumped().Package("Lib",
            "public static class Store { public static void Set(string key, int? life = null, bool keep = false, int mode = 1) { } }",
            "public static class Store { public static void Set(string key, int? life, bool keep, int mode = 2) { } }")
            .Check("public static class Program { public static void Run() => Store.Set(\"a\", 3); }").ShouldExplainAll();
        Assert.Contains("no longer has defaults for life (was default) and keep (was false). ", check.At("CS7036"));
    }

    /// <summary>An honest major that does not compile is what somebody needs help with.</summary>
    [Theory]
    [InlineData(Claim.Patch)]
    [InlineData(Claim.Major)]
    public void Under_every_claim(Claim claim)
    {
        var check = new Bumped { Claim = claim }.Package(
            "Lib", "public static class Log { public static void Gone() { } }", "public static class Log;")
            .Check("public static class Program { public static void Run() => Log.Gone(); }").ShouldExplainAll();
        Assert.False(check.Report.Compiles);
    }

    private const string Constructors = "public Client(string x, string y) { } public Client(Uri x, Kernel.Token y) { } ";

    /// <summary>The compiler does not know which overload is meant, and complains of the other arguments, too.</summary>
    [Fact]
    public void What_follows_from_a_type_that_is_found_twice()
    {
        var check = new Bumped()
            .Package("Kernel", "namespace Kernel; public abstract class Token;",
                "namespace Kernel { public abstract class Kind; public abstract class Token : Kind; } "
                    + "namespace Identity { public class Credential : Kernel.Kind; }")
            .Staying("Identity", "namespace Identity; public class Credential : Kernel.Token;")
            .Package("Secrets", "namespace Secrets; public class Client { " + Constructors + "}",
                "namespace Secrets; public class Client { " + Constructors + "public int More; }")
            .Check("public static class Program { public static object Run() => "
                + "new Secrets.Client(new Uri(\"a:b\"), new Identity.Credential()); }")
            .ShouldExplainAll();
        Assert.Equal(["CS0433", "CS1503"], check.Errors.Select(x => x.Id).Order());
        Assert.StartsWith("Kernel 1.0.1: 'Credential' is new", check.At("CS1503"));
    }

    /// <summary>A package takes up what another one has, in its namespace: whoever has both can name neither.</summary>
    [Fact]
    public void A_type_of_the_same_full_name_came_in_another_package()
    {
        var check = new Bumped()
            .Package("Kernel", "namespace Kernel; public class Options;",
                "namespace Kernel { public class Options; } namespace Identity { public class Credential; }")
            .Package("Secrets", "namespace Secrets; public class Client { public Client(object x, Kernel.Options y) { } }",
                "namespace Secrets; public class Client { public Client(object x, Kernel.Options y) { } public int More; }")
            .Staying("Identity", "namespace Identity; public class Credential;")
            .Check("public static class Program { public static object Run() => new Secrets.Client(new Identity.Credential(), new()); }")
            .ShouldExplainAll();
        Assert.StartsWith("Kernel 1.0.1: 'Credential' is new, and another type of that name is in use here.", check.At("CS0433"));
    }

    [Fact]
    public void Errors_with_one_cause_are_one_finding_at_all_their_places()
    {
        var check = new Bumped().Package("Lib", "public static class Log { public static void Gone() { } }", "public static class Log;")
            .Check("""
                public static class Program
                {
                    public static void One() => Log.Gone();
                    public static void Other()
                    {
                        Log.Gone();
                    }
                }
                """).ShouldExplainAll();
        Assert.Equal(2, Assert.Single(check.Warnings).Sites.Count);
    }

    [Fact]
    public void Errors_without_a_cause_are_told_apart_by_what_the_code_uses()
    {
        var check = new Bumped().Package("Lib",
            "public static class Log { public static void Write(string x) { } public static void Trace(string x) { } }",
            "using System.Diagnostics; public static class Log { [Conditional(\"A\")] public static void Write(string x) { } "
                + "[Conditional(\"A\")] public static void Trace(string x) { } }")
            .Check("""
                public static class Program
                {
                    public static void Run()
                    {
                        Action<string> write = Log.Write;
                        Action<string> trace = Log.Trace;
                        Action<string> again = Log.Write;
                    }
                }
                """).ShouldExplainAll();
        Assert.Equal([1, 2], check.Warnings.Select(x => x.Sites.Count).Order());
    }

    [Fact]
    public void An_argument_on_a_line_of_its_own()
    {
        new Bumped().Package("Lib", "public static class Log { public static void Kept(string x, int y) { } }",
            "public static class Log { public static void Kept(string x, string y) { } }")
            .Check("""
                public static class Program
                {
                    public static void Run()
                    {
                        Log.Kept(
                            "a",
                            1);
                    }
                }
                """).ShouldExplainAll();
    }

    /// <summary>Of all new overloads the compiler names the two that matter.</summary>
    [Fact]
    public void An_ambiguous_call_is_one_finding_that_names_both()
    {
        const string New = "public static void It(decimal x) { } public static void It(string x) { } public static void It(byte[] x) { } "
            + "public static void It(string x, int y) { }";
        var check = new Bumped().Package("Lib", "public static class Show { public static void It(object x) { } }",
            "public static class Show { public static void It(object x) { } " + New + " }")
            .Check("public static class Program { public static void Run() => Show.It(null!); }");
        string text = check.ShouldExplainAll().Warnings.Single().Message;
        Assert.Contains("'Show.It(", text);
        Assert.Contains("which is new too", text);
    }

    [Fact]
    public void An_ambiguous_call_of_generic_methods()
    {
        var check = new Bumped().Package("Lib",
            "public delegate void Test(); public static class Check { public static T Throws<T>(Test test) where T : new() => new(); }",
            "public delegate void Test(); public static class Check { public static T Throws<T>(Test test) where T : new() => new(); "
                + "public static T Throws<T>(Action test) where T : new() => new(); "
                + "public static T Throws<T>(Func<T, Task<int?>> test, params string[] more) where T : new() => new(); }")
            .Check("public static class Program { public static object Run() => Check.Throws<object>(() => { }); }").ShouldExplainAll();
        Assert.Contains("'Check.Throws(Action)' is new and makes a call ambiguous with 'Check.Throws(Test)'.", check.At("CS0121"));
    }

    [Fact]
    public void A_new_overload_returns_what_has_another_api()
    {
        const string Of = "public class Of { public Of All => this; public Of Within(object x) => this; "
            + "} public static class Is { public static Of Equal(object? x) => new(); ";
        var check = new Bumped().Package("Lib", Of + "}",
            Of + "public static OfText Equal(string? x) => new(); public static OfNumber<long> Equal(long x) => new(); "
                + "public static OfNumber<double> Equal(double x) => new(); } public class OfText; "
                + "public class OfNumber<T> { public OfNumber<T> Within(T x) => this; }")
            .Check("""
                public static class Program
                {
                    public static object One() => Is.Equal(null).All;
                    public static object Other() => Is.Equal(0L).Within(0.1);
                }
                """).ShouldExplainAll();
        Assert.Contains("'Is.Equal(string)' is new and takes the call from 'Is.Equal(object)'; it returns OfText, which has no 'All'",
            check.At("CS1061"));
        Assert.Contains("'Is.Equal(long)' is new and takes the call from 'Is.Equal(object)'; "
            + "it returns OfNumber<long>, whose 'Within' takes other arguments than that of Of", check.At("CS1503"));
    }

    [Fact]
    public void A_using_of_a_namespace_that_is_gone()
    {
        var check = new Bumped { StopsAtDeclarations = true }.Package(
            "Open.Api", "namespace Open.Api.Models { public class Info; public class Doc; public class Old; }",
            "namespace Open.Api { public class Info; public class Doc; }")
            .Check("""
                using Open.Api.Models;
                public static class Program
                {
                    public static object Run() => new object[] { new Info(), new Doc(), new Old() };
                }
                """);
        Assert.Equal(
            "Open.Api 1.0.1 no longer has the namespace Open.Api.Models; 'Doc' and 'Info' are now in Open.Api; "
                + "'Old' no longer exists. Safe: Open.Api 1.0.0.",
            check.ShouldExplainAll().At("CS0234"));
    }

    [Fact]
    public void A_using_of_a_root_namespace_that_is_gone()
    {
        var check = new Bumped { StopsAtDeclarations = true }.Package(
            "Lib", "namespace Old.Names { public class Info; }", "namespace New { public class Info; }")
            .Check("using Old.Names;\npublic static class Program { public static object Run() => new Info(); }");
        Assert.Contains("no longer has the namespace Old.Names; 'Info' is now in New", check.ShouldExplainAll().At("CS0246"));
    }

    /// <summary>Who calls an extension method does not name its class, and needs the namespace for it all the same.</summary>
    [Fact]
    public void A_using_that_is_there_for_extension_methods_alone()
    {
        const string Texts =
            "{ public static class Texts { public static string Twice(this string s) => s + s; public static int Max => 1; } }";
        var check = new Bumped { StopsAtDeclarations = true }.Package("Lib", "namespace Old.Names " + Texts, "namespace New " + Texts)
            .Check("using Old.Names;\npublic static class Program { public static object Run() => \"a\".Twice(); }");
        Assert.Contains("no longer has the namespace Old.Names; 'Texts' is now in New", check.ShouldExplainAll().At("CS0246"));
    }

    /// <summary>
    /// A new home is told where it is likely to be one: the same kind of type, that still has something of what the former had, in the
    /// package itself, its family or what it references.
    /// </summary>
    [Theory]
    [InlineData("Other", "public class Write { public int Level; }", false)]
    [InlineData("Lib.More", "public class Write { public int Level; }", true)]
    [InlineData("Lib.More", "public delegate void Write();", false)]
    [InlineData("Lib.More", "public interface Write { int Level { get; } }", false)]
    [InlineData("Lib.More", "public class Write<T> { public int Level; }", false)]
    [InlineData("Lib.More", "public class Write { public int Size; }", false)]
    [InlineData("Kernel", "public class Write { public int Level; }", true)]
    public void A_namesake_is_no_new_home(string assembly, string type, bool isHome)
    {
        const string Kept = "public class Kept { {0} }";
        string using_ = assembly == "Kernel" ? "public Away.Write? Write;" : "";
        var check = new Bumped { StopsAtDeclarations = true }.Coming(assembly, $"namespace Away {{ {type} }}").Package(
            "Lib", "namespace Lib.Old { public class Write { public int Level; } } " + Kept.Replace("{0}", ""), Kept.Replace("{0}", using_))
            .Check("using Lib.Old;\npublic static class Program { public static object Run() => "
                + "new object[] { new Write(), new Kept() }; }");
        string text = check.ShouldExplainAll().Errors.Select(x => x.Id).Distinct().Select(check.At).First();
        Assert.Equal(isHome, text.Contains("'Write' is now in Away"));
        Assert.Equal(!isHome, text.Contains("'Write' no longer exists"));
    }

    /// <summary>The compiler came by these lines without a word, or did not come there.</summary>
    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void What_the_compiler_does_not_refuse_is_no_warning(bool isInBody, int infos)
    {
        const string Before = "namespace Old { public class Info { public int X = 1; "
            + "} } public static class Make { public static Old.Info It() => new(); "
            + "public static void Gone() { } } public interface IShow { void Show(); }";
        const string After = "namespace New { public class Info { public int X = 1; "
            + "} } public static class Make { public static New.Info It() => new(); } public interface IShow { void Show(); void More(); }";
        string error = isInBody ? "Make.Gone();" : "";
        var check = new Bumped { StopsAtDeclarations = true }.Package("Lib", Before, isInBody ? After.Replace("void More();", "") : After)
            .Check($$"""
            public class Program : IShow
            {
                public void Show()
                {
                    var info = Make.It();
                    Console.WriteLine(info.X);
                    {{error}}
                }
            }
            """).ShouldExplainAll();
        Assert.Equal(infos, check.Report.Findings.Count(x => x.Symbol == "T:Old.Info" && (x.Impact & Rules.Impact.Source) != 0));
    }

    /// <summary>An interface that the base class implements, and another class, have members of that name too.</summary>
    [Theory]
    [InlineData("public abstract Task Run(T settings);", "'Command<T>.Run(T, CancellationToken)' now takes (T)", "CS0115")]
    [InlineData("public Task Run(T settings, CancellationToken stop) => Task.CompletedTask;",
        "'Command<T>.Run(T, CancellationToken)' is no longer virtual", "CS0506")]
    [InlineData("public abstract Task<int> Run(T settings, CancellationToken stop);",
        "'Command<T>.Run(T, CancellationToken)' now returns Task<int>", "CS0508")]
    [InlineData("internal protected abstract Task Run(T settings, CancellationToken stop);",
        "'Command<T>.Run(T, CancellationToken)' is now protected internal (was public)", "CS0507")]
    [InlineData("", "'Command<T>.Run(T, CancellationToken)' no longer exists", "CS0115")]
    public void What_was_overridden_explains_an_override_and_no_namesake_does(string now, string told, string id)
    {
        const string Interface = "public interface ICommand { Task Run(object settings, CancellationToken stop); } ",
            Other = "public abstract class Command { public abstract Task Run(object settings, CancellationToken stop); } ",
            Explicit = "Task ICommand.Run(object settings, CancellationToken stop) => Task.CompletedTask; ";
        var check = new Bumped().Package("Lib",
            Interface + Other + $"public abstract class Command<T> : ICommand {{ {Explicit} "
                + "public abstract Task Run(T settings, CancellationToken stop); }",
            "public interface ICommand { } public abstract class Command { } public abstract class Command<T> : ICommand { " + now + " }")
            .Check("""
                public abstract class Mine<T> : Command<T>
                {
                    public override Task Run(T settings, CancellationToken stop)
                    {
                        return Task.CompletedTask;
                    }
                }
                """);
        Assert.Contains(told, check.At(id));
        Assert.DoesNotContain(check.Unbuilt.Findings, x => x.Severity >= Severity.Warning && !x.Message.Contains(told));
        Assert.DoesNotContain(check.Report.Findings, x => x.Message.Contains("Whether that hurts here"));
    }

    /// <summary>Each of two classes overrides a member of that name.</summary>
    [Fact]
    public void Of_what_is_overridden_elsewhere_nothing_is_said()
    {
        const string Rest = "public abstract class Job { ";
        var check = new Bumped().Package("Lib",
            Rest + "public abstract void Run(); } public abstract class Step { public abstract void Run(int x); }",
            Rest + "} public abstract class Step { public abstract void Run(long x); }")
            .Check("""
                public class Mine : Job
                {
                    public override void Run() { }
                }
                public class Other : Step
                {
                    public override void Run(int x)
                    {
                    }
                }
                """);
        var told = check.Warnings.Where(x => x.Sites.Count > 0 && x.IsRefused).OrderBy(x => x.Sites[0])
            .Select(x => x.Message.Split(". ")[0]);
        Assert.Equal(["Lib 1.0.1: 'Job.Run()' no longer exists", "Lib 1.0.1: 'Step.Run(int)' now takes (long)"], told.Take(2));
    }

    /// <summary>A property is overridden as a method is.</summary>
    [Fact]
    public void What_was_overridden_explains_the_override_of_a_property()
    {
        var check = new Bumped().Package("Lib",
            "public interface INamed { string Name { get; } } "
                + "public abstract class Part : INamed { string INamed.Name => \"\"; public virtual string Name => \"\"; }",
            "public interface INamed { } public abstract class Part : INamed { }")
            .Check("""
                public class Mine : Part
                {
                    public override string Name => "mine";
                }
                """).ShouldExplainAll();
        Assert.Contains("'Part.Name' no longer exists", check.At("CS0115"));
    }

    [Fact]
    public void An_extension_method_that_moved_and_is_found()
    {
        const string Method = "public static string Trimmed(this string x) => x;";
        var check = new Bumped().Package(
            "Lib", $"namespace Lib {{ public static class One {{ {Method} public static void Gone() {{ }} }} }}",
            $"namespace Lib {{ public static class Other {{ {Method} }} public static class One; }}")
            .Check("using Lib;\npublic static class Program { public static string Run() => \"a\".Trimmed(); }");
        Assert.Empty(check.Errors);
        Assert.Empty(check.Warnings);
        Assert.Contains(check.Report.Findings, x => x.Message.Contains("'One.Trimmed(string)' is now in Lib.Other"));
    }

    [Fact]
    public void An_extension_method_that_moved_to_a_namespace_that_is_not_imported()
    {
        const string Method = "public static string Trimmed(this string x) => x;";
        foreach (string kept in (string[])["public static class One;", "public static class More;"])
        {
            var check = new Bumped().Package("Lib", $"namespace Lib {{ public static class One {{ {Method} }} }}",
                $"namespace Lib {{ {kept} }} namespace Lib.Text {{ public static class Extensions {{ {Method} }} }}")
                .Check("using Lib;\npublic static class Program { public static string Run() => \"a\".Trimmed(); }").ShouldExplainAll();
            Assert.Contains("now in Lib.Text.Extensions; add 'using Lib.Text;'", check.At("CS1061"));
        }
    }

    [Fact]
    public void An_assembly_with_another_key()
    {
        var check = new Bumped().Package("Lib", "namespace Lib; public class Info;", "namespace Lib; public class Info;", x => x
            with { KeySeed = "new" }, x => x with { KeySeed = "old" })
            .Staying("Mid", "public static class Mid { public static Lib.Info It() => new(); public static void Take(Lib.Info x) { } }")
            .Check("public static class Program { public static void Run() => Mid.It(); }");
        string text = check.ShouldExplainAll().At("CS0012");
        Assert.StartsWith("Lib 1.0.1 has Lib.dll with the strong-name key ", text);
        Assert.Contains("in which nothing that was compiled against the former finds 'Info'", text);
        Assert.Equal("SG5012", Assert.Single(check.Warnings).Id);
    }

    [Fact]
    public void An_assembly_with_a_lower_version()
    {
        var check = new Bumped().Package("Lib", "namespace Lib; public class Info;", "namespace Lib; public class Info;", x => x
            with { Version = "1.0.0.0", KeySeed = "one" }, x => x with { Version = "2.0.0.0", KeySeed = "one" })
            .Staying("Mid", "public static class Mid { public static Lib.Info It() => new(); }")
            .Check("public static class Program { public static object Run() => Mid.It(); }");
        Assert.Equal("CS1705", Assert.Single(check.Errors).Id);
        var finding = Assert.Single(check.Warnings, x => x.IsRefused); // the runtime refuses it too
        Assert.Equal("SG5013", finding.Id);
        Assert.Equal("Lib 1.0.1 has Lib.dll with assembly version 1.0.0.0 (before: 2.0.0.0), and Mid, "
            + "which was compiled against the higher one, cannot be compiled with it. Safe: Lib 1.0.0.", finding.Message);
    }

    [Fact]
    public void An_assembly_that_nobody_brings_any_more()
    {
        const string Using = "public static class Tool { public static Part.Info It() => new(); }";
        var check = new Bumped().Leaving("Part", "namespace Part; public class Info;")
            .Package("Aside", "public class A;", "public class A;")
            .Package("Lib", Using, "public static class Tool { public static object It() => 1; }")
            .Staying("Mid", "public class Other;").Check("public static class Program { public static Part.Info Run() => Tool.It(); }")
            .ShouldExplainAll();
        Assert.All(check.Warnings, x => Assert.Equal("Lib", x.Package.Id));
    }

    /// <summary>A package that was there for others' sake, of whose assembly the one that asked for it used nothing.</summary>
    [Theory]
    [InlineData("Part")]
    [InlineData("Part.Package")]
    public void An_assembly_of_a_package_that_nobody_asks_for_any_more(string package)
    {
        var check = new Bumped().Leaving("Part", "namespace Part; public class Info;")
            .Package("Aside", "public class A;", "public class A;").Package("Lib", "public class L;", "public class L;")
            .NoLongerNeeding("Lib", package)
            .Check("using Part;\npublic static class Program { public static Info Run() => new(); }").ShouldExplainAll();
        Assert.All(check.Warnings, x => Assert.Equal("Lib", x.Package.Id));
    }

    /// <summary>The type exists where it was: what no longer comes along is its package.</summary>
    [Fact]
    public void A_type_whose_assembly_is_gone_is_not_said_to_be_removed()
    {
        var check = new Bumped().Leaving("Part", "namespace Space; public class Info;")
            .Staying("Other", "namespace Space; public class Rest;")
            .Package("Lib", "public class L;", "public class L;").NoLongerNeeding("Lib", "Part")
            .Check("using Space;\npublic static class Program { public static Info Run() => new(); }").ShouldExplainAll();
        Assert.Equal("Lib 1.0.1: 'Info' is in Part.dll, which no longer comes with it: reference the package that has it. "
            + "The project no longer compiles. Safe: Lib 1.0.0.", Assert.Single(check.Warnings).Message);
    }

    /// <summary>The first by alphabet used to get what nobody else claimed.</summary>
    [Fact]
    public void A_finding_belongs_to_the_package_that_declares_the_symbol()
    {
        const string Before =
            "namespace Med; public delegate Task<T> Next<T>(); public interface IPipe { Task<string> Handle(Next<string> next); }";
        const string After = "namespace Med; public delegate Task<T> Next<T>(CancellationToken token = default); "
            + "public interface IPipe { Task<string> Handle(Next<string> next); }";
        var check = new Bumped().Package("Auto", "public class Map;", "public class Map;").Package("Med", Before, After)
            .Check("public class Pipe : Med.IPipe { public Map? Map; public Task<string> Handle(Med.Next<string> next) => next(); }");
        Assert.Empty(check.Errors);
        Assert.All(check.Report.Findings, x => Assert.Equal("Med", x.Package.Id));
        Assert.NotEmpty(check.Report.Findings);
    }

    [Fact]
    public void An_error_belongs_to_the_package_that_declares_the_symbol()
    {
        var check = new Bumped().Package("Auto", "public class Map;", "public class Map;")
            .Package("Med", "public static class Log { public static void Write(string x) { } }",
                "public static class Log { [System.Diagnostics.Conditional(\"A\")] public static void Write(string x) { } }")
            .Check("public static class Program { public static Action<string> Run(Map map) => Log.Write; }").ShouldExplainAll();
        Assert.Equal("Med", Assert.Single(check.Warnings).Package.Id);
    }

    [Fact]
    public void While_the_project_does_not_compile_nothing_is_to_be_accepted_and_nothing_said_to_be_harmless()
    {
        var check = new Bumped().Package("Auto", "public class Map { public virtual void A() { } }",
            "public class Map { public void A() { } }")
            .Package("Lib", "public static class Log { public static void Gone() { } }", "public static class Log;")
            .Check("public static class Program { public static void Run() { Log.Gone(); Log.Gone(); new Map().A(); } }");
        Bump[] bumps = [new("Auto", "1.0.0", "1.0.1", ["Auto"]), new("Lib", "1.0.0", "1.0.1", ["Lib"])];
        foreach (string format in ReportFormats.Names.Where(x => x != "json"))
        {
            string text = ReportFormats.Print(format, Report.Of(check.Report, bumps));
            Assert.DoesNotContain("Accept", text);
            Assert.DoesNotContain("break nothing", text);
            Assert.DoesNotContain("breaks nothing", text);
            Assert.DoesNotContain("nothing found", text);
        }
    }

    /// <summary>What the author said while it was there is what to do now.</summary>
    [Theory]
    [InlineData("(\"Use Action instead\")", " (it was [Obsolete]: \"Use Action instead\")")]
    [InlineData("(\"Use \\\"It\\\"\\n instead\", false)", " (it was [Obsolete]: \"Use 'It' instead\")")]
    [InlineData("", "")]
    public void What_is_gone_was_obsolete(string arguments, string told)
    {
        string was = $"[Obsolete{arguments}]";
        var check = new Bumped().Package("Lib",
            $"{was} public delegate void Test(); public static class Check {{ {was} public static void Gone() {{ }} }}",
            "public static class Check;")
            .Check("""
                public static class Program
                {
                    public static void Run() => Check.Gone();
                    public static void Run(Test test) { }
                }
                """).ShouldExplainAll();
        Assert.Contains($"'Test' no longer exists{told}. ", check.At("CS0246"));
        Assert.Contains($"'Check.Gone()' no longer exists{told}. ", check.At("CS0117"));
    }

    [Fact]
    public void A_long_advice_is_cut_at_a_word()
    {
        string advice = string.Concat(Enumerable.Repeat("word ", 40));
        var check = new Bumped().Package("Lib",
            $"public static class Check {{ [Obsolete(\"{advice}\")] public static void Gone() {{ }} }}", "public static class Check;")
            .Check("public static class Program { public static void Run() => Check.Gone(); }");
        Assert.Contains("[Obsolete]: \"word word", check.At("CS0117"));
        Assert.Contains("word …\"). The project no longer compiles", check.At("CS0117"));
    }

    /// <summary>However many there are: beside each of the compiler's errors.</summary>
    [Fact]
    public void Every_place_has_a_line()
    {
        string calls = string.Concat(Enumerable.Range(0, 12).Select(x => $"        Log.Gone{x}();\n        Log.Gone{x}();\n"));
        var check = new Bumped().Package(
            "Lib", $"public static class Log {{ {string.Concat(Enumerable.Range(0, 12).Select(x => $"public static void Gone{x}() {{ }} "))} }}", "public static class Log;")
            .Check($"public static class Program\n{{\n    public static void Run()\n    {{\n{calls}    }}\n}}").ShouldExplainAll();
        var report = Report.Of(check.Report, [new Bump("Lib", "1.0.0", "1.0.1", ["Lib"])]);
        Assert.Equal(Enumerable.Range(5, 24), ReportLines.Of(report).Skip(1).Select(x => x.Place.Line).Order());
        string printed = ReportFormats.Print("text", report);
        Assert.All(Enumerable.Range(5, 24), x => Assert.Contains($"app.cs({x},13): warning SG1101", printed));
    }
}
