using SemverGuard.Api;
using SemverGuard.Metadata;

namespace SemverGuard.Rules;

/// <summary>What surrounds the symbol a rule is asked about.</summary>
public sealed class RuleContext(string assembly, ApiSurface after)
{
    /// <summary>Simple name of the assembly that the consumer asks for the symbol.</summary>
    public string Assembly => assembly;

    public ApiSurface After => after;

    /// <summary>The types as they were, by assembly and id; null for one that nobody knows any more.</summary>
    public Func<string, string, ApiType?>? Before { get; init; }

    /// <summary>A constant as C# writes it: one of an enum by its member's name.</summary>
    /// <param name="type">As documentation ids spell it.</param>
    public string Value(string type, string constant) => Named(after.FindNamed(assembly, EnumId(type)), constant);

    /// <summary>The same of the version before. What became of an enum's numbers since, its new members do not say.</summary>
    public string ValueBefore(string type, string constant)
    {
        string id = EnumId(type);
        var known = Before?.Invoke(assembly, id) is { Members.Count: > 0 } recorded ? recorded
            : after.Declares(assembly, id) ? null
            : after.FindNamed(assembly, id);
        return Named(known, constant);
    }

    private static string EnumId(string type) => "T:" + EnumNames.WithoutNullable(type);

    private static string Named(ApiType? type, string constant) => type is null ? ValueText.Readable(constant)
        : constant == "null" && type.Kind == TypeKind.Struct ? "default"
        : EnumNames.Of(type, constant) ?? ValueText.Readable(constant);

    /// <summary>The type's own member of that id, or else the one it inherits.</summary>
    public ApiMember? FindInherited(ApiType type, ApiMember member)
    {
        if (type.Member(member.Id) is { } own) return own;
        if (member.Kind == MemberKind.Constructor) return null;
        string kind = member.Id.Substring(0, 2), tail = Tail(type.Id, member.Id);
        foreach (var (_, @base, arguments) in after.BasesAndHomes(assembly, type))
        {
            if (Inherited(@base, member.Kind, kind + @base.Id.Substring(2), tail, arguments) is { } inherited) return inherited;
        }
        return null;
    }

    /// <summary>
    /// The base's member of that name and parameters: of a generic base, as who derives from it with these arguments sees it.
    /// </summary>
    private static ApiMember? Inherited(ApiType @base, MemberKind kind, string start, string tail, IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0) return @base.Member(start + tail) is { } plain && plain.Kind == kind ? plain : null;
        return @base.Members.FirstOrDefault(x => x.Kind == kind && Given(Tail(@base.Id, x.Id)) == tail) is { } open
            ? open with
            {
                Type = Given(open.Type),
                Parameters = [.. open.Parameters.Select(x => x with { Type = Given(x.Type) })],
                // What may be null is said of the type parameters.
                Marks = [.. open.Marks.Where(x => !x.StartsWith("null:", StringComparison.Ordinal))],
            }
            : null;

        string Given(string text) => TypeArguments.Given(text, arguments);
    }

    /// <summary>A member's id without the name of its type: <c>Bar(System.Int32)</c>.</summary>
    private static string Tail(string typeId, string memberId) =>
        memberId.Length > typeId.Length ? memberId.Substring(typeId.Length) : memberId;
}
