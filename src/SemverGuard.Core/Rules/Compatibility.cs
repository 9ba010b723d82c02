using SemverGuard.Api;

namespace SemverGuard.Rules;

/// <summary>What the source of a caller makes of another signature, as far as signatures alone can tell.</summary>
/// <remarks>An estimate for where nothing is compiled. Every difference of signature breaks binaries; the question is whether a rebuild
/// mends it.</remarks>
internal static class Compatibility
{
    /// <summary>Whether the arguments given to <paramref name="before"/> can be given to <paramref name="after"/>.</summary>
    public static Impact OfCall(ApiMember before, ApiMember after)
    {
        if (before.Kind != after.Kind) return OfType(before, after);
        bool fits = before.Parameters.Count <= after.Parameters.Count
            && Enumerable.Range(0, before.Parameters.Count).All(x => Accepts(after.Parameters[x], before.Parameters[x]))
            && after.Parameters.Skip(before.Parameters.Count).All(x => x.IsOptional || x.IsParams)
            && before.TypeParameters.Count <= after.TypeParameters.Count
            && (before.Type == after.Type || Converts(after.Type, before.Type));
        return fits ? Impact.Binary : Impact.Source | Impact.Binary;
    }

    /// <summary>Whether a value of the new type does where one of the old type was wanted.</summary>
    public static Impact OfType(ApiMember before, ApiMember after)
    {
        bool isValue = before.Kind is MemberKind.Field or MemberKind.Property && after.Kind is MemberKind.Field or MemberKind.Property;
        bool fits = (before.Kind == after.Kind || isValue) && (before.Type == after.Type || Converts(after.Type, before.Type));
        return fits ? Impact.Binary : Impact.Source | Impact.Binary;
    }

    /// <summary>What it costs that the arguments do not fit.</summary>
    public const int Unlike = 20;

    /// <summary>How far two members of one name are apart; only the order means something.</summary>
    public static int Distance(ApiMember before, ApiMember after)
    {
        int distance = Math.Abs(before.Parameters.Count - after.Parameters.Count) * 10;
        if (before.Kind != after.Kind) distance += 100;
        if (before.Type != after.Type) distance += 3;
        if (OfCall(before, after) != Impact.Binary) distance += Unlike;
        for (int i = 0; i < Math.Min(before.Parameters.Count, after.Parameters.Count); i++)
        {
            if (before.Parameters[i].Type != after.Parameters[i].Type) distance += 5;
        }
        return distance;
    }

    private static bool Accepts(ApiParameter after, ApiParameter before) =>
        after.RefKind == before.RefKind
            && (after.Type == before.Type || Converts(before.Type, after.Type)) && (!before.IsOptional || after.IsOptional)
        || (before.RefKind == RefKind.Value && after.RefKind == RefKind.In && after.Type.StartsWith(before.Type, StringComparison.Ordinal));

    /// <summary>An implicit conversion of the language that is visible in the names of the types (C# standard, 10.2).</summary>
    private static bool Converts(string from, string to)
    {
        if (to == "System.Object" && from is not "System.Void") return true;
        if (to == $"System.Nullable{{{from}}}") return true;
        if (to.StartsWith("``", StringComparison.Ordinal)) return true; // inferred
        if (to == from + "|System.Runtime.CompilerServices.IsExternalInit") return true;
        if (from.EndsWith("[]", StringComparison.Ordinal))
        {
            string element = from.Substring(0, from.Length - 2);
            if (to == $"System.ReadOnlySpan{{{element}}}" || to == $"System.Span{{{element}}}" || to == $"System.Memory{{{element}}}"
                || to == $"System.ReadOnlyMemory{{{element}}}")
                return true;
            return Sequence(to, element);
        }
        const string List = "System.Collections.Generic.List{";
        if (from.StartsWith(List, StringComparison.Ordinal))
            return Sequence(to, from.Substring(List.Length, from.Length - List.Length - 1));
        int one = Array.IndexOf(Widening, from), other = Array.IndexOf(Widening, to);
        return one >= 0 && other > one;
    }

    private static bool Sequence(string to, string element) =>
        to == $"System.Collections.Generic.IEnumerable{{{element}}}" || to == $"System.Collections.Generic.IReadOnlyList{{{element}}}"
        || to == $"System.Collections.Generic.IReadOnlyCollection{{{element}}}" || to == $"System.Collections.Generic.IList{{{element}}}"
        || to == $"System.Collections.Generic.ICollection{{{element}}}";

    /// <summary>Each converts to those behind it.</summary>
    private static readonly string[] Widening =
        ["System.SByte", "System.Int16", "System.Int32", "System.Int64", "System.Single", "System.Double"];
}
