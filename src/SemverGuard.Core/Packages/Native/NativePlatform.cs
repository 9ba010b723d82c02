using System.Text.RegularExpressions;

namespace SemverGuard.Packages.Native;

/// <summary>What is there wherever .NET runs: needing it harms nobody.</summary>
internal static class NativePlatform
{
    private static readonly Regex Provided = new(
        // The C library of Linux and the loader; Android's; what Windows itself has; what macOS itself has.
        @"^(lib(c|m|dl|rt|pthread|resolv|util)\.so(\.\d+)?|ld-linux.*|ld64?\.so.*|ld-musl.*|libc\.musl-.*|lib(log|android)\.so"
            + @"|(api-ms-win|ext-ms)-.*|(kernel32|kernelbase|ntdll|user32|gdi32|advapi32|shell32|shlwapi|ole32|"
            + @"oleaut32|ws2_32|wsock32|bcrypt|bcryptprimitives|ncrypt|crypt32|cryptbase|secur32|rpcrt4"
            + @"|msvcrt|ucrtbase|version|winmm|iphlpapi|dnsapi|winhttp|wininet|psapi|dbghelp|userenv|setupapi|comctl32|comdlg32|imm32|"
            + @"opengl32|d3d\d+|dxgi|dwrite|d2d1|fontsub|usp10|mswsock|netapi32|powrprof|normaliz|wldap32|winspool)\.(dll|drv)"
            + @"|/usr/lib/.*|/System/Library/.*)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    public static bool Has(string library) => Provided.IsMatch(library);

    /// <summary>.NET itself does not run on less, as its supported-os notes say of each release.</summary>
    public static bool Has(string family, Version version, FrameworkName? framework) =>
        framework is { Family: "core" } && Least(family, framework.Version.Major) is { } least && version <= least;

    private static Version? Least(string family, int release) => family switch
    {
        "GLIBC" => release >= 10 ? new Version(2, 27) : release >= 8 ? new Version(2, 23) : new Version(2, 17),
        "macOS" => release >= 9 ? new Version(12, 0) : release >= 7 ? new Version(10, 15) : new Version(10, 13),
        _ => null,
    };
}
