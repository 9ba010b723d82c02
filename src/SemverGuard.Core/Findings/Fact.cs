using SemverGuard.Linkage;
using SemverGuard.Recompilation;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>One root fact, with all that the engines found of it.</summary>
internal sealed class Fact(RuleInfo rule, string symbol, Bump bump)
{
    public RuleInfo Rule => rule;

    public string Symbol => symbol;

    public Bump Bump => bump;

    public Change? Change { get; set; }

    /// <summary>What the error comes from where no change of the API says it.</summary>
    public string? Told { get; set; }

    public Rebind? Rebind { get; set; }

    public CompileError? Error { get; set; }

    public Use Uses { get; set; }

    public SortedSet<SourceSite> Sites { get; } = [];

    /// <summary>The compiler's own places.</summary>
    public SortedSet<SourceSite> Confirmed { get; } = [];

    public List<LinkFailure> Failures { get; } = [];
}
