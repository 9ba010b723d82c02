using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>
/// Each framework makes its own objects and calls its own set-up methods: what crosses there is told by the class, and is why a test fails.
/// </summary>
/// <remarks>Projects that one runner runs are one solution, which is replayed once; each has a member of the package to itself.</remarks>
public sealed class ReplayFrameworkTests
{
    private const string Boats = "SgTest.Boats";

    private const string Program = "<PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>";

    [Fact]
    public void Tests_on_the_testing_platform_are_told_by_their_frameworks_names()
    {
        using var solution = Solution(("xunit.v3", "3.2.2"), ("NUnit", "4.4.0"), ("NUnit3TestAdapter", "6.1.0"), ("MSTest", "4.0.2"));
        solution.With("global.json", """{ "test": { "runner": "Microsoft.Testing.Platform" } }""");
        Project(solution, "Xunit.Tests", Program, ["xunit.v3"],
            """
            using Xunit;
            public abstract class Base { [Fact] public async Task Fast() { await Task.Yield(); Assert.Equal(5, new Boat().Speed()); } }
            public class One : Base { private readonly int speed = new Boat().Speed(); [Fact] public void Set() => Assert.Equal(5, speed); }
            public class LineTests
            {
                [Theory, InlineData("a")]
                public async Task Drawn(string text) { await Task.Yield(); _ = Lines.Of(text); }
                [Fact] public void Counted() => _ = Lines.Half(4 * Environment.ProcessorCount);
            }
            """);
        Project(solution, "NUnit.Tests", "<PropertyGroup><OutputType>Exe</OutputType><EnableNUnitRunner>true</EnableNUnitRunner></PropertyGroup>",
            ["NUnit", "NUnit3TestAdapter"],
            """
            using NUnit.Framework;
            public class Rafts { [TestCase(1)] public async Task Floats(int number) { await Task.Yield(); _ = new Raft().Speed(); } }
            """);
        Project(solution, "MSTest.Tests", "<PropertyGroup><OutputType>Exe</OutputType><EnableMSTestRunner>true</EnableMSTestRunner></PropertyGroup>",
            ["MSTest"],
            """
            using Microsoft.VisualStudio.TestTools.UnitTesting;
            [TestClass] public class Barges { [TestMethod] public void Sails() => _ = new Barge().Speed(); }
            """);
        Replayed(
            solution,
            "Tests.cs(2,1): warning SG6001: SgTest.Boats 1.0.1: `Boat.Speed` returned 6 (was 5), in `One (set-up)` and `One.Fast`.",
            "the tests `One.Fast` and `One.Set` fail, the first with Xunit.Sdk.EqualException: Assert.Equal() Failure: Values differ, "
            + "Expected: 5, Actual:   6 (passed before). The first difference: `Boat.Speed` returned 6 (was 5).",
            "Tests.cs(7,1): warning SG6001: SgTest.Boats 1.0.1: `Lines.Of` returned \"a\\n\" (was \"a \") for the same arguments, in "
            + "`LineTests.Drawn(\"a\")`.",
            "`Raft.Speed` returned 6 (was 5), in `Rafts.Floats(1)`.",
            "`Barge.Speed` returned 6 (was 5), in `Barges.Sails`.",
            // The second round has one processor.
            Environment.ProcessorCount == 1
                ? "" : "not checked: Lines.Half: differs whenever the program runs: compared without numbers");
    }

