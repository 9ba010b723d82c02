using System.Globalization;
using System.Text;

namespace SemverGuard.Benchmarks.Reports;

/// <summary>One table of the report, in Markdown.</summary>
internal sealed class Table(string title, IReadOnlyList<string> head, string? note = null)
{
    private readonly List<string[]> rows = [];

    /// <summary>What the table says in a line, and what it was allowed to say.</summary>
    public List<Headline> Headlines { get; } = [];

    public void Add(params string[] cells) => rows.Add(cells);

    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append("## ").Append(title).Append("\n\n");
        if (note is not null) text.Append(note).Append("\n\n");
        Line(head);
        Line([.. head.Select((_, i) => i == 0 ? "---" : "---:")]);
        foreach (string[] row in rows) Line(row);
        return text.ToString();

        void Line(IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
    }
}

internal sealed record Headline(string What, string Measured, string Budget);

/// <summary>Figures as the report writes them.</summary>
internal static class Text
{
    public static string Milliseconds(TimeSpan time) =>
        time.TotalMilliseconds.ToString(time.TotalMilliseconds < 10 ? "0.0" : "0", CultureInfo.InvariantCulture) + " ms";

    public static string Milliseconds(double nanoseconds) => Milliseconds(TimeSpan.FromMicroseconds(nanoseconds / 1000));

    public static string Megabytes(long bytes) => (bytes / 1048576.0).ToString("0.#", CultureInfo.InvariantCulture) + " MB";

    public static string Ratio(double ratio) => ratio.ToString(ratio < 0.1 ? "0.000" : "0.00", CultureInfo.InvariantCulture);
}
