using SemverGuard.Findings;

namespace SemverGuard.Packages;

/// <summary>What is a fact about a package, what only looks like one, and whom it concerns.</summary>
public sealed class PackageFactTests
{
    private const string Targets = "<Project><Target Name=\"Pack\" /></Project>",
        Propertied = "<Project><PropertyGroup><V>{0}</V></PropertyGroup>{1}</Project>";

    [Theory]
    [InlineData("1.2.3", "1.2.4")]
    [InlineData("1.2.3", "1.3.0")]
    [InlineData("1.2.3", "2.0.0")]
    public void A_build_for_a_nearer_framework_is_no_harm_by_itself(string before, string after) =>
        Assert.Equal([("SG5001", Severity.Info)],
            Told(new(before, ("lib/netstandard2.0/Lib.dll", "")),
                new(after, ("lib/netstandard2.0/Lib.dll", ""), ("lib/net6.0/Lib.dll", ""))));

    /// <summary>NuGet takes it, with a warning of its own (NU1701), where a package has nothing else.</summary>
    [Theory]
    [InlineData("1.2.4")]
    [InlineData("2.0.0")]
    public void A_build_for_NET_Framework_is_a_warning_under_every_claim(string after)
    {
        MadeContent before = new("1.2.3", ("lib/net8.0/Lib.dll", "")), now = new(after, ("lib/net472/Lib.dll", "")) { Picked = "net472" };
        Assert.Equal([("SG5001", Severity.Warning)], Told(before, now));
    }

    [Fact]
    public void Where_a_version_promises_nothing_news_are_news()
    {
        MadeContent before = new("2024.5.1", ("lib/netstandard2.0/Lib.dll", "")), after = new("2024.6.1", ("lib/net6.0/Lib.dll", ""));
        Assert.Equal(Severity.Info, Assert.Single(PackageFindingsOf.Between(
            before, after, bump: new Bump("Lib", before.Version, after.Version, []) { Claim = Claim.None })).Severity);
    }

    [Fact]
    public void The_asset_of_another_project_is_not_ours() => Assert.Equal(
        [],
        Told(new("1.2.3", ("lib/netstandard2.0/Lib.dll", ""), ("lib/net462/Lib.dll", "")),
            new("1.2.4", ("lib/netstandard2.0/Lib.dll", ""), ("lib/net472/Lib.dll", ""))));

    /// <summary>net6.0 goes and net8.0 comes: that is nearer to the project, not further away.</summary>
    [Fact]
    public void A_framework_that_a_nearer_one_replaces_is_not_dropped() =>
        Assert.Equal([("SG5001", Severity.Info)], Told(new("1.2.3", ("lib/net6.0/Lib.dll", "")), new("1.3.0", ("lib/net8.0/Lib.dll", ""))));

    [Fact]
    public void Build_files_that_name_only_their_own_version_are_the_same() => Assert.Empty(Told(
        new("1.2.3", ("build/Lib.props", string.Format(Propertied, "1.2.3", ""))),
        new("1.2.4", ("build/Lib.props", string.Format(Propertied, "1.2.4", "\n\n  <!-- Of 1.2.4. -->\r\n")))));

    [Theory]
    [InlineData("11.2.3", "11.2.4")] // another number that ends like it
    [InlineData("on", "off")]
    public void Build_files_that_say_something_else_are_told(string one, string other) => Assert.Equal(
        [("SG5008", Severity.Info)],
        Told(new("1.2.3", ("build/Lib.props", string.Format(Propertied, one, ""))),
            new("1.2.4", ("build/Lib.props", string.Format(Propertied, other, "")))));

    [Theory]
    [InlineData("build/Lib.targets", true)]
    [InlineData("build/net8.0/Lib.targets", true)]
    [InlineData("buildTransitive/Lib.targets", true)]
    [InlineData("build/net462/Lib.targets", false)]
    [InlineData("buildMultiTargeting/Lib.targets", false)]
    [InlineData("content/Lib.targets", false)]
    public void Build_code_is_what_the_project_imports(string path, bool isTold) =>
        Assert.Equal(isTold, Told(new("1.2.3"), new("1.2.4", (path, Targets))).Contains(("SG5007", Severity.Warning)));

    [Theory]
    [InlineData("build/Lib.targets", "buildTransitive/Lib.targets")]
    [InlineData("build/net6.0/Lib.targets", "build/net8.0/Lib.targets")]
    public void Build_code_that_moved_is_not_new(string before, string after) =>
    Assert.Empty(Told(new("1.2.3", (before, Targets)), new("1.2.4", (after, Targets))));

