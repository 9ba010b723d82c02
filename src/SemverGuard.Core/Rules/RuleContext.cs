using SemverGuard.Api;

namespace SemverGuard.Rules;

/// <summary>What surrounds the symbol a rule is asked about.</summary>
public sealed class RuleContext(string assembly, ApiSurface after)
{
    /// <summary>Simple name of the assembly that the consumer asks for the symbol.</summary>
    public string Assembly => assembly;

    public ApiSurface After => after;

    /// <summary>The type's own member of that id, or else the one it inherits.</summary>
    public ApiMember? FindInherited(ApiType type, ApiMember member)
    {
        if (type.Member(member.Id) is { } own) return own;
        if (member.Kind == MemberKind.Constructor) return null;
        string tail = Tail(type.Id, member.Id);
        foreach (var @base in after.Bases(assembly, type))
        {
            if (@base.Members.FirstOrDefault(x => x.Kind == member.Kind && Tail(@base.Id, x.Id) == tail) is { } inherited) return inherited;
        }
        return null;
    }

    /// <summary>A member's id without the name of its type: <c>Bar(System.Int32)</c>.</summary>
    private static string Tail(string typeId, string memberId) => memberId.Length > typeId.Length ? memberId.Substring(typeId.Length) : memberId;
}
