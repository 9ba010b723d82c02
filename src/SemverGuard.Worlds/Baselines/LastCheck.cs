using System.Globalization;
using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Worlds.Assets;

namespace SemverGuard.Worlds.Baselines;

/// <summary>
/// What the last check told, kept under obj. While nothing changed and findings are open, the next build tells it again and compares
/// nothing. The file has the fingerprint of the inputs, that of the baseline, the upgrades, and then one diagnostic a line.
/// </summary>
internal sealed class LastCheck(string stateFolder, string baselineFile)
{
    /// <summary>Lines before the first diagnostic.</summary>
    private const int Head = 3;

    private string FilePath => Path.Combine(stateFolder, "last-check.txt");

    /// <summary>
    /// The upgrades that nobody has to look at. One that asks for a package with open questions waits with it, for it was made for what
    /// that is now; and what such a package brings along goes back with it, should somebody decide so.
    /// </summary>
    /// <param name="held">Ids of packages that wait for another reason.</param>
    /// <param name="accepted">Ids of packages that somebody has looked at.</param>
    public IReadOnlyList<ComparedUpgrade> Settled(ProjectAssets graph, IEnumerable<string> held, IEnumerable<string> accepted)
    {
        var compared = Compared;
        var open = compared.Where(x => x.IsOpen).Select(x => x.Id).Concat(held).Except(accepted, StringComparer.OrdinalIgnoreCase);
        var waiting = graph.Around(open);
        return [.. compared.Where(x => !x.IsOpen && !waiting.Contains(x.Id))];
    }

    private IReadOnlyList<ComparedUpgrade> Compared =>
        Lines() is { Length: >= Head } lines
            ? [.. lines[2].Split([' '], StringSplitOptions.RemoveEmptyEntries).Select(ComparedUpgrade.Parse).OfType<ComparedUpgrade>()]
            : [];

    /// <returns>Null when that check was about something else, or when there was none.</returns>
    public IReadOnlyList<Diagnostic>? Of(string inputs)
    {
        string[] lines = Lines();
        if (lines.Length < Head || lines[0] != inputs || lines[1] != Baseline()) return null;
        var told = Told(lines).ToArray();
        return told.Length == lines.Length - Head ? told : null;
    }

    /// <summary>Whether that check said of an assembly that it was not checked, and why.</summary>
    public bool HasTold(string assembly, string reason) =>
        Told(Lines()).Any(x => x.Code == SelfRules.NotChecked.Id && x.Message.Contains(assembly) && x.Message.Contains(reason));

    public void Keep(string inputs, IEnumerable<ComparedUpgrade> compared, IEnumerable<Diagnostic> told) =>
        Write([inputs, Baseline(), string.Join(" ", compared), .. told.Select(Line)]);

    public void Forget() => StampFile.Remove(FilePath);

    /// <summary>The baseline moved on by what was checked: that is no reason to check again.</summary>
    public void Follow()
    {
        string[] lines = Lines();
        if (lines.Length >= Head) Write([lines[0], Baseline(), .. lines.Skip(2)]);
    }

    private static IEnumerable<Diagnostic> Told(string[] lines) => lines.Skip(Head).Select(Parse).OfType<Diagnostic>();

    private string[] Lines() => File.Exists(FilePath) ? InputFile.Text(FilePath).Split('\n') : [];

    private void Write(string[] lines)
    {
        try
        {
            OutputFile.Write(FilePath, string.Join("\n", lines));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next build checks again, and no more.
        }
    }

    private string Baseline() => Fingerprint.Of([File.Exists(baselineFile) ? InputFile.Text(baselineFile) : ""], []);

    private static string Line(Diagnostic told) => string.Join(
        "\t", told.Code, told.Severity, told.Place.File, Number(told.Place.Line), Number(told.Place.Column), told.HelpLink ?? "",
        OneLine(told.Message));

    private static Diagnostic? Parse(string line)
    {
        string[] parts = line.Split(['\t'], 7);
        return parts.Length == 7 && Enum.TryParse(parts[1], out Severity severity) && int.TryParse(parts[3], out int row)
            && int.TryParse(parts[4], out int column)
            ? new Diagnostic(parts[0], severity, parts[6], new Place(parts[2], row, column), parts[5].Length > 0 ? parts[5] : null)
            : null;
    }

    private static string OneLine(string message) => message.Replace("\r", "").Replace('\n', ' ');

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>An upgrade as a check left it.</summary>
/// <param name="Version">After it; empty of a package that did not move and has open questions all the same.</param>
/// <param name="IsOpen">Something was found there that waits for somebody, or it was not checked.</param>
internal sealed record ComparedUpgrade(string Id, string Version, bool IsOpen)
{
    private const string Open = "!";

    public override string ToString() => $"{Id}/{Version}/{(IsOpen ? Open : "")}";

    public static ComparedUpgrade? Parse(string text) =>
        text.Split('/') is [var id, var version, var state] ? new ComparedUpgrade(id, version, state == Open) : null;
}
