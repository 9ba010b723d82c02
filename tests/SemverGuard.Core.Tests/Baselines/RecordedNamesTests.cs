using CsCheck;
using SemverGuard.Api;
using SemverGuard.Compiling;
using SemverGuard.Uses;

namespace SemverGuard.Baselines;

/// <summary>
/// What compiled code does not show and an editor needs: constants by their names, overloads beside a used method, rivals of an extension.
/// </summary>
public sealed class RecordedNamesTests
{
    private const string Library = """
        namespace Lib;
        public enum Level { Debug, Error }
        public static class Limits { public const int Retries = 3; public const decimal Rate = 1.5m; public const int Unnamed = 4; internal const int Hidden = 5; public static readonly int Fixed = 6; }
        public static class Unnamed { public const int Retries = 9; }
        public class Open { public const string Name = "x"; }
        public static class Box<T> { public const int Size = 2; }
        public class Bus
        {
            public Bus() { } public Bus(int size) { } protected Bus(string name) { } internal Bus(long size) { }
            public void Publish(params object[] all) { } public void Publish(string one) { } void Publish(long one) { } public void Other() { }
        }
        public class Text : Base { public int Trimmed => 1; public void Cut(int at) { } }
        public class Base { public void Cut(string at) { } public static void Cut(int at, int length) { } private void Cut(long at) { } }
        public static class TextExtensions { public static void Cut(this Text text) { } public static void Cut(this string text) { } }
        """;

    [Fact]
    public void Constants_are_noted_whose_name_and_type_the_source_names() => AssertSymbols(
        "class C { object[] o = { Lib.Limits.Retries, Lib.Limits.Rate, Lib.Box<int>.Size, Lib.Limits.Fixed }; /* Hidden */ }",
        "F:Lib.Box`1.Size [named]", "F:Lib.Limits.Fixed [read]", "F:Lib.Limits.Rate [named]", "F:Lib.Limits.Retries [named]",
        "T:Lib.Box`1 [named]", "T:Lib.Limits [mention,named]");

    /// <summary>What may be inherited may be named through another type.</summary>
    [Fact]
    public void A_constant_of_a_class_to_derive_from_is_noted_by_its_name_alone() => AssertSymbols(
        "class C : B { string n = Name; } class B : Lib.Open { }",
        "F:Lib.Open.Name [named]", "M:Lib.Open.#ctor [call]", "T:Lib.Open [mention,derive,named]");

    [Fact]
    public void Overloads_stand_beside_used_methods_and_constructors() => AssertSymbols(
        "class C { void M() => new Lib.Bus().Publish(1); }",
        "M:Lib.Bus.#ctor [construct]", "M:Lib.Bus.#ctor(System.Int32) [overload]", "M:Lib.Bus.#ctor(System.String) [overload]",
        "M:Lib.Bus.Publish(System.Object[]) [call]", "M:Lib.Bus.Publish(System.String) [overload]", "T:Lib.Bus [mention]");

    [Fact]
    public void Instance_methods_that_bear_an_extensions_name_stand_beside_it_with_those_of_base_classes() => AssertSymbols(
        "using Lib; class C { void M(Text t) => t.Cut(); }",
        "M:Lib.Base.Cut(System.String) [overload]", "M:Lib.Text.Cut(System.Int32) [overload]",
        "M:Lib.TextExtensions.Cut(Lib.Text) [call]", "M:Lib.TextExtensions.Cut(System.String) [overload]", "T:Lib.Text [mention]",
        "T:Lib.TextExtensions [mention]");

    [Fact]
    public void Names_and_overloads_are_no_uses()
    {
        var baseline = Record("class C { int M() { new Lib.Bus(); return Lib.Limits.Retries; } }");
        Assert.Equal(["M:Lib.Bus.#ctor", "T:Lib.Bus"], baseline.Uses.Select(x => x.Symbol).Order(StringComparer.Ordinal));
        Assert.Equal(["F:Lib.Limits.Retries", "M:Lib.Bus.#ctor", "T:Lib.Bus", "T:Lib.Limits"],
            baseline.UsesAndNames.Select(x => x.Symbol).Order(StringComparer.Ordinal));
        Assert.Equal(["M:Lib.Bus.#ctor"], baseline.Packages[0].Assemblies[0].Type("T:Lib.Bus")!.Members.Select(x => x.Id));
    }

    /// <summary>Accepting records from a baseline, and must lose nothing that compiled code does not show.</summary>
    [Theory]
    [InlineData("using Lib; class C { object M(Lib.Text t) { t.Cut(); new Lib.Bus().Publish(Lib.Level.Debug); return Lib.Limits.Retries; "
        + "} }")]
    [InlineData("class C : Lib.Open { string n = Name; }")]
    public void What_was_recorded_is_recorded_again_from_itself(string source)
    {
        var baseline = Record(source);
        Assert.Equal(BaselineText.Write(baseline), BaselineText.Write(Record(source, baseline)));
    }

    [Fact]
    public void Words_are_what_a_lexer_calls_identifiers() =>
    Gen.Select(OneOf("a", "_b", "C1", "äö", "名"), OneOf(" ", ".", "(", "\n", "@", "\"{", "+1-", "//")).List[1, 20].Sample(parts =>
    {
        var words = new SourceWords();
        words.Add(string.Concat(parts.Select(x => x.Item1 + x.Item2)));
        return parts.All(x => words.Contains(x.Item1)) && !words.Contains("1") && !words.Contains("");
    });

    [Fact]
    public void Words_of_Visual_Basic_have_no_case()
    {
        var words = new SourceWords(ignoreCase: true);
        words.Add("Dim x = LIMITS.retries");
        Assert.True(words.Contains("Limits") && words.Contains("Retries"));
    }

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(x => values[x]);

    private static void AssertSymbols(string source, params string[] expected) =>
        Assert.Equal(
            expected, Record(source).Packages[0].Assemblies[0].Symbols.Select(x => $"{x.Id} [{string.Join(",", x.Uses.Words())}]"));

    private static Baseline Record(string source, Baseline? from = null)
    {
        var library = TestCompiler.Compile(Library, new CompileSettings("Lib"));
        var consumer = World.Open(TestCompiler.Compile(source, new CompileSettings("App"), library));
        var world = World.Of(library);
        var words = new SourceWords();
        words.Add(source);
        var uses = from?.UsesAndNames ?? UseReader.Read(consumer, world).Concat(NamedConstants.Read(world, words));
        var package = new ResolvedPackage(
            "Lib", "1.0.0", "", true, [], [new BaselineAssembly { Name = "Lib", Version = new Version(1, 0, 0, 0), Mvid = Guid.Empty }]);
        return BaselineRecorder.Record("net10.0", [package], uses, new ApiSurface(world));
    }
}
