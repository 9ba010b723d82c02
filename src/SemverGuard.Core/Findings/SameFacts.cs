using System.Text.RegularExpressions;
using SemverGuard.Linkage;
using SemverGuard.Metadata;
using SemverGuard.Rules;

namespace SemverGuard.Findings;

/// <summary>Engines that look at one change from different sides find it twice: it is told once.</summary>
internal static class SameFacts
{
    /// <summary><c>20 (was 50)</c>, whatever stands before it.</summary>
    private static readonly Regex Values = new(@"\S+ \(was [^()]*\)", RegexOptions.CultureInvariant);

    private static readonly string[] OfValues =
        [RuleCatalog.Info<ConstantChanged>().Id, RuleCatalog.Info<EnumValueChanged>().Id, RuleCatalog.Info<DefaultArgumentChanged>().Id];

    /// <summary>What the project's own build runs into belongs to the change that its source runs into.</summary>
    public static void Join(IDictionary<(string Id, string Symbol, string Text), Fact> facts, Func<LinkFailure, bool> isOwn)
    {
        foreach (var pair in facts.Where(x => IsOnlyFailures(x.Value, isOwn) || IsOfDerived(x.Value)).ToArray())
        {
            if (facts.FirstOrDefault(x => x.Value is { Change: null, Told: not null, Error: not null } && x.Value.Bump == pair.Value.Bump
                && Names(x.Value.Symbol, pair.Value.Symbol)) is { Value: { } error } unknown)
            {
                // The compiler refuses what the linker knows the reason of.
                pair.Value.Error = error.Error;
                pair.Value.Confirmed.UnionWith(error.Confirmed);
                facts.Remove(unknown.Key);
                continue;
            }
            if (facts.Values.FirstOrDefault(x => x != pair.Value && x.Bump == pair.Value.Bump && IsAbout(x, pair.Value)) is not { } told)
                continue;
            // That an override is no longer called is no news of a class that does not load.
            told.Failures.AddRange(pair.Value.Failures.Where(x => !x.IsSilent));
            facts.Remove(pair.Key);
        }
    }

    /// <summary>
    /// A value of the package's interface is also in its code: the same numbers at the same place are the same change. A call that means an
    /// override by now is one that runs it.
    /// </summary>
    public static bool IsToldBy(IReadOnlyList<Finding> told, Finding other) =>
        other.Facts.Count > 0
        && told.Any(x => x.Severity >= other.Severity && x.Package == other.Package && x.Sites.Any(y => other.Sites.Any(y.IsSameLine))
            && (IsSameValue(x, other)
                || (other.Id == EffectRules.Of(Effects.EffectKind.Answer).Id && other.Symbol == x.Symbol
                    && (x.Impact & Impact.Recompile) != 0)));

    private static bool IsSameValue(Finding told, Finding other) =>
        OfValues.Contains(told.Id)
        && other.Facts.All(y => Values.Match(y) is { Success: true } value && told.Facts.Any(z => z.Contains(value.Value)));

    private static bool IsOnlyFailures(Fact fact, Func<LinkFailure, bool> isOwn) =>
        fact is { Change: null, Rebind: null, Error: null } && fact.Failures.Count > 0
        && fact.Failures.All(x => isOwn(x) && x is { IsSilent: false, IsLasting: false });

    /// <summary>What only derived classes use, which a class that is sealed no longer has.</summary>
    private static bool IsOfDerived(Fact fact) => fact is { Error: null, Rebind: null }
        && (fact.Change?.Rule is VirtualRemoved || (fact.Change is { Rule: MemberVisibilityReduced } change
            && (change.Text.EndsWith("(was protected)", StringComparison.Ordinal)
                || fact.Symbol.IndexOf(".#ctor", StringComparison.Ordinal) > 0)));

    /// <summary>Whether an error that no change explains, <c>CS0425/IPlugin.Run</c>, is about a member.</summary>
    private static bool Names(string error, string symbol) =>
        error.EndsWith("/" + DisplayName.Short(symbol).Replace(" ", ""), StringComparison.Ordinal);

    private static bool IsAccessorOf(string accessor, string owner) =>
        accessor != owner && DocumentationId.DeclaringType(accessor) == DocumentationId.DeclaringType(owner) && owner[0] is 'P' or 'E'
        && DisplayName.Short(accessor) == DisplayName.Short(owner);

    private static bool IsAbout(Fact told, Fact other)
    {
        if (told.Change is not { } change || ((change.Impact | change.Possible) & Impact.Source) == 0) return false;
        // A class without a constructor that a derived class can call is one whose constructors are less accessible.
        if (other.Change is not null) return change.Rule is TypeSealed && told.Symbol == DocumentationId.DeclaringType(other.Symbol);
        string name = "." + other.Symbol.Substring(2);
        return told.Symbol == other.Symbol || IsAccessorOf(other.Symbol, told.Symbol)
            || told.Symbol.Replace('#', '.').EndsWith(name, StringComparison.Ordinal) || change.Text.Contains(DisplayName.Of(other.Symbol));
    }
}
