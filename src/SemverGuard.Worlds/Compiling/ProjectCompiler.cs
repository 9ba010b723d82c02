using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SemverGuard.Recompilation;
using SemverGuard.Worlds.Assets;
using SemverGuard.Worlds.Baselines;
using SemverGuard.Uses;

namespace SemverGuard.Worlds.Compiling;

/// <summary>What a compilation came to: an output, or errors in the source, or the reason why there was none.</summary>
internal sealed record Compilation(string? Output, IReadOnlyList<CompileError> Errors, string? Failure = null);

/// <summary>
/// Runs the project's own compiler once more, under obj and silently. A compilation of the same inputs is not repeated.
/// </summary>
/// <param name="compiler">Path of the compiler; see <see cref="Locate"/>.</param>
/// <param name="host">Path of the dotnet command.</param>
/// <param name="server">Name of the compiler server; empty for the one of the user and this compiler, null when the project uses
/// none.</param>
/// <param name="projectFolder">Paths in the options are relative to it.</param>
internal sealed class ProjectCompiler(string compiler, string host, string? server, string projectFolder, CancellationToken cancellation)
{
    /// <summary>As compilers have printed errors for MSBuild to read for twenty years; Visual Basic's leaves the column out.</summary>
    private static readonly Regex Error =
        new(@"^(?<file>.+?)\((?<line>\d+)(,(?<column>\d+)(,\d+,\d+)?)?\)\s*:\s*error (?<id>\w+)\s*:\s*(?<text>.*)$",
            RegexOptions.CultureInvariant);

    private static readonly Regex ErrorWithoutPlace = new(@"^(.*: )?error (?<id>\w+)\s*:\s*(?<text>.*)$", RegexOptions.CultureInvariant);

    /// <param name="folder">Where the build's own compiler task lies.</param>
    /// <returns>Null when there is none that we know.</returns>
    public static string? Locate(string folder, string language)
    {
        string name = language == "VB" ? "vbc" : "csc";
        // MSBuild on .NET Framework names a folder beside it that has the tasks and no compiler.
        string[] places = ["bincore/" + name + ".dll", name + ".exe", "bincore/" + name + ".exe", "../bincore/" + name + ".dll",
            "../bincore/" + name + ".exe"];
        return folder.Length == 0 ? null : places.Select(x => Path.GetFullPath(Path.Combine(folder, x))).FirstOrDefault(File.Exists);
    }

    /// <param name="folder">Under obj, for the output and what belongs to it.</param>
    /// <param name="name">File name of the output, which is the assembly's name too.</param>
    public Compilation Compile(CompilerOptions options, CompilerInputs inputs, string folder, string name)
    {
        string output = Path.Combine(folder, name), key = Path.Combine(folder, "inputs.key");
        string[] arguments = [.. options.Arguments, .. inputs.Arguments, .. VisualBasicRuntime(inputs), "/debug:portable",
            "/skipanalyzers+", "/utf8output", "/fullpaths"];
        // A response file has no way to say a quote or a line break inside a path; no compiler's task takes them either.
        if (inputs.Files.Append(output).Append(inputs.PathMap).FirstOrDefault(x => x.IndexOfAny(['"', '\n', '\r']) >= 0) is { } bad)
            return new Compilation(null, [], "'" + Path.GetFileName(bad) + "' has a name that the compiler cannot be given");
        string inputsKey = Fingerprint.Of(arguments, inputs.Files.Prepend(compiler));
        if (File.Exists(output) && File.Exists(key) && InputFile.Text(key) == inputsKey) return new Compilation(output, []);

        // Another build of this project may compile the same at this moment.
        string work = OutputFile.WorkFolder(folder);
        try
        {
            var (exitCode, printed) = Run(arguments, work, name);
            if (exitCode == 0 && File.Exists(Path.Combine(work, name)))
            {
                StampFile.Remove(key);
                foreach (string file in new[] { Path.ChangeExtension(name, ".pdb"), name })
                    OutputFile.Move(Path.Combine(work, file), Path.Combine(folder, file));
                OutputFile.Write(key, inputsKey);
                return new Compilation(output, []);
            }
            var errors = Errors(printed);
            return new Compilation(null, errors, errors.Count > 0 ? null : "the compiler failed: " + FirstLine(printed));
        }
        finally
        {
            OutputFile.RemoveFolder(work);
        }
    }

