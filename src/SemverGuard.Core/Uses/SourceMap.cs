using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace SemverGuard.Uses;

/// <summary>A statement in the source, which may have several lines.</summary>
internal readonly record struct Statement(SourceSite Start, int LastLine);

/// <summary>From an instruction to its place in the source, by a portable PDB that somebody else opened.</summary>
/// <param name="restore">From the name of a document in the PDB to its path; null when the one is the other.</param>
public sealed class SourceMap(MetadataReader pdb, Func<string, string>? restore = null)
{
    private readonly Dictionary<int, (int Offset, Statement Statement)[]> methods = [];
    private readonly Dictionary<DocumentHandle, string> files = [];

    /// <summary>The paths of all files that have code in the assembly.</summary>
    public IEnumerable<string> Files => pdb.Documents.Select(File);

    /// <summary>The visible statement an instruction belongs to; null for a method without one.</summary>
    /// <exception cref="BadImageFormatException">The PDB is damaged.</exception>
    public SourceSite? Locate(MethodDefinitionHandle method, int offset) => StatementAt(method, offset)?.Start;

    /// <summary>The statement of some methods that comes first in the order of file and line; null where none has one.</summary>
    internal SourceSite? First(MethodDefinitionHandleCollection all)
    {
        SourceSite? first = null;
        foreach (var method in all)
        {
            if (Locate(method, 0) is { } site && (first is null || site.CompareTo(first.Value) < 0)) first = site;
        }
        return first;
    }

    /// <inheritdoc cref="Locate"/>
    internal Statement? StatementAt(MethodDefinitionHandle method, int offset)
    {
        var points = Points(method);
        if (points.Length == 0) return null;
        int low = 0, high = points.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (points[middle].Offset > offset) high = middle - 1;
            else low = middle;
        }
        return points[low].Statement;
    }

    private (int Offset, Statement Statement)[] Points(MethodDefinitionHandle method)
    {
        int row = MetadataTokens.GetRowNumber(method);
        if (methods.TryGetValue(row, out var known)) return known;
        if (row > pdb.MethodDebugInformation.Count) return methods[row] = [];
        var points = new List<(int, Statement)>();
        foreach (var point in pdb.GetMethodDebugInformation(method).GetSequencePoints())
        {
            if (!point.IsHidden && !point.Document.IsNil)
                points.Add((point.Offset, new(new(File(point.Document), point.StartLine, point.StartColumn), point.EndLine)));
        }
        return methods[row] = [.. points];
    }

    private string File(DocumentHandle handle) =>
        files.TryGetValue(handle, out var name) ? name : files[handle] = Path(pdb.GetString(pdb.GetDocument(handle).Name));

    private string Path(string document) => restore is null ? document : restore(document);
}
