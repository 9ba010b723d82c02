using System.Text.RegularExpressions;

namespace SemverGuard.Worlds.Reporting;

/// <summary>
/// The properties that a project's files set, as far as they can be read without MSBuild: enough for the paths of what is imported.
/// </summary>
internal sealed class ReadProperties
{
    /// <summary>Functions that paths are made with: what is looked for in the folders above, and one path of several parts.</summary>
    private static readonly Regex Function = new(
        @"\$\(\[(?:MSBuild|System\.IO\.Path)\]::(?<name>\w+)\(\s*(?<arguments>[^()$]*?)\s*\)\)", RegexOptions.CultureInvariant);

    private static readonly Regex Named = new(@"\$\((?<name>\w+)\)", RegexOptions.CultureInvariant);

    private readonly Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);

    public ReadProperties(string projectFile)
    {
        values["MSBuildProjectDirectory"] = Path.GetDirectoryName(projectFile)!;
        values["MSBuildProjectFullPath"] = projectFile;
        values["MSBuildProjectName"] = Path.GetFileNameWithoutExtension(projectFile);
    }

    /// <param name="isConditional">As a default mostly is: what is known already stays.</param>
    public void Set(string name, string value, string file, bool isConditional)
    {
        if (isConditional && values.ContainsKey(name)) return;
        if (Value(value.Trim(), file) is { } known) values[name] = known;
        else values.Remove(name);
    }

    /// <returns>The text with the values in it; null where only an evaluation would tell.</returns>
    public string? Value(string text, string file)
    {
        string folder = Path.GetDirectoryName(file)!;
        string value = Named.Replace(text, x => x.Groups["name"].Value switch
        {
            "MSBuildThisFileDirectory" => folder + "/",
            "MSBuildThisFileFullPath" => file,
            "MSBuildThisFile" => Path.GetFileName(file),
            var name => values.TryGetValue(name, out string? known) ? known : x.Value,
        });
        // The innermost first. A folder may be called like a function.
        const int Most = 16;
        for (int i = 0; i < Most && Function.Match(value) is { Success: true } call; i++)
        {
            string[] arguments = [.. call.Groups["arguments"].Value.Split(',').Select(x => x.Trim().Trim('\'', '"', '`'))];
            if (Called(call.Groups["name"].Value, arguments, folder) is not { } result) return null;
            value = value.Substring(0, call.Index) + result + value.Substring(call.Index + call.Length);
        }
        return value.Contains("$(") ? null : value;
    }

    private static string? Called(string name, string[] arguments, string folder) => name switch
    {
        "GetPathOfFileAbove" => Above(arguments[0], Path.Combine([folder, .. arguments.Skip(1).Select(Slashed)])),
        "GetDirectoryNameOfFileAbove" when arguments.Length == 2 =>
            Above(arguments[1], Path.Combine(folder, Slashed(arguments[0]))) is { } found ? Path.GetDirectoryName(found) : null,
        "NormalizePath" or "GetFullPath" or "Combine" => Joined(arguments, folder),
        "NormalizeDirectory" => Joined(arguments, folder).TrimEnd('/', '\\') + "/",
        "GetDirectoryName" => Path.GetDirectoryName(Slashed(arguments[0])),
        _ => null,
    };

    /// <summary>The nearest file of that name in the folder or one above it.</summary>
    public static string? Above(string name, string folder)
    {
        for (string? at = Path.GetFullPath(folder); at is not null; at = Path.GetDirectoryName(at))
        {
            if (File.Exists(Path.Combine(at, name))) return Path.Combine(at, name);
        }
        return null;
    }

    private static string Joined(string[] parts, string folder) => Path.GetFullPath(Path.Combine([folder, .. parts.Select(Slashed)]));

    private static string Slashed(string path) => path.Replace('\\', '/');
}