    [Fact]
    public void An_empty_file_is_no_build_code() =>
        Assert.DoesNotContain(Told(new("1.2.3"),
            new("1.2.4", ("build/Lib.targets", "<Project xmlns=\"x\">\n  <!-- for tools that expect one -->\n</Project>"))),
            x => x.Severity == Severity.Warning);

    [Fact]
    public void Analyzers_for_another_compiler_and_their_texts_are_the_same_ones() => Assert.Empty(Told(
        new("1.2.3", ("analyzers/dotnet/roslyn4.0/cs/A.dll", "")),
        new("1.2.4", ("analyzers/dotnet/roslyn4.4/cs/A.dll", ""), ("analyzers/dotnet/cs/de/A.resources.dll", ""))));

    [Fact]
    public void Of_a_transitive_package_only_what_runs_here_warns()
    {
        (string, string)[] added = [("lib/net8.0/Lib.dll", ""), ("build/Lib.props", Targets), ("buildTransitive/Lib.targets", Targets),
            ("tools/a.ps1", "x"), ("analyzers/dotnet/A.dll", ""), ("runtimes/unix/native/a.so", "x")];
        var told = Told(new MadeContent("1.2.3", ("lib/net6.0/Lib.dll", "")) { IsDirect = false, Metadata = Licensed("MIT") },
            new MadeContent("1.2.4", added) { IsDirect = false, Metadata = Licensed("GPL-3.0-only") });
        Assert.Equal(["SG5007", "SG5009", "SG5010"], told.Where(x => x.Severity == Severity.Warning).Select(x => x.Id));
        Assert.Equal(["SG5001", "SG5011", "SG5014"], told.Where(x => x.Severity == Severity.Info).Select(x => x.Id));
    }

    [Fact]
    public void Scripts_for_other_clients_are_none() =>
    Assert.Empty(Told(new("1.2.3"), new("1.2.4", ("tools/install.ps1", "x"), ("contentFiles/any/any/site.js", "x"))));

    [Theory]
    [InlineData("Mid", "1.2.4", Severity.Warning)]
    [InlineData("Mid", "1.3.0", Severity.Warning)]
    [InlineData("Mid", "2.0.0", Severity.Info)]
    [InlineData("Microsoft.Extensions.Options", "1.2.4", Severity.Warning)]
    [InlineData("Microsoft.Extensions.Options", "1.3.0", Severity.Info)] // says which .NET it is of
    public void A_hidden_major_of_a_dependency(string id, string after, Severity severity) =>
        Assert.Equal([("SG5005", severity)], Told(
            new MadeContent("1.2.3") { Metadata = Needing(id, "2.1.0") }, new MadeContent(after) { Metadata = Needing(id, "[3.0.0, )") }));

    /// <summary>As Microsoft.Data.SqlClient 7.1.0 did with its native part, which had numbers of its own until then.</summary>
    [Fact]
    public void A_dependency_that_takes_the_packages_own_number_is_no_hidden_major() =>
        Assert.Equal([("SG5005", Severity.Info)],
            Told(new MadeContent("7.0.3") { Metadata = Needing("Lib.Native", "6.0.3") },
                new MadeContent("7.1.0") { Metadata = Needing("Lib.Native", "7.1.0") }));

    [Fact]
    public void A_major_that_comes_with_a_package_for_development_is_no_hidden_one() =>
        Assert.Equal([("SG5005", Severity.Info)],
            Told(new MadeContent("1.2.3") { Metadata = Needing("Mid", "2.1.0") },
                new MadeContent("1.2.4") { Metadata = Needing("Mid", "3.0.0"), IsPrivate = true }));

    public static TheoryData<string, string, bool, string?, Severity> Applications => new()
    {
        { "came with it", "2.1.0", false, "3.0.0", Severity.Warning },
        { "was there already", "3.0.0", false, "3.1.0", Severity.Info },
        { "was chosen by the project", "2.1.0", true, "3.0.0", Severity.Info },
        { "comes with the framework", "2.1.0", false, null, Severity.Info },
    };

    [Theory]
    [MemberData(nameof(Applications))]
    public void A_major_is_hidden_where_the_application_gets_it(string what, string was, bool isDirect, string? now, Severity severity)
    {
        var before = new MadeContent("1.2.3") { Metadata = Needing("Mid", "2.1.0"),
            Neighbours = new Dictionary<string, Neighbour> { ["Mid"] = new(was, isDirect) } };
        var after = new MadeContent("1.2.4") { Metadata = Needing("Mid", "3.0.0"),
            Neighbours = now is null ? new Dictionary<string, Neighbour>() : new() { ["Mid"] = new(now, isDirect) } };
        Assert.True(Told(before, after).SequenceEqual([("SG5005", severity)]), what);
    }

