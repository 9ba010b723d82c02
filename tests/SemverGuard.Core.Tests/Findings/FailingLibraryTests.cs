using SemverGuard.Findings;

namespace SemverGuard.FindingsTests;

/// <summary>What the project uses itself is gone, and a library that stays as it is needs it as well.</summary>
public sealed class FailingLibraryTests
{
    private const string Reader = "public static class Reader { public static void Read() { Codec.Run(1); new Node().Go(); } }";

    private const string Library = "public class Old { } public class Node { public void Go() { } } "
        + "public static class Codec { public static void Run(int x) { } }";

    /// <summary>The source compiles again; what fails is the library, where the project calls it.</summary>
    [Fact]
    public void What_a_rebuild_mends_in_the_project_is_told_where_the_library_runs_into_it()
    {
        var checkedOne = new Bumped()
            .Package("Lib", Library, Library.Replace("Run(int x)", "Run(int x, int y = 0)", StringComparison.Ordinal))
            .Staying("Other", Reader)
            .Check("""
                class Program
                {
                    static void Main()
                    {
                        Codec.Run(2);
                        Reader.Read();
                    }
                }
                """);
        var finding = Assert.Single(checkedOne.Warnings);
        Assert.Equal(6, Assert.Single(finding.Sites).Line);
        Assert.Equal("Other", finding.NeededBy);
        Assert.Contains("Other depends on it: Program.Main calls Reader.Read. That fails with MissingMethodException", finding.Message,
            StringComparison.Ordinal);
    }

    /// <summary>The package that moved a little never had it; the one that came asks for it, and another upgrade brought it.</summary>
    [Fact]
    public void What_never_was_there_is_the_matter_of_who_asks_for_it()
    {
        const string Codecs = "public class Codec { }";
        var checkedOne = new Bumped()
            .Package("Codecs", Codecs, Codecs + " public class Other { }")
            .Coming("Core", "public static class Core { public static void Pack() { new Late().Go(); } }",
                ("Codecs", Codecs + " public class Late { public void Go() { } }"))
            .Package("Client", "public static class Client { public static void Send() { } }",
                "public static class Client { public static void Send() { Core.Pack(); } }")
            .Check("""
                class Program
                {
                    static void Main() { Client.Send(); new Codec(); }
                }
                """);
        var finding = Assert.Single(checkedOne.Warnings);
        Assert.Equal("Client", finding.Package.Id);
        Assert.StartsWith("Codecs 1.0.1 has no type 'Late'. Core, which Client 1.0.1 brought, depends on it: "
            + "Program.Main calls Client.Send, which eventually calls Core.Pack. That fails with TypeLoadException. Safe: Client 1.0.0",
            finding.Message, StringComparison.Ordinal);
    }

    /// <summary>Two packages that moved: one asks for what the other never had.</summary>
    [Fact]
    public void What_an_upgraded_package_asks_for_by_now_is_its_own_matter()
    {
        const string Codecs = "public class Codec { }";
        var checkedOne = new Bumped()
            .Package("Codecs", Codecs, Codecs + " public class Other { }")
            .Package("Client", "public static class Client { public static void Send() { } }",
                "public static class Client { public static void Send() { new Late().Go(); } }",
                against: ("Codecs", Codecs + " public class Late { public void Go() { } }"))
            .Check("""
                class Program
                {
                    static void Main() { Client.Send(); new Codec(); }
                }
                """);
        var finding = Assert.Single(checkedOne.Warnings);
        Assert.Equal("Client", finding.Package.Id);
        Assert.StartsWith("Codecs 1.0.1 has no type 'Late'. Client 1.0.1 now depends on it: Program.Main calls Client.Send.",
            finding.Message, StringComparison.Ordinal);
    }

    /// <summary>The compiler stops at the base class, and comes to neither use of the type.</summary>
    [Fact]
    public void What_no_longer_compiles_is_told_of_the_project_first()
    {
        var checkedOne = new Bumped { StopsAtDeclarations = true }
            .Package("Lib", Library, "public static class Codec { public static void Run(int x) { } }")
            .Staying("Other", Reader)
            .Check("""
                class Mine : Old { }
                class Program
                {
                    static void Main()
                    {
                        new Node().Go();
                        Reader.Read();
                    }
                }
                """);
        var finding = Assert.Single(checkedOne.Report.Findings, x => x.Symbol == "T:Node");
        Assert.Equal(6, Assert.Single(finding.Sites).Line);
        Assert.StartsWith("Lib 1.0.1: 'Node' no longer exists. Other depends on it too: "
            + "Program.Main calls Reader.Read. That fails with TypeLoadException.", finding.Message, StringComparison.Ordinal);
    }
}
