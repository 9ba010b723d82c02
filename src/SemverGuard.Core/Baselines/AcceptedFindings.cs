namespace SemverGuard.Baselines;

/// <summary>A finding about which somebody said "this is fine", in one upgrade and no other.</summary>
/// <param name="Rule"><c>SG3001</c>.</param>
/// <param name="Symbol">Documentation comment id of what changed or is missing.</param>
/// <param name="Reason">Why; one line, never empty.</param>
public sealed record AcceptedFinding(string Rule, string Symbol, string Package, string Before, string After, string Reason)
{
    /// <summary>What happened because of it, as the reason tells; null where it tells of nothing.</summary>
    public Incident? Incident => Incident.Of(Reason).Incident;

    /// <summary>About the same facts, whatever the reason.</summary>
    public bool IsSame(AcceptedFinding other) =>
        Rule == other.Rule && Symbol == other.Symbol && Package.Equals(other.Package, StringComparison.OrdinalIgnoreCase)
        && Before.Equals(other.Before, StringComparison.OrdinalIgnoreCase) && After.Equals(other.After, StringComparison.OrdinalIgnoreCase);
}

/// <param name="Comments">The lines right above, which belong to it and go where it goes.</param>
/// <param name="Line">Counts from 1; 0 for one that was not read from a file.</param>
public sealed record AcceptedLine(AcceptedFinding Finding, IReadOnlyList<string> Comments, int Line);

/// <summary>The committed file of accepted findings.</summary>
/// <param name="Head">Comments and empty lines above the first finding and its own comments.</param>
/// <param name="Tail">Those below the last.</param>
public sealed record AcceptedFindings(IReadOnlyList<string> Head, IReadOnlyList<AcceptedLine> Lines, IReadOnlyList<string> Tail)
{
    public static AcceptedFindings Empty { get; } = new([], [], []);

    public AcceptedLine? Find(AcceptedFinding finding) => Lines.FirstOrDefault(x => x.Finding.IsSame(finding));

    /// <summary>
    /// With further findings, all in ordinal order so that two branches that add one each merge; a finding that is there takes the new
    /// reason.
    /// </summary>
    public AcceptedFindings And(IEnumerable<AcceptedFinding> findings)
    {
        var lines = Lines.ToList();
        foreach (var finding in findings)
        {
            int known = lines.FindIndex(x => x.Finding.IsSame(finding));
            if (known < 0) lines.Add(new AcceptedLine(finding, [], 0));
            else lines[known] = lines[known] with { Finding = finding };
        }
        return this with { Lines = [.. lines.OrderBy(x => AcceptedText.Line(x.Finding), StringComparer.Ordinal)] };
    }
}
