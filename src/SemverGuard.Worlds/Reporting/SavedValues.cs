using System.Text;

namespace SemverGuard.Worlds.Reporting;

/// <summary>
/// Values one after another, on their way into a file or out of it: who describes a record once, value by value, both writes and reads it.
/// </summary>
/// <remarks>Each member is given the value to write, which a reader does not look at, and answers the one to go on with.</remarks>
internal abstract class SavedValues
{
    /// <summary>More than any list of a report has; a file that says so is damaged.</summary>
    private const int Most = 1_000_000;

    public abstract string Text(string? value);

    public abstract int Number(int value);

    public bool Flag(bool value) => Number(value ? 1 : 0) != 0;

    public string? Optional(string? value) => Flag(value is not null) ? Text(value) : null;

    public IReadOnlyList<string> Texts(IReadOnlyList<string>? values) => List(values, Text);

    /// <param name="item">Handles one of them; it gets the default of its type when it reads.</param>
    public IReadOnlyList<T> List<T>(IReadOnlyList<T>? values, Func<T?, T> item)
    {
        int count = Number(values?.Count ?? 0);
        if (count is < 0 or > Most) throw new InvalidDataException("there is no list of that length");
        var all = new List<T>();
        for (int i = 0; i < count; i++) all.Add(item(values is null ? default : values[i]));
        return all;
    }

    public static SavedValues To(BinaryWriter file) => new Writer(file);

    /// <summary>Throws <see cref="IOException"/> or <see cref="InvalidDataException"/> at what <see cref="To"/> did not write.</summary>
    public static SavedValues From(BinaryReader file) => new Reader(file);

    private sealed class Writer(BinaryWriter file) : SavedValues
    {
        public override string Text(string? value)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(value ?? "");
            file.Write(bytes.Length);
            file.Write(bytes);
            return value ?? "";
        }

        public override int Number(int value)
        {
            file.Write(value);
            return value;
        }
    }

    private sealed class Reader(BinaryReader file) : SavedValues
    {
        public override string Text(string? value)
        {
            int length = file.ReadInt32();
            if (length < 0 || length > file.BaseStream.Length - file.BaseStream.Position)
                throw new InvalidDataException("there is no text of that length");
            return Encoding.UTF8.GetString(file.ReadBytes(length));
        }

        public override int Number(int value) => file.ReadInt32();
    }
}
