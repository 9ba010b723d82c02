using SemverGuard.Findings;
using SemverGuard.Packages.Native;

namespace SemverGuard.Packages;

/// <summary>What the file of a native library says of what it needs and offers, and what of a change of that is told.</summary>
public sealed class NativeLibraryTests
{
    private const string Linux = "runtimes/linux-x64/native/libNative.so", Windows = "runtimes/win-x64/native/Native.dll",
        Mac = "runtimes/osx/native/libNative.dylib";

    private static readonly string[] Both = ["one", "two"];

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void A_library_of_Linux(bool is64, bool hasGnuHash)
    {
        var library = NativeLibrary.Read(
            MadeNative.Elf(["libc.so.6", "libssl.so.3"], ["GLIBC_2.4", "GLIBC_2.17", "GLIBC_2.2.5"], Both, is64, hasGnuHash))!;
        Assert.Equal(["libc.so.6", "libssl.so.3"], library.Libraries);
        Assert.Equal(new Version(2, 17), Assert.Single(library.Versions).Value);
        Assert.Equal(Both, library.Exports);
        Assert.Equal([is64 ? "x64" : "x86"], library.Machines);
    }

    /// <summary>There the table that says how many symbols there are counts in long words.</summary>
    [Fact]
    public void A_library_of_Linux_on_s390x() =>
    Assert.Equal(Both, NativeLibrary.Read(MadeNative.Elf([], [], Both, isS390: true))!.Exports);

