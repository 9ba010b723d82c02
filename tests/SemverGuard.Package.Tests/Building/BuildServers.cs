using System.Collections.Concurrent;

namespace SemverGuard.Package.Tests.Building;

/// <summary>
/// The SDK's own build servers, kept for one run of the tests: what a build loads and compiles just in time is so once, and not in every
/// build.
/// </summary>
/// <remarks>
/// The command stays <c>dotnet build</c>; it hands folder, arguments and environment to a server and prints what that says. A server takes
/// one build at a time, so builds beside one another have one each. A server of this run is nobody else's: none has seen the package of
/// another run.
/// </remarks>
internal static class BuildServers
{
    private static readonly string Prefix = "semverguard-tests-" + Guid.NewGuid().ToString("N")[..8];

    private static readonly ConcurrentBag<string> Free = [];

    private static int count;

    /// <summary>The compiler's server, of which there is one, and which compiles several projects at once.</summary>
    public static string Compiler => Prefix;

    /// <returns>The name of a server that is building nothing. It starts when it is first asked to build.</returns>
    public static string Take() => Free.TryTake(out string? server) ? server : Name(Interlocked.Increment(ref count));

    public static void GiveBack(string server) => Free.Add(server);

    /// <summary>
    /// Ends them all. A server that nobody ends goes by itself when nobody has asked it anything for a quarter of an hour.
    /// </summary>
    public static void Shutdown()
    {
        if (count == 0) return;
        var shutdowns = Enumerable.Range(1, count)
            .Select(x => Dotnet.Start(Repository.Root, Environment(Name(x)), "build-server", "shutdown", "--msbuild")).ToList();
        if (CompilerProgram() is { } compiler)
            shutdowns.Add(Dotnet.Start(Repository.Root, null, "exec", compiler, "-shutdown", "-pipename:" + Compiler));
        foreach (var shutdown in shutdowns)
        {
            shutdown.HasEndedWithin(TimeSpan.FromSeconds(30)); // a server that does not answer goes by itself
            shutdown.Dispose();
        }
    }

    public static Dictionary<string, string> Environment(string server) => new()
    {
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "1",
        ["MSBUILDDISABLENODEREUSE"] = "0",
        // Which server the command looks for.
        ["MSBUILDNODEHANDSHAKESALT"] = server,
        ["SharedCompilationId"] = Compiler,
    };

    private static string Name(int number) => $"{Prefix}-{number}";

    private static string? CompilerProgram()
    {
        var (exitCode, output) = Dotnet.Run(Repository.Root, null, "msbuild", "-getProperty:RoslynTargetsPath", "-nodeReuse:false",
            Path.Combine("src", "SemverGuard", "SemverGuard.csproj"));
        string program = Path.Combine(output.Trim(), "bincore", "VBCSCompiler.dll");
        return exitCode == 0 && File.Exists(program) ? program : null;
    }
}
