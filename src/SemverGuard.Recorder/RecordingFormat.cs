using System.Text;

namespace SemverGuard.Recording;

/// <summary>How a process that records and whoever asked for it understand each other.</summary>
/// <remarks>
/// A file begins with <see cref="Header"/>, the number of crossings that were not kept, and <see cref="Ended"/> where the process lived to
/// write it all. Then each line is a crossing, its fields separated by tabs: kind, test, member, file, line, assembly, arguments, outcome
/// (behind <c>!</c> an exception), what was handed back, how often, and when it came, the first times, ascending and separated by commas.
/// Backslash, tab, carriage return and line feed in a field are written as <c>\\ \t \r \n</c>.
/// </remarks>
internal static class RecordingFormat
{
    /// <summary>The environment variable with the folder to write to. Where it is not set, nothing is recorded.</summary>
    public const string FolderVariable = "SEMVERGUARD_RECORDING";

    /// <summary>
    /// An environment variable, the same for all runs that are compared and kept by nobody: secrets can be compared, and not found out.
    /// </summary>
    public const string SaltVariable = "SEMVERGUARD_RECORDING_SALT";

    /// <summary>In that folder, the simple names of the assemblies whose packages moved, one a line.</summary>
    public const string MovedFile = "moved.txt";

    public const string Extension = ".recording";

    public const string Header = "semverguard-recording 2 ";

    public const string Ended = " ended";

    /// <summary>Begins the outcome of what ended with an exception.</summary>
    public const char Exception = '!';

    /// <summary>The outcome of a task that had not ended when its process did.</summary>
    public const string NotEnded = "<not ended>";

    /// <summary>Ends the name of what a runner calls of a class before and after its tests.</summary>
    public const string SetUp = " (set-up)";

    /// <summary>Whether a name is that of a test, and neither empty nor of what stands around tests.</summary>
    public static bool IsTest(string name) => name.Length > 0 && !name.EndsWith(SetUp, StringComparison.Ordinal);

    public static string Escaped(string text) => text.Replace("\\", "\\\\").Replace("\t", "\\t").Replace("\r", "\\r").Replace("\n", "\\n");

    /// <summary>A text among other values: whatever it holds, it ends at the next quote without a backslash.</summary>
    public static string Quoted(string text) => "\"" + Escaped(text).Replace("\"", "\\\"") + "\"";

    public static string Unescaped(string field)
    {
        if (field.IndexOf('\\') < 0) return field;
        var text = new StringBuilder(field.Length);
        for (int i = 0; i < field.Length; i++)
        {
            if (field[i] != '\\' || i + 1 == field.Length)
            {
                text.Append(field[i]);
                continue;
            }
            i++;
            text.Append(field[i] switch { 't' => '\t', 'r' => '\r', 'n' => '\n', var letter => letter });
        }
        return text.ToString();
    }
}
