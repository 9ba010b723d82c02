using SemverGuard.Api;
using SemverGuard.Metadata;

namespace SemverGuard.Rules;

/// <summary>In which way a member differs from one of the same name, as the rest of a sentence about it.</summary>
internal static class SignatureDifference
{
    /// <param name="declaring">The type of the member now.</param>
    public static string Of(ApiMember before, ApiMember now, ApiType declaring) => Moved(before, now)
        ?? (before.Kind == now.Kind ? Differs(before, now, declaring) : $"is now {Described(now, declaring)}");

    /// <summary>Of a member whose kind or type is another; types are written out.</summary>
    public static string OfType(ApiMember before, ApiMember now) => before.Kind == now.Kind ? Retyped(before, now, null)
        : $"is now {Described(now, null)} (was {Described(before, null)})";

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
    public static string? Reordered(ApiMember before, ApiMember now)
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
