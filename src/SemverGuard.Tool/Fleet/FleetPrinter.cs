using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using SemverGuard.Metadata;

namespace SemverGuard.Tool.Fleet;

/// <summary>One line of an answer.</summary>
/// <param name="Text">For people.</param>
/// <param name="Values">For scripts: texts, numbers, truths and lists of texts.</param>
internal sealed record FleetRow(string Text, params (string Name, object Value)[] Values);

/// <summary>Prints an answer row by row, as they are found: none is kept.</summary>
internal abstract class FleetPrinter : IDisposable
{
    public static FleetPrinter Of(string format, Stream output) => format == "json" ? new Json(output) : new Lines(output);

    public abstract void Row(FleetRow row);

    /// <param name="values">How many there are of what.</param>
    public abstract void End(string summary, FleetProblems problems, params (string Name, int Value)[] values);

    public abstract void Dispose();

    private sealed class Lines(Stream output) : FleetPrinter
    {
        // The console's own encoding is not what reads a file.
        private readonly StreamWriter writer = new(output, new UTF8Encoding(false), 16 * 1024) { NewLine = "\n" };
        private bool hasRows;

        public override void Row(FleetRow row)
        {
            hasRows = true;
            writer.WriteLine(SafeText.OneLine(row.Text));
        }

        public override void End(string summary, FleetProblems problems, params (string Name, int Value)[] values)
        {
            if (hasRows) writer.WriteLine();
            foreach (string line in summary.Split('\n')) writer.WriteLine(SafeText.OneLine(line));
        }

        public override void Dispose() => writer.Dispose();
    }

    private sealed class Json : FleetPrinter
    {
        private const int Enough = 64 * 1024;

        private readonly Utf8JsonWriter writer;

        public Json(Stream output)
        {
            // Logs show JSON too, and to some build servers a bracket is the beginning of an order.
            var plain = new TextEncoderSettings(UnicodeRanges.BasicLatin);
            plain.ForbidCharacters('[');
            var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Create(plain) };
            writer = new Utf8JsonWriter(output, options);
            writer.WriteStartObject();
            writer.WriteStartArray("rows");
        }

        public override void Row(FleetRow row)
        {
            writer.WriteStartObject();
            foreach (var (name, value) in row.Values) Value(name, value);
            writer.WriteEndObject();
            if (writer.BytesPending > Enough) writer.Flush();
        }

        public override void End(string summary, FleetProblems problems, params (string Name, int Value)[] values)
        {
            writer.WriteEndArray();
            foreach (var (name, value) in values) writer.WriteNumber(name, value);
            writer.WriteNumber("notRead", problems.Count);
            writer.WriteStartArray("problems");
            foreach (var (file, reason) in problems.First)
            {
                writer.WriteStartObject();
                writer.WriteString("file", file);
                writer.WriteString("reason", reason);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        public override void Dispose() => writer.Dispose();

        private void Value(string name, object value)
        {
            switch (value)
            {
                case bool truth: writer.WriteBoolean(name, truth); break;
                case int number: writer.WriteNumber(name, number); break;
                case IEnumerable<string> texts:
                    writer.WriteStartArray(name);
                    foreach (string text in texts) writer.WriteStringValue(text);
                    writer.WriteEndArray();
                    break;
                default: writer.WriteString(name, (string)value); break;
            }
        }
    }
}