    [Fact]
    public void An_assembly_version_goes_down_with_its_package()
    {
        var high = new MadeContent("1.2.4") { Assemblies = [new("Lib", new(2, 0, 0, 0), "")] };
        var low = new MadeContent("1.2.3") { Assemblies = [new("Lib", new(1, 0, 0, 0), "")] };
        Assert.Empty(Told(high, low));
        Assert.Empty(Told(low, high));
    }

    [Fact]
    public void A_first_strong_name_and_a_first_signature_are_no_alarm() => Assert.Equal(
        [("SG5012", Severity.Info), ("SG5015", Severity.Info)],
        Told(new MadeContent("1.2.3") { Assemblies = [new("Lib", new(1, 0, 0, 0), "")] },
            new MadeContent(
                "1.2.4") { Assemblies = [new("Lib", new(1, 0, 0, 0), "30ad4fe6b2a6aeed")], Signature = MadeSignature.Of("Ann") }));

    [Theory]
    [InlineData("30ad4fe6b2a6aeed", "1.2.4", Severity.Warning)]
    [InlineData("30ad4fe6b2a6aeed", "2.0.0", Severity.Warning)]
    [InlineData("b77a5c561934e089", "1.2.4", Severity.Info)] // already by the key of now
    [InlineData(null, "1.2.4", Severity.Info)]
    public void Another_key_harms_who_names_the_former(string? key, string after, Severity severity)
    {
        var before = new MadeContent("1.2.3") { Assemblies = [new("Lib", new(1, 0, 0, 0), "30ad4fe6b2a6aeed")] };
        var now = new MadeContent(after) { Assemblies = [new("Lib", new(1, 0, 0, 0), "b77a5c561934e089")],
            References = key is null ? [] : [new("Mid", "Lib", key)] };
        var finding = Assert.Single(PackageFindingsOf.Between(before, now));
        Assert.Equal(("SG5012", severity), (finding.Id, finding.Severity));
        Assert.Equal(
            severity == Severity.Warning, finding.Message.Contains("Mid.dll still names it by the former", StringComparison.Ordinal));
    }

    [Fact]
    public void For_NET_Framework_a_build_for_it_is_the_nearer_one()
    {
        MadeContent before = new("1.2.3", ("lib/netstandard2.0/Lib.dll", "")) { Framework = "net48" },
            now = new("1.2.4", ("lib/net472/Lib.dll", "")) { Framework = "net48" };
        Assert.Equal([("SG5001", Severity.Info)], Told(before, now));
    }

    [Theory]
    [InlineData("contentFiles/cs/any/A.cs", "", true)]
    [InlineData("contentFiles/cs/netstandard2.0/A.cs.pp", "", true)]
    [InlineData("contentFiles/any/any/A.cs", "", true)]
    [InlineData("contentFiles/vb/any/A.vb", "", false)]
    [InlineData("contentFiles/cs/net462/A.cs", "", false)]
    [InlineData("contentFiles/cs/any/A.json", "", false)]
    [InlineData("contentFiles/cs/any/A.cs", "<contentFiles><files include=\"cs/**/*.cs\" buildAction=\"None\" /></contentFiles>", false)]
    [InlineData("contentFiles/cs/any/A.cs",
        "<contentFiles><files include=\"**/*\" buildAction=\"None\" /><files include=\"cs/any/A.cs\" buildAction=\"compile\" "
            + "/></contentFiles>", true)]
    [InlineData("contentFiles/cs/any/A.cs", "<contentFiles><files include=\"any/any/*.cs\" buildAction=\"None\" /></contentFiles>", true)]
    public void Source_that_is_compiled_into_the_project_is_told(string path, string metadata, bool isTold)
    {
        MadeContent none = new("1.2.3"), one = new("1.2.4", (path, "class A;")) { Metadata = metadata },
            other = new("1.2.5", (path, "class  B; // of 1.2.5")) { Metadata = metadata };
        Assert.Equal(isTold ? [("SG5007", Severity.Warning)] : [], Told(none, one));
        Assert.Equal(isTold ? [("SG5008", Severity.Info)] : [], Told(one, other));
        Assert.Empty(Told(one, one with { Version = "1.2.5" }));
        Assert.Equal(isTold ? [("SG5008", Severity.Info)] : [], Told(one, new MadeContent("1.2.5")));
    }

