using SemverGuard.Metadata;

namespace SemverGuard.Api;

/// <summary>
/// Members and types as C# writes them, with all that their facts know and an id does not: names of type parameters, <c>out</c> and
/// <c>in</c>.
/// </summary>
public static class MemberText
{
    private const string InModifier = "System.Runtime.InteropServices.InAttribute";

    /// <summary><c>Cache&lt;TKey, TValue&gt;</c>.</summary>
    public static string Of(ApiType type) => DisplayName.Of(type.Id) + Listed(type.TypeParameters, type.Id);

    /// <summary><c>Cache.TryGet(TKey, out TValue)</c>.</summary>
    /// <param name="declaring">The type that has it; null where it is not known.</param>
    public static string Of(ApiMember member, ApiType? declaring)
    {
        var generics = Generics(member, declaring);
        int open = member.Id.IndexOf('('), conversion = member.Id.LastIndexOf('~');
        if (member.Kind is MemberKind.Field or MemberKind.Event || (open < 0 && member.Kind == MemberKind.Property)
            || (open < 0 && conversion >= 0))
            return DisplayName.Of(member.Id, generics);
        string path = member.Id.Substring(2, (open < 0 ? member.Id.Length : open) - 2);
        string result = conversion < 0 ? "" : DisplayName.Type(member.Id.Substring(conversion + 1), generics);
        return DisplayName.Member(path, member.Id[0], result, Parameters(member, declaring));
    }

    /// <summary><c>(string, out int)</c>.</summary>
    public static string Parameters(ApiMember member, ApiType? declaring = null)
    {
        var generics = Generics(member, declaring);
        return "(" + string.Join(", ", member.Parameters.Select(x => Word(x.RefKind) + ByValue(x.Type, generics))) + ")";
    }

    /// <summary>What a method returns, or what another member is: <c>ref readonly int</c>.</summary>
    public static string Type(ApiMember member, ApiType? declaring = null) =>
        (IsReference(member.Type) ? IsReadOnly(member.Type) ? "ref readonly " : "ref " : "")
        + ByValue(member.Type, Generics(member, declaring));

    /// <summary><c>ref readonly </c>; empty for what is passed by value.</summary>
    public static string Word(RefKind kind) => kind switch
    {
        RefKind.Ref => "ref ",
        RefKind.Out => "out ",
        RefKind.In => "in ",
        RefKind.RefReadonly => "ref readonly ",
        _ => "",
    };

    private static bool IsReference(string type) => WithoutModifiers(type).EndsWith("@", StringComparison.Ordinal);

    private static bool IsReadOnly(string type) => type.EndsWith("|" + InModifier, StringComparison.Ordinal);

    private static string ByValue(string type, GenericNames generics) =>
        DisplayName.Type(IsReference(type) ? WithoutModifiers(type).TrimEnd('@') : type, generics);

    /// <summary>Modifiers stand behind what they modify.</summary>
    private static string WithoutModifiers(string type)
    {
        int modifier = type.LastIndexOf('@') is >= 0 and var at ? type.IndexOf('|', at) : -1;
        return modifier < 0 ? type : type.Substring(0, modifier);
    }

    private static GenericNames Generics(ApiMember member, ApiType? declaring) =>
        new(declaring is null ? null : [.. Outer(declaring), .. declaring.TypeParameters.Select(x => x.Name)],
            [.. member.TypeParameters.Select(x => x.Name)]);

    /// <summary>The type parameters of the types around a nested one, of which its facts know nothing.</summary>
    private static IEnumerable<string> Outer(ApiType type)
    {
        int count = 0;
        string id = type.Id;
        int last = id.LastIndexOf('.');
        for (int tick = id.IndexOf('`'); tick >= 0 && tick < last; tick = id.IndexOf('`', tick + 1)) count += id[tick + 1] - '0';
        return Enumerable.Range(0, count).Select(x => x == 0 ? "T" : "T" + x);
    }

    private static string Listed(IReadOnlyList<ApiTypeParameter> parameters, string id) =>
        parameters.Count == 0 || id.LastIndexOf('`') < 0 ? "" : "<" + string.Join(", ", parameters.Select(x => x.Name)) + ">";
}