    [Fact]
    public void Tests_of_each_framework_are_told_with_their_set_up()
    {
        using var solution = Solution(
            ("NUnit", "4.3.2"), ("NUnit3TestAdapter", "5.0.0"), ("Microsoft.NET.Test.Sdk", "17.14.1"), ("MSTest", "4.0.2"));
        Project(solution, "NUnit.Tests", "", ["NUnit", "NUnit3TestAdapter", "Microsoft.NET.Test.Sdk"],
            """
            using NUnit.Framework;
            [TestFixture(typeof(int))]
            public class Facts<T>
            {
                private int speed;
                [SetUp] public void Before() => speed = new Raft().Speed();
                [TestCase("a")] public async Task Set(string text) { await Task.Yield(); Assert.That(speed, Is.EqualTo(5)); }
                [TestCase("a")] public async Task Drawn(string text) { await Task.Yield(); _ = Lines.Of(text); }
            }
            """);
        Project(solution, "MSTest.Tests", "", ["MSTest"],
            """
            using Microsoft.VisualStudio.TestTools.UnitTesting;
            [TestClass]
            public class Facts
            {
                private static int speed;
                [ClassInitialize] public static void Once(TestContext context) => speed = new Barge().Speed();
                [TestMethod, DataRow(1)] public void Set(int number) => Assert.AreEqual(5, speed);
            }
            """);
        Replayed(
            solution,
            "the test `Facts<System.Int32>.Set(\"a\")` fails with NUnit.Framework.AssertionException:",
            "The first difference, in `Facts<System.Int32> (set-up)`: `Raft.Speed` returned 6 (was 5).",
            "`Lines.Of` returned \"a\\n\" (was \"a \") for the same arguments, in `Facts<System.Int32>.Drawn(\"a\")`.",
            "Tests.cs(7,1): warning SG6006: SgTest.Boats 1.0.1: the test `Facts.Set(1)` fails with",
            "The first difference, in `Facts (set-up)`: `Barge.Speed` returned 6 (was 5).");
    }

    [Fact]
    public void Fsharp_tests_are_recorded_and_a_framework_without_a_runtime_is_told()
    {
        using var solution = Solution(
            ("xunit", "2.9.3"), ("xunit.runner.visualstudio", "3.1.5"), ("Microsoft.NET.Test.Sdk", "17.14.1"), ("FSharp.Core", "10.1.300"));
        string packages = string.Concat(solution.Packages.Select(x => $"<PackageReference Include=\"{x}\" />"));
        const string Frameworks = "<TargetFramework></TargetFramework><TargetFrameworks>net10.0;net9.0</TargetFrameworks>";
        const string NoRuntime =
            "<RuntimeFrameworkVersion Condition=\"'$(TargetFramework)' == 'net9.0'\">9.0.999</RuntimeFrameworkVersion>";
        string items = $"<ItemGroup><Compile Include=\"Tests.fs\" />{packages}</ItemGroup>";
        string body = $"<PropertyGroup>{Frameworks}{NoRuntime}</PropertyGroup>{items}";
        solution.Project("App.Tests", body, extension: ".fsproj").With(
            "App.Tests/Tests.fs",
            """
            module Tests
            open Xunit
            [<Fact>]
            let ``is fast`` () = task {
              do! System.Threading.Tasks.Task.Yield()
              Assert.True(Boat().Speed() > 4) }
            """);
        Replayed(
            solution, "`Boat.Speed` returned 6 (was 5), in `Tests.is fast`.",
            "not checked: App.Tests (net9.0): ran no test: You must install or update .NET to run this application.");
    }

    /// <param name="expected">Parts of what is printed.</param>
    private static void Replayed(ConsumerSolution solution, params string[] expected)
    {
        solution.Save();
        string[] before = Command.Files(solution);
        var replay = Command.Run(solution, "replay", "All.slnx", "--package", Boats + "@1.0.1");
        foreach (string text in expected) Assert.True(replay.Output.Contains(text, StringComparison.Ordinal), text + "\n\n" + replay.Output);
        Assert.Equal(1, replay.ExitCode);
        Assert.Equal(before, Command.Files(solution));
    }

    private static void Project(ConsumerSolution solution, string name, string properties, string[] packages, string tests)
    {
        string references = string.Concat(packages.Append(Boats).Select(x => $"<PackageReference Include=\"{x}\" />"));
        solution.Project(name, $"{properties}<ItemGroup>{references}</ItemGroup>").With(name + "/Tests.cs", tests);
    }

    private static ConsumerSolution Solution(params (string Id, string Version)[] packages)
    {
        foreach (var (version, speed, end) in new[] { ("1.0.0", 5, " "), ("1.0.1", 6, "\\n") })
        {
            string boats = string.Concat(
                new[] { "Boat", "Raft", "Barge" }.Select(x => $"public class {x} {{ public int Speed() => {speed}; }}\n"));
            MadePackage.Pack(Boats, version, ("Boat.cs", boats),
                ("Lines.cs", $"public static class Lines {{ public static string Of(string text) => text + \"{end}\"; "
                    + "public static int Half(int count) => count / 2; }"));
        }
        var solution = new ConsumerSolution().Version(Boats, "1.0.0");
        foreach (var (id, version) in packages) solution.Version(id, version);
        return solution;
    }
}
