using System.Collections.Immutable;

namespace SemverGuard.Analyzers;

/// <summary>What a diagnostic carries for code fixes, by name.</summary>
public static class FindingProperties
{
    public const string Rule = nameof(Rule);

    /// <summary>Documentation comment id of what changed.</summary>
    public const string Symbol = nameof(Symbol);

    /// <summary>Package id.</summary>
    public const string Package = nameof(Package);

    /// <summary>The baseline's package version.</summary>
    public const string Before = nameof(Before);

    /// <summary>The referenced package's version; its assembly's version where that is not known.</summary>
    public const string After = nameof(After);

    internal static ImmutableDictionary<string, string?> Of(SourceChange change) => ImmutableDictionary<string, string?>.Empty
        .Add(Rule, change.Change.Rule.Info.Id)
        .Add(Symbol, change.Change.Symbol)
        .Add(Package, change.Bump.Id)
        .Add(Before, change.Bump.Before)
        .Add(After, change.Bump.After);
}
