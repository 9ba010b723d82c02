using System.Text.Json;
using CsCheck;
using SemverGuard.Api;
using SemverGuard.Packages;
using SemverGuard.Uses;

namespace SemverGuard.Baselines;

public sealed class BaselineTextTests
{
    private const string Sample = """
        semverguard-baseline 1 net10.0
        package A.Package 1.0.0 direct hash=abc==
          assembly A 1.0.0.0 mvid=00000000-0000-0000-0000-000000000001 compile=ref/A.dll runtime=lib/A.dll
            T:A.Codec [mention,construct] public class inheritable
            M:A.Codec.#ctor [construct] public constructor
            M:A.Codec.Encode(System.String) [call] public method type=System.String parameter=text:System.String
        package B 2.0.0-rc.1 via=A.Package;C
        package C 3.0.0 direct brings=analyzers,build,content,native,tools hash=def==

        """;

    /// <summary>What is hard to keep on one line that splits at spaces.</summary>
    private static readonly Gen<string> Nasty = Gen.OneOf(
        Gen.String["abcXYZ.`<>{}()@#,"],
        Gen.String[" %;:=[]\n\r\t\u2028\ufeff\u0000"],
        OneOf("%0020", "<<<<<<< HEAD", "=======", "ä\U0001F600", "\ud800", "] public", " [call] "));

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(x => values[x]);

    /// <summary>What NuGet allows, and no more.</summary>
    private static readonly Gen<string> Id = Gen.String[Gen.Char["abcXYZ019.-_"], 1, 12].Where(PackageGrammar.IsId);

    private static readonly Gen<string> Version = Gen.Select(Gen.Byte, Gen.Byte, OneOf("", "-rc.1", "-beta", ".4"))
        .Select((major, minor, rest) => $"{major}.{minor}.0{rest}");

    private static readonly Gen<string> Path =
        Gen.OneOf(Gen.Const(""), Gen.OneOf(Nasty, Id).Array[1, 4].Select(x => string.Join('/', x)).Where(PackageGrammar.IsPath));

    private static readonly Gen<ApiTypeParameter> TypeParameter =
        Gen.Select(Nasty, OneOf("", "in", "out"), Nasty.Where(x => x.Length > 0).List[0, 3],
            (name, variance, constraints) => new ApiTypeParameter(name, variance, constraints));

    private static readonly Gen<ApiParameter> Parameter =
        Gen.Select(Nasty, Nasty, Gen.Enum<RefKind>(), Nasty.Null(), Gen.Bool,
            (type, name, refKind, value, isParams) => new ApiParameter(type, name, refKind, value, isParams));

    private static readonly Gen<(ObsoleteLevel Level, string? Message)> Obsolete =
        Gen.Select(Gen.Enum<ObsoleteLevel>(), Nasty.Null(), (level, message) => (level, level == ObsoleteLevel.None ? null : message));

    private static readonly Gen<Traits> AnyTraits = Gen.Int[0, ((int)Traits.Inheritable << 1) - 1].Select(x => (Traits)x);

    private static readonly Gen<ApiType> Type = Gen.Select(Nasty, Gen.Enum<TypeKind>(), Gen.Enum<Access>(), AnyTraits,
        Nasty.Where(x => x.Length > 0).List[0, 3], TypeParameter.List[0, 2], Obsolete, Nasty)
        .Select((@base, kind, access, traits, interfaces, parameters, obsolete, name) => new ApiType
        {
            Id = "T:" + name, Kind = kind, Access = access, Traits = traits, Base = @base, Interfaces = interfaces,
            TypeParameters = parameters,
            Underlying = kind == TypeKind.Enum ? "System.Int32" : "", Obsolete = obsolete.Level, ObsoleteMessage = obsolete.Message,
        });

