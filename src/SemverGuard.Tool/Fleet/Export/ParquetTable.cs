using Parquet;
using Parquet.Schema;
using SemverGuard.Worlds.Files;

namespace SemverGuard.Tool.Fleet.Export;

/// <summary>A Parquet file that is written in row groups, so that never more than one of them is in memory.</summary>
internal sealed class ParquetTable : IDisposable
{
    private const int RowsOfGroup = 50_000;

    private readonly ParquetColumn[] columns;
    private readonly Stream file;
    private readonly ParquetWriter writer;
    private int waiting;

    /// <param name="path">A file that is not there.</param>
    public ParquetTable(string path, IReadOnlyDictionary<string, string> metadata, params ParquetColumn[] columns)
    {
        this.columns = columns;
        file = OutputFile.Create(path);
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Snappy };
        writer = ParquetWriter.CreateAsync(new ParquetSchema(columns.Select(x => x.Field)), file, options).GetAwaiter().GetResult();
        writer.CustomMetadata = metadata;
    }

    public int Rows { get; private set; }

    /// <summary>Every column was given a value.</summary>
    public void EndRow()
    {
        Rows++;
        if (++waiting == RowsOfGroup) Flush();
    }

    /// <summary>Writes what is left, and the end of the file.</summary>
    public void Finish()
    {
        // A file without a row has its columns all the same.
        if (waiting > 0 || Rows == 0) Flush();
        writer.DisposeAsync().AsTask().GetAwaiter().GetResult();
        file.Flush();
    }

    public void Dispose() => file.Dispose();

    private void Flush()
    {
        using var group = writer.CreateRowGroup();
        foreach (var column in columns) column.Flush(group);
        waiting = 0;
    }
}

internal abstract class ParquetColumn(string name, Type type)
{
    public DataField Field { get; } = new(name, type, isNullable: false);

    /// <summary>Writes its values and forgets them.</summary>
    public abstract void Flush(ParquetRowGroupWriter group);
}

internal sealed class TextColumn(string name) : ParquetColumn(name, typeof(string))
{
    private readonly List<string> values = [];

    public void Add(string value) => values.Add(value);

    public override void Flush(ParquetRowGroupWriter group)
    {
        group.WriteAsync(Field, values).GetAwaiter().GetResult();
        values.Clear();
    }
}

/// <summary>Numbers and truths.</summary>
internal sealed class ValueColumn<T>(string name) : ParquetColumn(name, typeof(T)) where T : struct
{
    private readonly List<T> values = [];

    public void Add(T value) => values.Add(value);

    public override void Flush(ParquetRowGroupWriter group)
    {
        group.WriteAsync<T>(Field, values.ToArray().AsMemory()).GetAwaiter().GetResult();
        values.Clear();
    }
}
