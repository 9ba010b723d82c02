using System.Diagnostics;
using System.Text.RegularExpressions;
using SemverGuard.Compiling;

namespace SemverGuard.Pages;

/// <summary>What a program did: printed something and ended, or died of an exception.</summary>
public sealed partial record Outcome(string Output, string? Exception)
{
    private const string RuntimeConfig = """
        {"runtimeOptions":{"tfm":"net10.0","framework":{"name":"Microsoft.NETCore.App","version":"10.0.0"},"configProperties":{"System.Globalization.Invariant":true}}}
        """;

    /// <summary>
    /// Runs the first assembly in a process of its own, so that the default binder decides what is loaded and nothing of us is.
    /// </summary>
    public static Outcome Run(CompiledAssembly program, params IEnumerable<CompiledAssembly> libraries)
    {
        var folder = Directory.CreateTempSubdirectory("semverguard-page-");
        try
        {
            foreach (var assembly in libraries.Append(program))
                File.WriteAllBytes(Path.Combine(folder.FullName, assembly.Name + ".dll"), [.. assembly.Image]);
            File.WriteAllText(Path.Combine(folder.FullName, program.Name + ".runtimeconfig.json"), RuntimeConfig);
            return Run(Path.Combine(folder.FullName, program.Name + ".dll"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The words of the pages for an outcome, seen beside the one before the upgrade.</summary>
    public string Beside(Outcome before) =>
        Exception is not null ? $"fails with `{Exception}`"
        : Output == before.Output ? "works as before"
        : $"prints `{Output}`, printed `{before.Output}` before";

    private static Outcome Run(string program)
    {
        var start = new ProcessStartInfo(DotNet.Host, ["exec", program]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode == 0) return new Outcome(output.Trim().ReplaceLineEndings(" "), null);
        var unhandled = UnhandledException().Match(error.Result);
        return new Outcome(output, unhandled.Success ? unhandled.Groups[1].Value : $"exit code {process.ExitCode}: {error.Result}");
    }

    [GeneratedRegex(@"Unhandled exception\. [\w.]*?(\w+):")]
    private static partial Regex UnhandledException();
}