    private static readonly Gen<ApiMember> Member = Gen.Select(Nasty, Gen.Enum<MemberKind>(), Gen.Enum<Access>(), AnyTraits,
        Parameter.List[0, 3], TypeParameter.List[0, 2], Obsolete,
        Gen.Select(Nasty.Null(), Gen.Enum<Access>().Nullable(), Gen.Enum<Access>().Nullable()))
        .Select((type, kind, access, traits, parameters, typeParameters, obsolete, values) => new ApiMember
        {
            Id = "M:Lib.Type.Name", Name = "Name", Kind = kind, Access = access, Traits = traits, Type = type, Parameters = parameters,
            TypeParameters = typeParameters,
            Value = values.Item1, Get = values.Item2, Set = values.Item3, Obsolete = obsolete.Level, ObsoleteMessage = obsolete.Message,
        });

    private static readonly Gen<Use> Uses = Gen.Int[0, ((int)Use.Overload << 1) - 1].Select(x => (Use)x);

    private static readonly Gen<BaselineSymbol> Symbol = Gen.OneOf(
        Gen.Select(Type, Uses, (x, uses) => new BaselineSymbol(x.Id + "x", uses, FactText.Of(x))),
        Gen.Select(Member, Uses, Nasty, (x, uses, name) => new BaselineSymbol("M:" + name + "x", uses, FactText.Of(x))));

    private static readonly Gen<BaselineAssembly> Assembly =
        Gen.Select(Nasty.Where(x => x.Length > 0), Gen.Guid, Gen.Byte, Path, Path, Symbol.List[0, 4])
        .Select((name, mvid, version, compile, runtime, symbols) => new BaselineAssembly { Name = name, Mvid = mvid,
            Version = new Version(version, 2, 3, 4), Compile = compile, Runtime = runtime, Symbols = symbols });

    private static readonly Gen<Baseline> AnyBaseline =
        Gen.Select(
            Gen.Select(Id, Version, Gen.Byte.Array[0, 64].Select(Convert.ToBase64String), Gen.Bool, Id.List[0, 3], Assembly.List[0, 3])
            .Select((id, version, hash, isDirect, via, assemblies) => new BaselinePackage { Id = id, Version = version, Hash = hash,
                IsDirect = isDirect, Via = via, Assemblies = assemblies }).List[0, 4].Select(
                x => x.DistinctBy(y => y.Id, StringComparer.OrdinalIgnoreCase).ToList()), Id,
            (packages, framework) => new Baseline { Framework = framework, Packages = packages });

    [Fact]
    public void Parse_gives_back_what_was_written() => AnyBaseline.Sample(
        baseline =>
        {
            string text = BaselineText.Write(baseline);
            var (parsed, error) = BaselineText.Parse(text);
            Assert.Null(error);
            Assert.Equal(JsonSerializer.Serialize(baseline), JsonSerializer.Serialize(parsed));
            Assert.Equal(text, BaselineText.Write(parsed!));
        }, iter: 500);

    /// <summary>As whoever asks many baselines reads them.</summary>
    [Fact]
    public void Reading_without_facts_gives_the_same_uses() => AnyBaseline.Sample(
        baseline =>
        {
            var (parsed, error) = BaselineText.ParseUses(BaselineText.Write(baseline).TrimEnd('\n').Split('\n'));
            Assert.Null(error);
            Assert.Equal(JsonSerializer.Serialize(WithoutFacts(baseline)), JsonSerializer.Serialize(parsed));
        }, iter: 200);

    private static Baseline WithoutFacts(Baseline baseline) =>
        baseline with { Packages = [.. baseline.Packages.Select(x => x with { Assemblies = [.. x.Assemblies.Select(WithoutFacts)] })] };

    private static BaselineAssembly WithoutFacts(BaselineAssembly assembly) =>
        assembly with { Symbols = [.. assembly.Symbols.Select(x => x with { Facts = "" })] };

    [Fact]
    public void Types_survive_their_facts() =>
    Type.Sample(x => JsonSerializer.Serialize(x) == JsonSerializer.Serialize(FactText.ParseType(x.Id, FactText.Of(x))), iter: 500);

