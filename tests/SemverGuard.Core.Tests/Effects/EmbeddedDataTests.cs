using System.Text;
using SemverGuard.Compiling;

namespace SemverGuard.Effects;

/// <summary>A file that is embedded in the package, which its code opens by name.</summary>
public sealed class EmbeddedDataTests
{
    private static readonly CompiledAssembly Zones = Upgraded.Library(
        "public static class Zones { static object? Open(string name) => "
        + "typeof(Zones).Assembly.GetManifestResourceStream(\"Lib.\" + name); "
        + "public static object? Known => Open(\"Zones.csv\"); public static int Other => 3; }");

    [Theory]
    [InlineData("Europe/Kiev\n", "Europe/Kyiv\n", "Zones.Known", true)]
    [InlineData("Europe/Kiev\n", "Europe/Kyiv\n", "Zones.Other", false)]
    [InlineData("Europe/Kiev\n", "Europe/Kiev\r\n", "Zones.Known", false)]
    [InlineData("\u001F\u008B\u0008\0aaaa\0x", "\u001F\u008B\u0008\0bbbb\0x", "Zones.Known", false)]
    [InlineData("\u001F\u008B\u0008\0aaaa\0x", "\u001F\u008B\u0008\0bbbb\0y", "Zones.Known", true)]
    public void Another_content_is_told_where_it_is_read(string was, string now, string used, bool isTold)
    {
        // Another file version, so that the two are two assemblies whatever is embedded.
        string told = string.Join('\n', Upgraded.Check(Embedded(Zones, was), Embedded(TestCompiler.Recompile(Zones), now),
            $"public class App {{ public object? Go() => {used}; }}").Findings.Select(x => x.Message));
        Assert.Equal(isTold, told.Contains("now reads other data from the embedded file Lib.Zones.csv", StringComparison.Ordinal));
    }

    /// <summary>Other data is another answer, however much else of the package changed.</summary>
    [Fact]
    public void Data_is_told_of_among_many_changed_methods()
    {
        string told = string.Join('\n', Upgraded.Check(Embedded(Many(1), "a"), Embedded(Many(2), "b"),
            "public class App { public object? Go() => All.Go(3); }").Findings.Select(x => x.Message));
        Assert.Contains("now reads other data from the embedded file Lib.Zones.csv", told, StringComparison.Ordinal);
    }

    private static CompiledAssembly Many(int number) => Upgraded.Library(
        "class Zones { internal static object? Known(int x) => typeof(Zones).Assembly.GetManifestResourceStream(\"Lib.Zones.csv\"); } "
        + "public static class All { public static object? Go(int x) => A1(x) > 0 ? new Inner().Go(x) : null; "
        + string.Concat(Enumerable.Range(1, 9).Select(x => $"static int A{x}(int x) => {(x < 9 ? $"A{x + 1}(x)" : "x")} + x * {number}; "))
        + "} class Inner { public object? Go(int x) => new Deeper().Go(x); } class Deeper { public object? Go(int x) => Zones.Known(x); }");

    private static CompiledAssembly Embedded(CompiledAssembly library, string content) =>
        TestCompiler.Embed(library, "Lib.Zones.csv", Encoding.Latin1.GetBytes(content));
}
