using System.Text;
using System.Text.RegularExpressions;

namespace SemverGuard.Package.Tests.Building;

/// <summary>
/// What the page about the command line shows of a run, compared with what was printed. Lines are broken there to be read, so words are
/// compared. <c>SEMVERGUARD_UPDATE=1</c> writes what was printed into the page.
/// </summary>
internal static class Transcript
{
    /// <summary>Of a line, with the four blanks before it.</summary>
    private const int Widest = 136;

    private const string Indent = "    ";

    private static readonly string Page = Path.Combine(Repository.Root, "src", "SemverGuard", "docs", "command-line.md");

    private static readonly Lock Writing = new();

    /// <param name="command">As it is typed behind <c>semverguard</c>; the page has it too.</param>
    public static void ShouldBe(string command, ConsumerSolution solution, string output)
    {
        lock (Writing)
        {
            string printed = Shown(output, solution.Folder), text = File.ReadAllText(Page);
            var (start, end) = Block(text, command);
            if (Environment.GetEnvironmentVariable("SEMVERGUARD_UPDATE") == "1")
                File.WriteAllText(Page, text[..start] + Laid(printed) + text[end..]);
            else Assert.Equal(Words(printed), Words(text[start..end]));
        }
    }

    /// <summary>
    /// Without what only a test has: its folder, the first part of its packages' names (in a table their column stays as wide), and a
    /// package of another version than the command.
    /// </summary>
    private static string Shown(string output, string folder) => string.Join('\n', output.Split('\n')
        .Where(x => !x.StartsWith("semverguard: the projects have SemverGuard ", StringComparison.Ordinal))
        .Select(x => Regex.Replace(x.Replace(folder + "/", ""), @"SgTest\.(\w+)( *\|)", "$1       $2").Replace("SgTest.", "")));

    /// <summary>What stands indented below the command.</summary>
    private static (int Start, int End) Block(string text, string command)
    {
        string typed = $"\n{Indent}> semverguard {command}\n";
        int at = text.IndexOf(typed, StringComparison.Ordinal);
        Assert.True(at >= 0, $"command-line.md does not show 'semverguard {command}'");
        int start = at + typed.Length, end = start;
        for (int next = start; next < text.Length; next = text.IndexOf('\n', next) + 1)
        {
            bool isBlank = text[next] == '\n';
            if (!isBlank && (!text.AsSpan(next).StartsWith(Indent) || text.AsSpan(next).StartsWith(Indent + "> "))) break;
            if (!isBlank) end = text.IndexOf('\n', next) + 1;
        }
        return (start, end);
    }

    private static string Laid(string output)
    {
        var page = new StringBuilder();
        foreach (string line in output.TrimEnd().Split('\n'))
        {
            string rest = line.TrimEnd();
            while (rest.Length > Widest)
            {
                int cut = rest.LastIndexOf(' ', Widest);
                page.Append(Indent).Append(rest.AsSpan(0, cut)).Append('\n');
                rest = rest[(cut + 1)..];
            }
            page.Append(rest.Length > 0 ? Indent : "").Append(rest).Append('\n');
        }
        return page.ToString();
    }

    private static string Words(string text) => string.Join(" ", text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
