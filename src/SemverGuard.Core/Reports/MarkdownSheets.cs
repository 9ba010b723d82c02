using System.Text;
using SemverGuard.Effects.Sheets;
using SemverGuard.Metadata;

namespace SemverGuard.Reports;

/// <summary>
/// A sheet as a table that opens on demand: what changed first, then the rest, so that a reader sees what he relies on stayed.
/// </summary>
internal static class MarkdownSheets
{
    public static void Print(StringBuilder text, Sheet sheet)
    {
        int changed = sheet.Changed.Count(), same = sheet.Rows.Count - changed;
        text.Append("\n<details><summary>").Append(Title(sheet)).Append(": ").Append(changed).Append(" changed, ").Append(same)
            .Append(" as before</summary>\n\n| ");
        text.Append(sheet.Kind == SheetKind.Options ? "property" : "member").Append(" | before | after | |\n|---|---|---|---|\n");
        foreach (var row in sheet.Rows.OrderByDescending(x => x.IsChanged))
        {
            text.Append("| ").Append(MarkdownReport.Code(row.Member)).Append(" | ").Append(Cell(row.Before)).Append(" | ")
                .Append(Cell(row.After));
            text.Append(" | ").Append(row.IsChanged ? "**changed**" : row.Before is null ? "new" : "")
                .Append(row.IsSet ? (row.IsChanged ? ", " : "") + "set by the project" : "").Append(" |\n");
        }
        text.Append("\n</details>\n");
    }

    private static string Title(Sheet sheet) => sheet.Kind == SheetKind.Options
        ? "Defaults of " + MarkdownReport.Plain(DisplayName.Of(sheet.Type))
        : MarkdownReport.Plain(DisplayName.Of(sheet.Type)) + " as " + sheet.By + " has it";

    private static string Cell(string? value) => value is null ? "" : MarkdownReport.Code(value);
}