    [Fact]
    public void A_library_of_Windows()
    {
        var library = NativeLibrary.Read(MadeNative.Pe(["KERNEL32.dll", "VCRUNTIME140.dll"], Both))!;
        Assert.Equal(["KERNEL32.dll", "VCRUNTIME140.dll"], library.Libraries);
        Assert.Equal(Both, library.Exports);
        Assert.Equal(["x64"], library.Machines);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_library_of_macOS(bool hasTrie)
    {
        var library = NativeLibrary.Read(MadeNative.Mach(["/usr/lib/libSystem.B.dylib"], new Version(13, 1), Both, hasTrie))!;
        Assert.Equal(["/usr/lib/libSystem.B.dylib"], library.Libraries);
        Assert.Equal(new Version(13, 1), library.Versions["macOS"]);
        Assert.Equal(Both, library.Exports.Order());
        Assert.Equal(["arm64"], library.Machines);
    }

    /// <summary>Cut off anywhere, or with any one byte set to its highest: it is read or it is none, and nothing else happens.</summary>
    [Fact]
    public void A_damaged_library_is_none()
    {
        byte[][] whole =
        [
            MadeNative.Elf(["libc.so.6"], ["GLIBC_2.17"], Both), MadeNative.Elf(["libc.so.6"], ["GLIBC_2.17"], Both, hasGnuHash: true),
            MadeNative.Pe(["KERNEL32.dll"], Both), MadeNative.Mach(["/usr/lib/libz.dylib"], new Version(13, 0), Both, hasTrie: true),
            MadeNative.Mach([], new Version(13, 0), Both, hasTrie: false),
        ];
        foreach (byte[] file in whole)
        {
            for (int length = 0; length < file.Length; length += 61) NativeLibrary.Read(file[..length]);
            for (int i = 0; i < file.Length; i++)
            {
                byte was = file[i];
                if (was == 0 && i % 7 != 0) continue;
                file[i] = 0xff;
                NativeLibrary.Read(file);
                file[i] = was;
            }
        }
    }

    [Theory]
    [InlineData("GLIBC_2.28", "2.0.1", "linux-x64", Severity.Warning)]
    [InlineData("GLIBC_2.28", "2.1.0", "linux-x64", Severity.Warning)]
    [InlineData("GLIBC_2.28", "3.0.0", "linux-x64", Severity.Info)]
    [InlineData("GLIBC_2.28", "2.0.1", null, Severity.Info)] // it may run on new systems only
    [InlineData("GLIBC_2.26", "2.0.1", "linux-x64", Severity.Info)] // .NET 10 itself needs more
    public void A_newer_C_library(string needed, string after, string? system, Severity severity)
    {
        byte[] before = MadeNative.Elf(["libc.so.6"], ["GLIBC_2.17"], Both),
            now = MadeNative.Elf(["libc.so.6"], ["GLIBC_2.4", needed], Both);
        var finding = Assert.Single(Told(Linux, before, now, after, system: system));
        Assert.Equal(("SG5010", severity), (finding.Id, finding.Severity));
        Assert.Contains(
            $"needs GLIBC {needed[6..]} (before: 2.17) for linux-x64/native/libNative.so", finding.Message, StringComparison.Ordinal);
    }

    /// <summary>SQLite's <c>DQS=0</c> came with a patch of a patch, and takes no text in double quotes any more.</summary>
    [Theory]
    [InlineData("THREADSAFE=1", "THREADSAFE=1\0DQS=0", "2.0.1", "DQS=0,")]
    [InlineData("THREADSAFE=1", "THREADSAFE=2", "2.1.0", "THREADSAFE=2 (was 1),")]
    [InlineData("THREADSAFE=1\0DQS=0", "THREADSAFE=1", "3.0.0", "without DQS,")]
    [InlineData("THREADSAFE=1\0COMPILER=gcc-9", "THREADSAFE=1\0COMPILER=gcc-13", "2.0.1", null)]
    [InlineData("THREADSAFE=1\0PATH=/a", "THREADSAFE=1\0Set=1\0x DQS=0\0PATH=/b", "2.0.1", null)]
    public void Another_option_of_its_build(string was, string now, string after, string? told)
    {
        byte[] library = MadeNative.Elf(["libc.so.6"], [], Both);
        byte[] With(string options) => [.. library, 0, .. System.Text.Encoding.ASCII.GetBytes(options), 0];
        var finding = Assert.Single(Told(Linux, With(was), With(now), after));
        Assert.Equal(("SG5010", Severity.Info), (finding.Id, finding.Severity));
        Assert.Equal(told is not null, finding.Message.Contains("is built with other options, " + told, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("libssl.so.3", Severity.Warning)]
    [InlineData("libm.so.6", Severity.Info)] // comes with the C library
    [InlineData("libOther.so", Severity.Info)] // comes with the package
    public void Another_library(string needed, Severity severity)
    {
        var finding = Assert.Single(Told(Linux, MadeNative.Elf(["libc.so.6"], [], Both), MadeNative.Elf(["libc.so.6", needed], [], Both)));
        Assert.Equal(severity, finding.Severity);
        Assert.Equal(severity == Severity.Warning,
            finding.Message.Contains("newly needs libssl.so.3 for linux-x64/native/libNative.so: on a system without that it does not load",
                StringComparison.Ordinal));
    }

    /// <summary>Who runs on the system gets the file or another one.</summary>
    [Theory]
    [InlineData(null, Severity.Info)]
    [InlineData("linux-x64", Severity.Warning)]
    public void Another_library_for_one_of_two_processors(string? system, Severity severity)
    {
        byte[] before = MadeNative.Elf(["libc.so.6"], [], Both), now = MadeNative.Elf(["libc.so.6", "libssl.so.3"], [], Both);
        (string, byte[]) other = ("runtimes/linux-arm64/native/libNative.so", before);
        string[]? systems = system is null ? null : [system];
        var finding = Assert.Single(PackageFindingsOf.Between(new MadeContent("2.0.0") { Binaries = [(Linux, before), other], Systems = systems },
            new MadeContent("2.0.1") { Binaries = [(Linux, now), other], Systems = systems }));
        Assert.Equal(severity, finding.Severity);
    }

    [Fact]
    public void Windows_has_its_own_libraries_and_not_those_of_a_compiler()
    {
        byte[] before = MadeNative.Pe(["KERNEL32.dll"], Both);
        Assert.Equal(Severity.Info, Assert.Single(
            Told(Windows, before, MadeNative.Pe(["kernel32.DLL", "bcrypt.dll", "api-ms-win-crt-heap-l1-1-0.dll"], Both))).Severity);
        Assert.Equal(
            Severity.Warning, Assert.Single(Told(Windows, before, MadeNative.Pe(["KERNEL32.dll", "VCRUNTIME140.dll"], Both))).Severity);
    }

    [Fact]
    public void A_newer_macOS() => Assert.Contains(
        "needs macOS 14.0 (before: 12.0) for osx/native/libNative.dylib",
        Assert.Single(
            Told(Mac, MadeNative.Mach([], new Version(12, 0), Both, true), MadeNative.Mach([], new Version(14, 0), Both, true))).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Native", "two", "3.0.0", Severity.Warning)] // under every claim
    [InlineData("libNative.so", "two", "2.0.1", Severity.Warning)]
    [InlineData("Native", "one", "2.0.1", Severity.Info)]
    [InlineData("Else", "two", "2.0.1", Severity.Info)] // of another library
    public void A_function_that_is_gone_harms_who_imports_it(string module, string function, string after, Severity severity)
    {
        byte[] before = MadeNative.Elf([], [], Both), less = MadeNative.Elf([], [], ["one", "three"]);
        var finding = Assert.Single(Told(Linux, before, less, after, [new NativeImport("App.dll", module, function)]));
        Assert.Equal(severity, finding.Severity);
        Assert.Contains("no longer exports two from linux-x64/native/libNative.so: "
            + (severity == Severity.Warning
                ? "App.dll calls it, which throws EntryPointNotFoundException"
                : "no assembly of this application imports it"), finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_needs_no_more_and_exports_the_same_is_told_so() => Assert.Contains(
        "it needs no more of the system than before",
        Assert.Single(Told(Linux, MadeNative.Elf(["libc.so.6"], [], Both), MadeNative.Elf([], [], [.. Both, "three"]))).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("linux-arm", "linux-x64", true)]
    [InlineData("alpine-x64", "linux-musl-x64", false)]
    [InlineData("win7-x64", "win-x64", false)]
    [InlineData("osx", "osx-arm64", false)]
    public void A_system_may_go_and_be_called_otherwise(string before, string after, bool isGone)
    {
        var finding = Assert.Single(PackageFindingsOf.Between(
            new("2.0.0", ($"runtimes/{before}/native/a", "x")), new("2.0.1", ($"runtimes/{after}/native/a", "y"))));
        Assert.Equal(Severity.Info, finding.Severity); // nobody says where it runs
        Assert.Equal(isGone, finding.Message.Contains("has no native code for linux-arm any more", StringComparison.Ordinal));
    }

    [Fact]
    public void Several_facts_are_one_finding() => Assert.Contains(
        " It also newly needs libssl.so.3 for ",
        Assert.Single(Told(Linux, MadeNative.Elf([], ["GLIBC_2.17"], Both), MadeNative.Elf(["libssl.so.3"], ["GLIBC_2.34"], Both),
            system: "linux-x64")).Message,
        StringComparison.Ordinal);

    private static IReadOnlyList<Finding> Told(
        string path, byte[] before, byte[] after, string version = "2.0.1", NativeImport[]? imports = null, string? system = null)
    {
        (string, byte[]) other = ("runtimes/linux-x64/native/libOther.so", []);
        string[]? systems = system is null ? null : [system];
        return PackageFindingsOf.Between(new MadeContent("2.0.0") { Binaries = [(path, before), other], Systems = systems },
            new MadeContent(version) { Binaries = [(path, after), other], Systems = systems, Imports = imports ?? [] });
    }
}
