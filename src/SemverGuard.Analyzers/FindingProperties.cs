using System.Collections.Immutable;
using SemverGuard.Findings;

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

    /// <summary>What a constant or enum member was, as <c>ConstantText</c> writes it.</summary>
    public const string Value = nameof(Value);

    /// <summary>The omitted arguments that were others, one a line: <c>retries=3</c>.</summary>
    public const string Arguments = nameof(Arguments);

    /// <summary>Documentation comment id of the method that was called.</summary>
    public const string Was = nameof(Was);

    internal static ImmutableDictionary<string, string?> Of(string name, string value) =>
        ImmutableDictionary<string, string?>.Empty.Add(name, value);

    internal static ImmutableDictionary<string, string?> Of(SourceChange change) => Of(
        change.IsOfValue ? Of(Value, change.MemberBefore!.Value!) : ImmutableDictionary<string, string?>.Empty, change.Change.Rule.Info.Id,
        change.Symbol, change.Bump);

    internal static ImmutableDictionary<string, string?> Of(SourceRebind rebind) =>
        Of(rebind.Properties, rebind.Rule.Id, rebind.Symbol, rebind.Bump);

    private static ImmutableDictionary<string, string?> Of(
        ImmutableDictionary<string, string?> own, string rule, string symbol, Bump bump) => own
        .Add(Rule, rule)
        .Add(Symbol, symbol)
        .Add(Package, bump.Id)
        .Add(Before, bump.Before)
        .Add(After, bump.After);
}
