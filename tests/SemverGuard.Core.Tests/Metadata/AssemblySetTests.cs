using SemverGuard.Compiling;

namespace SemverGuard.Metadata;

public sealed class AssemblySetTests
{
    private static readonly CompiledAssembly Home = TestCompiler.Compile(
        "namespace Lib; public class Moved { public class Nested<T> { } } public class Stayed { }", new CompileSettings("Home"));

    private static readonly CompiledAssembly Facade = TestCompiler.Compile(
        "[assembly: System.Runtime.CompilerServices.TypeForwardedTo(typeof(Lib.Moved))] public class Own { }",
        new CompileSettings("Facade"), Home);

    [Theory]
    [InlineData("Lib.Moved")]
    [InlineData("Lib.Moved.Nested`1")]
    public void A_forward_leads_to_the_type(string type)
    {
        var found = World.Of(Facade, Home).FindType("Facade", type);
        Assert.True(found.IsFound);
        Assert.Equal("Home", found.Image!.Name);
        Assert.Equal(type, found.Name);
    }

    [Fact]
    public void What_is_not_forwarded_is_missing_in_the_assembly_that_was_asked()
    {
        var missing = World.Of(Facade, Home).FindType("Facade", "Lib.Stayed");
        Assert.False(missing.IsFound);
        Assert.Equal("Facade", missing.Image!.Name);
        Assert.Null(missing.MissingAssembly);
    }

    [Fact]
    public void A_forward_into_nothing_names_the_missing_assembly() =>
        Assert.Equal("Home", World.Of(Facade).FindType("Facade", "Lib.Moved").MissingAssembly);

    [Fact]
    public void An_assembly_that_is_not_there_is_named() =>
        Assert.Equal("Nowhere", World.Of(Facade).FindType("Nowhere", "Lib.Moved").MissingAssembly);

    [Fact]
    public void Forwards_in_a_circle_come_to_an_end()
    {
        const string Declared = "public class Round { }";
        const string Forwarded = "[assembly: System.Runtime.CompilerServices.TypeForwardedTo(typeof(Round))]";
        var a = TestCompiler.Compile(Declared, new CompileSettings("A"));
        var b = TestCompiler.Compile(Declared, new CompileSettings("B"));
        var world = World.Of(
            TestCompiler.Compile(Forwarded, new CompileSettings("A"), b), TestCompiler.Compile(Forwarded, new CompileSettings("B"), a));
        Assert.False(world.FindType("A", "Round").IsFound);
    }

    [Fact]
    public void Names_of_assemblies_are_compared_without_case() => Assert.True(World.Of(Home).FindType("hOME", "Lib.Moved").IsFound);

    [Fact]
    public void Of_two_assemblies_with_one_name_the_higher_version_wins()
    {
        var low = TestCompiler.Compile("public class Low { }", new CompileSettings("Twice"));
        var high = TestCompiler.Compile("public class High { }", new CompileSettings("Twice") { Version = "2.0.0.0" });
        Assert.True(World.Of(low, high).FindType("Twice", "High").IsFound);
        Assert.True(World.Of(high, low).FindType("Twice", "High").IsFound);
        Assert.Equal(["Twice"], World.Of(high, low).Application.Select(x => x.Name));
    }

    [Fact]
    public void The_framework_is_opened_when_somebody_asks_and_is_not_the_application()
    {
        var world = World.Of(Home);
        var text = world.FindType("System.Runtime", "System.String");
        Assert.True(text.IsFound && text.Image!.IsFramework);
        Assert.Equal(["Home"], world.Application.Select(x => x.Name));
    }

    [Fact]
    public void Friends_are_read_by_their_simple_name()
    {
        var open = World.Open(TestCompiler.Compile("""
            [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Friend")]
            [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Signed, PublicKey=00000000000000000400000000000000")]
            """, new CompileSettings("Open")));
        Assert.True(open.IsFriend("Friend"));
        Assert.True(open.IsFriend("signed"));
        Assert.False(open.IsFriend("Stranger"));
    }
}