    [Fact]
    public void Members_survive_their_facts() =>
    Member.Sample(x => JsonSerializer.Serialize(x) == JsonSerializer.Serialize(FactText.ParseMember(x.Id, FactText.Of(x))), iter: 500);

    [Fact]
    public void The_sample_is_read_and_written_alike()
    {
        var (parsed, error) = BaselineText.Parse(Sample);
        Assert.Null(error);
        Assert.Equal(Sample, BaselineText.Write(parsed!));
        Assert.Equal(["A.Package", "B", "C"], parsed!.Packages.Select(x => x.Id));
        Assert.Equal(PackageParts.Analyzers | PackageParts.Build | PackageParts.Content | PackageParts.Native | PackageParts.Tools,
            parsed.Packages[2].Brings);
        Assert.Equal(["A.Package", "C"], parsed.Packages[1].Via);
        Assert.Equal(Use.Mention | Use.Construct, parsed.Packages[0].Assemblies[0].Symbols[0].Uses);
    }

    /// <summary>Editors on Windows and merges that lose the last newline harm nothing.</summary>
    [Fact]
    public void Line_ends_and_byte_order_marks_do_not_matter()
    {
        Assert.Equal(Sample, Rewritten("\ufeff" + Sample));
        Assert.Equal(Sample, Rewritten(Sample.ReplaceLineEndings("\r\n")));
        Assert.Equal(Sample, Rewritten(Sample.TrimEnd()));

        static string Rewritten(string text) => BaselineText.Write(BaselineText.Parse(text).Baseline!);
    }

