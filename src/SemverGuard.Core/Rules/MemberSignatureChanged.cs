using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>A member of the same name is there, with other parameters, another type or of another kind.</summary>
internal sealed class MemberSignatureChanged() : Rule(new()
{
    Id = "SG1102", Title = "Member signature changed",
    Hurts = Use.Any & ~Use.Obligation, Impact = Impact.Source | Impact.Binary,
})
{
    public override Verdict? CheckRemoved(ApiMember before, ApiType after, RuleContext context) =>
        Successor(before, after, context) is not { } now ? null
        : IsIndexer(now) && now.Name != before.Name ? Changed($"is now called {now.Name} in metadata", Compatibility.OfCall(before, now))
        : Changed(Moved(before, now) ?? (before.Kind == now.Kind ? Differs(before, now, after) : $"is now {Described(now, after)}"),
            Compatibility.OfCall(before, now));

    public override Verdict? Check(ApiMember before, ApiMember after, RuleContext context)
    {
        if (!after.IsVisible || before.Is(Traits.Const)) return null;
        if (Reordered(before, after) is { } order && before.Type != after.Type)
            return Changed(order, Compatibility.OfType(before, after));
        if (before.Kind != after.Kind || before.Type != after.Type)
            return Changed(before.Kind == after.Kind
                ? Retyped(before, after, null)
                : $"is now {Described(after, null)} (was {Described(before, null)})", Compatibility.OfType(before, after));
        if (before.TypeParameters.Count != after.TypeParameters.Count)
            return $"now has {after.TypeParameters.Count} type parameters (had {before.TypeParameters.Count})";
        if (before.Set is { } was && was.IsVisible() && after.Set is null)
            return new Verdict("no longer has a setter") { Hurts = Use.Write };
        if (before.Get is { } had && had.IsVisible() && after.Get is null)
            return new Verdict("no longer has a getter") { Hurts = Use.Read };
        if (before.Set is not null && before.Is(Traits.InitOnly) != after.Is(Traits.InitOnly))
            return new Verdict(after.Is(Traits.InitOnly)
                ? "can now be set in an object initializer only (init)"
                : "now has a set accessor (was init), which is another method")
            {
                Impact = after.Is(Traits.InitOnly) ? Impact.Source | Impact.Binary : Impact.Binary,
                Hurts = Use.Write,
            };
        if (!before.Is(Traits.ReadOnly) && after.Is(Traits.ReadOnly) && before.Kind == MemberKind.Field)
            return new Verdict("is now readonly") { Impact = Impact.Source, Hurts = Use.Write };
        return null;
    }

    /// <summary>An estimate, on which a compiler has the last word.</summary>
    private static Verdict Changed(string text, Impact impact) =>
        new(text) { Impact = impact, Possible = Impact.Source | Impact.Recompile };

    /// <summary>The visible member of the same name that comes nearest to one that is gone.</summary>
    /// <remarks>An overload that was there already took nobody's place where a new one is about as near.</remarks>
    internal static ApiMember? Successor(ApiMember before, ApiType after, RuleContext context)
    {
        if (before.Name == ".ctor" && after.IsStatic) return null;
        var had = context.Before?.Invoke(context.Assembly, after.Id);
        return Nearby(before, [.. after.Members.Where(x => (x.Name == before.Name || (IsIndexer(x) && IsIndexer(before))) && x.IsVisible
            && x.Is(Traits.Static) == before.Is(Traits.Static))])
            .OrderBy(x => Compatibility.Distance(before, x) + (had?.Member(x.Id) is null ? 0 : Compatibility.Unlike + 1))
            .FirstOrDefault();
    }

    /// <summary>Of hundreds of overloads, some that take as many parameters are near enough.</summary>
    private static IEnumerable<ApiMember> Nearby(ApiMember before, ApiMember[] overloads) => overloads.Length <= MostOverloads ? overloads
        : overloads.OrderBy(x => Math.Abs(x.Parameters.Count - before.Parameters.Count)).Take(MostOverloads);

    private const int MostOverloads = 100;

    /// <summary>Where the same words stand for types of other namespaces, short names say nothing.</summary>
    private static string? Moved(ApiMember before, ApiMember after)
    {
        if (DisplayName.Of(before.Id) != DisplayName.Of(after.Id) || before.Parameters.Count != after.Parameters.Count
            || before.TypeParameters.Count != after.TypeParameters.Count)
            return null;
        int other = Enumerable.Range(0, before.Parameters.Count).FirstOrDefault(x => before.Parameters[x].Type != after.Parameters[x].Type);
        return before.Parameters.Count > 0 && before.Parameters[other].Type != after.Parameters[other].Type
            ? $"now takes {after.Parameters[other].Type} (was {before.Parameters[other].Type})" : null;
    }

    private static bool IsIndexer(ApiMember member) => member.Kind == MemberKind.Property && member.Parameters.Count > 0;

    /// <summary>What is another of two members of the same kind and name.</summary>
    private static string Differs(ApiMember before, ApiMember now, ApiType declaring)
    {
        var parts = new List<string>();
        if (before.TypeParameters.Count != now.TypeParameters.Count)
            parts.Add(now.TypeParameters.Count == 0
                ? "is no longer generic"
                : "is now generic <" + string.Join(", ", now.TypeParameters.Select(x => x.Name)) + ">");
        if (Reordered(before, now) is { } order) parts.Add(order);
        string was = MemberText.Parameters(before, declaring), @is = MemberText.Parameters(now, declaring);
        if (was != @is) parts.Add("now takes " + @is);
        if (before.Kind != MemberKind.Constructor
            && (MemberText.Type(before, declaring) != MemberText.Type(now, declaring) || (parts.Count == 0 && before.Type != now.Type)))
            parts.Add(Retyped(before, now, declaring));
        return parts.Count == 0 ? $"is now {MemberText.Of(now, declaring)}" : string.Join(" and ", parts);
    }

    /// <summary>The same type parameters stand in another order: whoever writes them down means others by now.</summary>
    private static string? Reordered(ApiMember before, ApiMember now)
    {
        string[] was = [.. before.TypeParameters.Select(x => x.Name)], @is = [.. now.TypeParameters.Select(x => x.Name)];
        return was.Length == @is.Length && !was.SequenceEqual(@is) && new HashSet<string>(was).SetEquals(@is)
            ? $"now has its type parameters in the order <{string.Join(", ", @is)}> (was <{string.Join(", ", was)}>)"
            : null;
    }

    private static string Retyped(ApiMember before, ApiMember now, ApiType? declaring)
    {
        if (now.Type == before.Type + Volatile) return "is now volatile";
        if (before.Type == now.Type + Volatile) return "is no longer volatile";
        string had = MemberText.Type(before, declaring), has = MemberText.Type(now, declaring);
        if (had == has) (had, has) = DisplayName.Types(before.Type, now.Type);
        return $"{Verb(now)} {has} (was {had})";
    }

    /// <summary>A modifier of the field's type, and so another signature (ECMA-335 II.7.1.1).</summary>
    private const string Volatile = "|System.Runtime.CompilerServices.IsVolatile";

    private static string Verb(ApiMember member) => member.Kind == MemberKind.Method ? "now returns" : "is now of type";

    private static string Described(ApiMember member, ApiType? declaring) => member.Kind switch
    {
        MemberKind.Constructor => "a constructor",
        MemberKind.Method => "the method " + MemberText.Of(member, declaring),
        MemberKind.Field => "a field of type " + MemberText.Type(member, declaring),
        MemberKind.Event => "an event of type " + MemberText.Type(member, declaring),
        _ => "a property of type " + MemberText.Type(member, declaring),
    };
}