    private (int? ExitCode, string Output) Run(IEnumerable<string> arguments, string work, string name)
    {
        string response = Path.Combine(work, "arguments.rsp"), output = Path.Combine(work, name);
        string[] all = [
            .. arguments.SelectMany(x => x == CompilerOptions.Documented ? ["/doc:" + Beside(".xml"), CommentWarnings] : new[] { x }),
            "/out:" + CompilerInputs.Quoted(output), "/pdb:" + Beside(".pdb")];
        File.WriteAllLines(response, all, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        string[] shared = server is null ? [] : [server.Length == 0 ? "/shared" : "/shared:" + server];
        string[] command = [.. shared, "/noconfig", "/nologo", "@" + response];
        return compiler.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
            ? Command.Run(host, ["exec", compiler, .. command], projectFolder, cancellation)
            : Command.Run(compiler, command, projectFolder, cancellation);

        string Beside(string extension) => CompilerInputs.Quoted(Path.ChangeExtension(output, extension));
    }

    private bool IsVisualBasic => Path.GetFileNameWithoutExtension(compiler) == "vbc";

    /// <summary>
    /// What compilers say of comments is no sign that source needs an upgrade, whatever the project makes of it: a comment may name what
    /// only the new version has.
    /// </summary>
    private string CommentWarnings => IsVisualBasic
        ? "/nowarn:" + string.Join(",", Enumerable.Range(42300, 27))
        : "/nowarn:1570,1571,1572,1573,1574,1580,1581,1584,1587,1589,1590,1591,1592,1710,1711,1712,1723,1734";

    /// <summary>Visual Basic's compiler wants to know the library of the language; its task finds it among the references.</summary>
    private IEnumerable<string> VisualBasicRuntime(CompilerInputs inputs) =>
        !IsVisualBasic ? [] : inputs.References.Select(x => x.File)
            .Where(x => Path.GetFileName(x).Equals("Microsoft.VisualBasic.dll", StringComparison.OrdinalIgnoreCase)).Take(1)
            .Select(x => "/vbruntime:" + CompilerInputs.Quoted(x));

    private static List<CompileError> Errors(string printed)
    {
        var errors = new List<CompileError>();
        string[] lines = Lines(printed);
        for (int i = 0; i < lines.Length; i++)
        {
            if (Error.Match(lines[i]) is { Success: true } match)
            {
                int column = match.Groups["column"].Success ? Number(match, "column") : Underlined(lines, i + 1);
                errors.Add(new(match.Groups["id"].Value, match.Groups["text"].Value,
                    new SourceSite(match.Groups["file"].Value, Number(match, "line"), column)));
            }
            else if (ErrorWithoutPlace.Match(lines[i]) is { Success: true } other)
            {
                errors.Add(new(other.Groups["id"].Value, other.Groups["text"].Value, null));
            }
        }
        return errors;

        static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    /// <summary>The column that Visual Basic's compiler shows below the source line, as its MSBuild task reads it.</summary>
    private static int Underlined(string[] lines, int from)
    {
        string? marks = lines.Skip(from).Take(2).FirstOrDefault(x => x.Trim() is { Length: > 0 } text && text.All(y => y == '~'));
        return marks is null ? 1 : marks.IndexOf('~') + 1;
    }

    private static string FirstLine(string printed) => Lines(printed).FirstOrDefault(x => x.Trim().Length > 0) ?? "it printed nothing";

    private static string[] Lines(string printed) => printed.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
