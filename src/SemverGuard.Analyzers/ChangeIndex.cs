using Microsoft.CodeAnalysis;
using SemverGuard.Baselines;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Analyzers;

/// <summary>The changes of one compilation, by what an analysis meets first: a name, then a symbol.</summary>
internal sealed class ChangeIndex
{
    private const string AttributeSuffix = "Attribute";

    private readonly Dictionary<string, List<SourceChange>> byName;
    private readonly ILookup<string, SourceChange> bySymbol;
    private readonly HashSet<string> recorded;

    public ChangeIndex(Compilation compilation, Baseline baseline, IReadOnlyList<SourceChange> changes)
    {
        byName = new Dictionary<string, List<SourceChange>>(
            compilation.IsCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
        bySymbol = changes.ToLookup(x => x.Symbol, StringComparer.Ordinal);
        const Use NoUse = Use.Named | Use.Overload;
        recorded = [.. from package in baseline.Packages from assembly in package.Assemblies from symbol in assembly.Symbols
            where (symbol.Uses & ~NoUse) != 0 select symbol.Id];
        foreach (var change in changes)
        {
            // What compiles in spite of it may be hurt or not: omitted arguments are looked for where there are calls, the rest is the
            // build's affair.
            if (change.Change.IsPossible && (change.Change.Possible & Impact.Source) == 0) continue;
            Name(change.Name, change);
            bool mayBeAttribute = change.MemberBefore is null || change.IsConstructor;
            if (mayBeAttribute && change.Name.EndsWith(AttributeSuffix, StringComparison.Ordinal))
                Name(change.Name.Substring(0, change.Name.Length - AttributeSuffix.Length), change);
        }
        HasOmittedArguments = changes.Any(x => x.IsOfOmittedArgument);
        OfDerivedTypes = [.. changes.Where(x => x.IsOfDerivedTypes)];
    }

    public IReadOnlyList<SourceChange> OfDerivedTypes { get; }

    /// <summary>Changes of symbols that go by this name in source code; a constructor goes by its type's.</summary>
    public IReadOnlyList<SourceChange> Named(string name) => byName.TryGetValue(name, out var changes) ? changes : [];

    /// <summary>
    /// Changes of this very symbol. Accessors count as their property or event, instances of generics as their definition.
    /// </summary>
    public IEnumerable<SourceChange> Of(ISymbol symbol)
    {
        string name = symbol is IMethodSymbol { MethodKind: MethodKind.Constructor }
            ? symbol.ContainingType.Name
            : Definition(symbol).MetadataName;
        int tick = name.IndexOf('`');
        if (tick >= 0) name = name.Substring(0, tick);
        // Most symbols bear no name of interest, and an id costs more than a name.
        return byName.ContainsKey(name) || name.StartsWith("op_", StringComparison.Ordinal)
            ? bySymbol[Id(symbol)].Where(x => !x.Change.IsPossible)
            : [];
    }

    /// <summary>The change of what this method is passed where an argument is omitted.</summary>
    public SourceChange? OfOmittedArguments(IMethodSymbol method) =>
        HasOmittedArguments ? bySymbol[Id(method)].FirstOrDefault(x => x.IsOfOmittedArgument) : null;

    public bool HasOmittedArguments { get; }

    /// <summary>Changes of the constructor that a derived class calls where its source says nothing.</summary>
    public IEnumerable<SourceChange> OfDefaultConstructor(INamedTypeSymbol parent) =>
        Named(parent.Name).Where(x => x is { IsConstructor: true, MemberBefore.Parameters.Count: 0 } && x.TypeId == Id(parent));

    /// <summary>The baseline has a use of this very symbol, so that using it is nothing that came with the bump.</summary>
    public bool IsRecorded(ISymbol symbol) => recorded.Contains(Id(symbol));

    public static string Id(ISymbol symbol) => Definition(symbol).GetDocumentationCommentId() ?? "";

    private static ISymbol Definition(ISymbol symbol)
    {
        if (symbol is IMethodSymbol method) symbol = method.AssociatedSymbol ?? method.ReducedFrom ?? symbol;
        return symbol.OriginalDefinition;
    }

    private void Name(string name, SourceChange change)
    {
        if (!byName.TryGetValue(name, out var changes)) byName[name] = changes = [];
        changes.Add(change);
    }
}