    [Theory]
    [InlineData(1, "semverguard 1 net10.0", "does not begin with")]
    [InlineData(1, "", "does not begin with")]
    [InlineData(1, "semverguard-baseline 2 net10.0", "has format 2")]
    [InlineData(1, "semverguard-baseline one net10.0", "does not begin with")]
    [InlineData(2, "package A.Package", "a package was expected")]
    [InlineData(2, "package A.Package 1.0.0 indirect", "a package was expected")]
    [InlineData(2, "package ../../evil 1.0.0", "an id that no package can have")]
    [InlineData(2, "package A..B 1.0.0", "an id that no package can have")]
    [InlineData(2, "package A.Package ../../../evilpkg direct", "a version that is none")]
    [InlineData(2, "package A.Package 0.9.0\"/><x>$(HOME)';%24( direct", "a version that is none")]
    [InlineData(2, "package A.Package 1.0.0 via=", "a package was expected")]
    [InlineData(2, "package A.Package 1.0.0 hash=$(HOME)", "a package was expected")]
    [InlineData(2, "package A.Package 1.0.0 brings=build,gold", "a package was expected")]
    [InlineData(3, "  assembly A 1.0.0.0 mvid=00000000-0000-0000-0000-000000000001 compile=../../A.dll", "does not lie in the package")]
    [InlineData(3, "  assembly A 1.0.0.0 mvid=00000000-0000-0000-0000-000000000001 compile=/etc/hostname", "does not lie in the package")]
    [InlineData(3, "  assembly A 1.0.0.0 mvid=00000000-0000-0000-0000-000000000001 runtime=lib/./A.dll", "does not lie in the package")]
    [InlineData(3, "  assembly A 1.0.0.0 mvid=00000000-0000-0000-0000-000000000001 runtime=lib//A.dll", "does not lie in the package")]
    [InlineData(3, "  assembly A 1.0.0.0 mvid=00000000-0000-0000-0000-000000000001 runtime=C:/A.dll", "does not lie in the package")]
    [InlineData(3, "  assembly A 1.0.0.0 mvid=00000000-0000-0000-0000-000000000001 runtime=lib/..%0020/A.dll",
        "does not lie in the package")]
    [InlineData(3, "  assembly A 1.0.0.0 mvid=00000000-0000-0000-0000-000000000001 runtime=lib\\..\\A.dll", "does not lie in the package")]
    [InlineData(4, "    .:abc [call] public method type=System.Void", "a symbol was expected")]
    [InlineData(7, "package a.package 1.0.1", "has a.package twice, here and in line 2")]
    [InlineData(2, "<<<<<<< HEAD", "merge conflict")]
    [InlineData(3, "=======", "merge conflict")]
    [InlineData(4, ">>>>>>> branch", "merge conflict")]
    [InlineData(3, "  assembly A", "an assembly was expected")]
    [InlineData(3, "  assembly A 1.0.0.0 mvid=1", "an assembly was expected")]
    [InlineData(3, "  assembly A one mvid=00000000-0000-0000-0000-000000000001", "an assembly was expected")]
    [InlineData(4, "    T:A.Codec", "a symbol was expected")]
    [InlineData(4, "    T:A.Codec [banana] public class", "a symbol was expected")]
    [InlineData(4, "    T:A.Codec [-2] public class", "a symbol was expected")]
    [InlineData(4, "    T:A.Codec [call] banana", "a symbol was expected")]
    [InlineData(4, "    T [call] public class", "a symbol was expected")]
    [InlineData(5, "    M:A.Codec.#ctor [construct] public", "a symbol was expected")]
    [InlineData(6, "    ", "a symbol was expected")]
    [InlineData(7, "", "a package was expected")]
    public void A_bad_line_is_named(int number, string line, string message)
    {
        string[] lines = Sample.Split('\n');
        lines[number - 1] = line;
        var (parsed, error) = BaselineText.Parse(string.Join('\n', lines));
        Assert.Null(parsed);
        Assert.Equal(number, error!.Line);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_is_an_error_at_its_first_line() =>
    Assert.Equal(new BaselineError(1, "is empty"), BaselineText.Parse("").Error);

    /// <summary>A merge that kept both sides is mended by accepting what the project has now, whatever the two lines say.</summary>
    [Fact]
    public void A_package_may_be_there_twice_where_it_does_not_matter()
    {
        string twice = Sample + "package A.Package 1.0.1 direct\n  assembly A 1.0.1.0 mvid=00000000-0000-0000-0000-000000000002\n";
        var error = BaselineText.Parse(twice).Error!;
        Assert.Equal("A.Package", error.Twice);
        Assert.Contains("-t:SemverGuardAccept -p:SemverGuardPackages=A.Package", error.Message, StringComparison.Ordinal);
        Assert.Equal(Sample, BaselineText.Write(BaselineText.Parse(twice, x => x == "A.Package").Baseline!));
        Assert.NotNull(BaselineText.Parse(twice, x => x == "B").Error);
    }

    /// <summary>Whatever somebody does to the file, the answer is a baseline or a line of the file.</summary>
    [Fact]
    public void No_text_makes_the_parser_throw() => Gen.Select(Gen.Int[0, Sample.Length - 1], Gen.Int[0, 20], Nasty).Sample(
        (at, length, inserted) =>
        {
            string text = Sample[..at] + inserted + Sample[Math.Min(at + length, Sample.Length)..];
            var (parsed, error) = BaselineText.Parse(text);
            Assert.True(parsed is null != error is null);
            if (error is not null) Assert.InRange(error.Line, 1, text.Split('\n').Length);
        }, iter: 2000);

    [Theory]
    [InlineData("App.csproj")]
    [InlineData("../src/My App/My App.csproj")]
    public void It_names_its_project(string project)
    {
        string text = "semverguard-baseline 1 net10.0 " + project + "\n";
        var (baseline, error) = BaselineText.Parse(text);
        Assert.Null(error);
        Assert.Equal(project, baseline!.Project);
        Assert.Equal("net10.0", baseline.Framework);
        Assert.Equal(text, BaselineText.Write(baseline));
    }
}
