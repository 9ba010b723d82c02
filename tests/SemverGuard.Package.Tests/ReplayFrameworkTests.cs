using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>
/// Each framework makes its own objects and calls its own set-up methods: what crosses there is told by the class, and is why a test fails.
/// </summary>
public sealed class ReplayFrameworkTests
{
    private const string Boats = "SgTest.Boats";

    [Fact]
    public void Xunit_on_its_platform_makes_an_object_of_the_class_that_inherits_the_test()
    {
        using var solution = Solution(("xunit.v3", "3.2.2"));
        solution.With("global.json", """{ "test": { "runner": "Microsoft.Testing.Platform" } }""");
        Replay(
            solution, isProgram: true,
            """
            using Xunit;
            public abstract class Base { [Fact] public async Task Fast() { await Task.Yield(); Assert.Equal(5, new Boat().Speed()); } }
            public class One : Base { private readonly int speed = new Boat().Speed(); [Fact] public void Set() => Assert.Equal(5, speed); }
            """,
            "Tests.cs(2,1): warning SG6001: SgTest.Boats 1.0.1: `Boat.Speed` returned 6 (was 5), in `One (set-up)` and `One.Fast`.",
            "the tests `One.Fast` and `One.Set` fail, the first with Xunit.Sdk.EqualException: Assert.Equal() Failure: Values differ, "
            + "Expected: 5, Actual:   6 (passed before). The first difference: `Boat.Speed` returned 6 (was 5).");
    }

    [Fact]
    public void NUnit_calls_a_set_up_method_and_knows_generic_classes()
    {
        using var solution = Solution(("NUnit", "4.3.2"), ("NUnit3TestAdapter", "5.0.0"), ("Microsoft.NET.Test.Sdk", "17.14.1"));
        Replay(
            solution, isProgram: false,
            """
            using NUnit.Framework;
            [TestFixture(typeof(int))]
            public class Facts<T>
            {
                private int speed;
                [SetUp] public void Before() => speed = new Boat().Speed();
                [TestCase("a")] public async Task Set(string text) { await Task.Yield(); Assert.That(speed, Is.EqualTo(5)); }
            }
            """,
            "the test `Facts<System.Int32>.Set(\"a\")` fails with NUnit.Framework.AssertionException:",
            "The first difference, in `Facts<System.Int32> (set-up)`: `Boat.Speed` returned 6 (was 5).");
    }

    [Fact]
    public void MSTest_leaves_nothing_beside_the_project()
    {
        using var solution = Solution(("MSTest", "4.0.2"));
        Replay(
            solution, isProgram: false,
            """
            using Microsoft.VisualStudio.TestTools.UnitTesting;
            [TestClass]
            public class Facts
            {
                private static int speed;
                [ClassInitialize] public static void Once(TestContext context) => speed = new Boat().Speed();
                [TestMethod, DataRow(1)] public void Set(int number) => Assert.AreEqual(5, speed);
            }
            """,
            "Tests.cs(7,1): warning SG6006: SgTest.Boats 1.0.1: the test `Facts.Set(1)` fails with",
            "The first difference, in `Facts (set-up)`: `Boat.Speed` returned 6 (was 5).");
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
            """).Save();
        var replay = Command.Run(solution, "replay", "All.slnx", "--package", Boats + "@1.0.1");
        Says(
            replay, "`Boat.Speed` returned 6 (was 5), in `Tests.is fast`.",
            "not checked: App.Tests (net9.0): ran no test: You must install or update .NET to run this application.");
    }

    /// <param name="expected">Parts of what is printed.</param>
    private static void Replay(ConsumerSolution solution, bool isProgram, string tests, params string[] expected)
    {
        string output = isProgram ? "<PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>" : "";
        string packages = string.Concat(solution.Packages.Select(x => $"<PackageReference Include=\"{x}\" />"));
        solution.Project("App.Tests", $"{output}<ItemGroup>{packages}</ItemGroup>").With("App.Tests/Tests.cs", tests).Save();
        string[] before = Command.Files(solution);
        var replay = Command.Run(solution, "replay", "All.slnx", "--package", Boats + "@1.0.1");
        Says(replay, expected);
        Assert.Equal(before, Command.Files(solution));
    }

    private static void Says((int ExitCode, string Output) replay, params string[] expected)
    {
        foreach (string text in expected) Assert.True(replay.Output.Contains(text, StringComparison.Ordinal), replay.Output);
        Assert.Equal(1, replay.ExitCode);
    }

    private static ConsumerSolution Solution(params (string Id, string Version)[] packages)
    {
        foreach (var (version, speed) in new[] { ("1.0.0", 5), ("1.0.1", 6) })
            MadePackage.Pack(Boats, version, ("Boat.cs", $"public class Boat {{ public int Speed() => {speed}; }}"));
        var solution = new ConsumerSolution().Version(Boats, "1.0.0");
        foreach (var (id, version) in packages) solution.Version(id, version);
        return solution;
    }
}
