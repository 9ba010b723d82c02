using System.Text;
using SemverGuard.Metadata;
using Spectre.Console;

namespace SemverGuard.Tool;

/// <summary>
/// The one place that writes to the console. What it writes may name anything that a package, a project or a path has: every line is made
/// harmless here, and a report by its own printer.
/// </summary>
internal static class Say
{
    /// <summary>A script's terminal has no width.</summary>
    private const int Width = 200;

    /// <summary>Who waits at a terminal sees how far it is.</summary>
    public static bool IsWatched => !Console.IsErrorRedirected;

    /// <summary>For what is streamed, by a printer that makes it harmless.</summary>
    public static Stream Output() => Console.OpenStandardOutput();

    public static void Line(string text) => Console.Out.WriteLine(SafeText.OneLine(text));

    /// <summary>To who looks at errors, without our name.</summary>
    public static void Note(string text) => Console.Error.WriteLine(SafeText.OneLine(text));

    public static void Error(string text) => Note("semverguard: " + text);

    /// <summary>What its printer made harmless, as bytes: the console's own encoding is not what reads a file.</summary>
    public static void Text(string printed)
    {
        using var output = Output();
        output.Write(Encoding.UTF8.GetBytes(printed));
    }

    public static void Table(IEnumerable<string> columns, IEnumerable<string[]> rows)
    {
        var table = new Table().Border(Console.IsOutputRedirected ? TableBorder.Ascii : TableBorder.Rounded);
        foreach (string name in columns) table.AddColumn(Cell(name));
        foreach (string[] row in rows) table.AddRow([.. row.Select(Cell)]);
        var console = AnsiConsole.Console;
        if (Console.IsOutputRedirected) console.Profile.Width = Width;
        console.Write(table);
    }

    private static string Cell(string text) => Markup.Escape(SafeText.OneLine(text));
}
