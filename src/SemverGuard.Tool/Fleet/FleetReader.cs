using SemverGuard.Baselines;
using SemverGuard.Uses;

namespace SemverGuard.Tool.Fleet;

/// <summary>A committed baseline, whose it is, and the findings that were accepted beside it.</summary>
internal sealed record FleetBaseline(string Service, Baseline Baseline, IReadOnlyList<AcceptedFinding> Accepted)
{
    /// <summary>The project, or two projects, or two target frameworks of one, may lie in one folder.</summary>
    public string Place => $"{Service} ({(Baseline.Project.Length == 0 ? "" : Baseline.Project + ", ")}{Baseline.Framework})";

    /// <summary>What the project needs of a package: not the overloads that are noted for standing beside what it uses.</summary>
    public static IEnumerable<(BaselineAssembly Assembly, BaselineSymbol Symbol)> Used(BaselinePackage package) =>
        from assembly in package.Assemblies
        from symbol in assembly.Symbols
        where (symbol.Uses & ~Use.Overload) != 0
        select (assembly, symbol);
}

/// <summary>Reads baselines a few at a time, so that memory does not grow with their number, and gives them back in order.</summary>
internal sealed class FleetReader(IReadOnlyList<string> folders, CancellationToken cancellation)
{
    private static readonly int AtOnce = Environment.ProcessorCount * 8;

    public FleetProblems Problems { get; } = new();

    public int Baselines { get; private set; }

    /// <summary>Folders with a baseline.</summary>
    public int Services { get; private set; }

    /// <param name="withAccepted">Whether the accepted findings matter.</param>
    /// <exception cref="InvalidDataException">There is no such folder, or no baseline in any that can be read.</exception>
    public IEnumerable<FleetBaseline> Read(bool withAccepted)
    {
        string last = "";
        foreach (var files in new FleetFiles(Problems).Below(folders).Chunk(AtOnce))
        {
            cancellation.ThrowIfCancellationRequested();
            var read = new (FleetBaseline? Baseline, string? Problem)[files.Length];
            Parallel.For(0, files.Length, i => read[i] = Read(files[i], withAccepted));
            for (int i = 0; i < files.Length; i++)
            {
                if (read[i].Problem is { } problem) Problems.Add(files[i].Service + "/" + Path.GetFileName(files[i].Path), problem);
                if (read[i].Baseline is not { } baseline) continue;
                Baselines++;
                // Those of one folder follow each other.
                if (baseline.Service != last) Services++;
                last = baseline.Service;
                yield return baseline;
            }
        }
        if (Baselines > 0) yield break;
        string below = "below " + string.Join(" and ", folders);
        throw new InvalidDataException(Problems.Count == 0
            ? "no baseline of SemverGuard lies " + below
            : $"no baseline {below} can be read; the first is {Problems.First[0].File}: {Problems.First[0].Reason}");
    }

    /// <returns>Neither for a file that only bears the extension.</returns>
    private static (FleetBaseline? Baseline, string? Problem) Read(FleetFile file, bool withAccepted)
    {
        try
        {
            using var reader = new StreamReader(InputFile.Open(file.Path));
            string? first = reader.ReadLine();
            bool isNamed = Path.GetFileName(file.Path).StartsWith("SemverGuard.", StringComparison.OrdinalIgnoreCase);
            if (!isNamed && (first is null || !BaselineText.IsOne(first))) return (null, null);
            var (baseline, error) = BaselineText.ParseUses(first is null ? [] : Rest(reader).Prepend(first));
            if (baseline is null) return (null, Told(error!));
            string accepted = Path.ChangeExtension(file.Path, ".accepted");
            if (!withAccepted || !File.Exists(accepted)) return (new FleetBaseline(file.Service, baseline, []), null);
            var (findings, unread) = AcceptedText.Parse(InputFile.Text(accepted));
            return (new FleetBaseline(file.Service, baseline, findings is null ? [] : [.. findings.Lines.Select(x => x.Finding)]),
                unread is null ? null : "the accepted findings beside it: " + Told(unread));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, e.Message);
        }
    }

    private static IEnumerable<string> Rest(StreamReader reader)
    {
        while (reader.ReadLine() is { } line) yield return line;
    }

    private static string Told(BaselineError error) => $"line {error.Line} {error.Message}";
}