    private static readonly byte[] Elf = [0x7f, (byte)'E', (byte)'L', (byte)'F', 1];

    /// <summary>As in Grpc.Tools: on Linux and macOS a program has no extension.</summary>
    [Fact]
    public void Programs_are_known_by_their_content_too()
    {
        Assert.Equal([("SG5011", Severity.Warning)],
            Told(new MadeContent("1.2.3"), new MadeContent("1.2.4") { Binaries = [("tools/linux_x64/protoc", Elf)] }));
        Assert.Equal(
            [("SG5011", Severity.Warning)], Told(new MadeContent("1.2.3"), new MadeContent("1.2.4", ("build/prepare", "#!/bin/sh"))));
        Assert.Empty(
            Told(new MadeContent("1.2.3"), new MadeContent("1.2.4", ("tools/LICENSE", "Do as you like."), ("tools/any.proto", "message"))));
    }

    [Theory]
    [InlineData(true, false, "tools/windows_x64/protoc.exe (only those for Windows)")]
    [InlineData(false, true, "tools/linux_x64/protoc (only those for Linux)")]
    [InlineData(true, true, "tools/linux_x64/protoc and tools/windows_x64/protoc.exe:")]
    public void It_is_said_for_which_system_the_programs_changed(bool windows, bool linux, string named)
    {
        var before = new MadeContent("1.2.3") { Binaries = [("tools/linux_x64/protoc", Elf), ("tools/windows_x64/protoc.exe", Elf)] };
        var after = new MadeContent("1.2.4") { Binaries = [
            ("tools/linux_x64/protoc", linux ? [.. Elf, 2] : Elf), ("tools/windows_x64/protoc.exe", windows ? [.. Elf, 2] : Elf)] };
        var finding = Assert.Single(PackageFindingsOf.Between(before, after));
        Assert.Equal(("SG5011", Severity.Info), (finding.Id, finding.Severity));
        Assert.Contains(named, finding.Message, StringComparison.Ordinal);
    }

    /// <summary>As in coverlet.collector: what a program needs comes and goes with it.</summary>
    [Fact]
    public void Libraries_of_a_program_are_no_new_program() => Assert.Equal(
        [("SG5011", Severity.Info)],
        Told(new MadeContent("1.2.3") { Binaries = [("build/net8.0/tool.dll", [1])] },
            new MadeContent("1.2.4") { Binaries = [("build/net8.0/tool.dll", [2]), ("build/net8.0/Other.dll", [1])] }));

    [Theory]
    [InlineData("A001,A002", "A001,A002,A003", "reports new diagnostics (A003): what they find in this project shows when it is compiled")]
    [InlineData("A001,A002", "A001", "no longer reports A002: a setting in .editorconfig or NoWarn")]
    [InlineData("A001", "A001", "has other analyzers or generators: A.dll: they know the same diagnostics as before")]
    public void Other_analyzers_report_other_diagnostics(string before, string after, string said)
    {
        var finding = Assert.Single(PackageFindingsOf.Between(
            new MadeContent("1.2.3") { Binaries = [("analyzers/dotnet/cs/A.dll", MadeAnalyzer.Of(before.Split(','), 1))] },
            new MadeContent("1.2.4") { Binaries = [("analyzers/dotnet/cs/A.dll", MadeAnalyzer.Of(after.Split(','), 2))] }));
        Assert.Equal(("SG5009", Severity.Info), (finding.Id, finding.Severity));
        Assert.Contains(said, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_signature_of_a_source_or_a_damaged_one_says_nothing_of_the_author()
    {
        Assert.Equal("Ann", AuthorSignature.Signer(MadeSignature.Of("Ann")));
        Assert.Null(AuthorSignature.Signer(MadeSignature.Of("Source", isAuthor: false)));
        byte[] whole = MadeSignature.Of("Ann");
        for (int length = 0; length < whole.Length; length += 7) Assert.Null(AuthorSignature.Signer(whole[..length]));
    }

    private static (string Id, Severity Severity)[] Told(MadeContent before, MadeContent after) =>
        [.. PackageFindingsOf.Between(before, after).Select(x => (x.Id, x.Severity)).Order()];

    private static string Needing(string id, string range) =>
        $"<dependencies><group><dependency id=\"{id}\" version=\"{range}\" /></group></dependencies>";

    private static string Licensed(string expression) => $"<license type=\"expression\">{expression}</license>";
}
