using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Effects;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;

namespace SemverGuard.Findings;

/// <summary>
/// Looks at what two members do where a place means another one now: the same is no news, and what nobody saw is said to be unseen.
/// </summary>
internal sealed class ReboundCalls(GuardInput input, Recompiled recompiled)
{
    private readonly AssemblySet before = input.RuntimeBefore ?? recompiled.World;
    private readonly AssemblySet after = input.RuntimeAfter ?? recompiled.After!.World;

    /// <summary>Null where the place does what it did.</summary>
    public Rebind? Judged(Rebind rebind) =>
        Compared(rebind) is { } known && (!known.IsUnseen || rebind.Besides is null) ? known : rebind.Besides;

    private Rebind? Compared(Rebind rebind)
    {
        if (rebind.ComparesReferences && Operator(rebind) is { } comparing && ReferenceEquality.Is(comparing)) return null;
        if (rebind.Kind == RebindKind.Tuple)
            return !IsRearranged(rebind) ? rebind : rebind with { IsUnseen = input.IsRebuilt, IsHandedOn = !input.IsRebuilt };
        if (rebind.Was.IsDefault || rebind.Now.Member.Kind != HandleKind.MethodDefinition) return rebind;
        if (rebind.Was.Type.Name == "System.Object")
            return MethodAt.Find(after, rebind.Now) is { } answer
                && ((FieldEquality.Is(answer) && !HadEquality(rebind.Now.Type)) || IsHandedOn(rebind, answer))
                ? null
                : rebind;
        if (rebind.IsReshaped && IsCopied(rebind))
            return rebind with { IsUnseen = false, Text = rebind.Text + ", which changes a copy (was the value itself)" };
        if (rebind.IsReshaped) return (Facts(rebind) ?? Seen(rebind)) is { } otherwise ? rebind with { Difference = otherwise } : null;
        var likeness = new SameWork(before, after).Of(rebind.Was, rebind.Now, out string? seen);
        // Constructors that do the same make objects of two types, which answer for themselves.
        if (likeness == Likeness.Same) return IsOfOtherType(rebind) ? rebind with { IsUnseen = true } : null;
        if (Facts(rebind) is { } facts) return rebind with { Difference = facts };
        return likeness switch
        {
            Likeness.Successor => null,
            Likeness.Unknown => rebind with { IsUnseen = true, Difference = CompoundAssignments.InPlace(rebind.Was, rebind.Now) },
            _ => rebind with { Difference = seen },
        };
    }

    private MethodAt? Operator(Rebind rebind) =>
        rebind.Now.IsDefault ? MethodAt.Find(before, rebind.Was) : MethodAt.Find(after, rebind.Now);

    /// <summary>What a class between does is what the base of all did.</summary>
    private bool IsHandedOn(Rebind rebind, MethodAt between) =>
        MethodAt.Find(before, rebind.Was) is { } was && Forwarding.Of(between) is { } call && call.Target.Symbol == was.Symbol
            && call.PassesDefaults(was.Signature.ParameterTypes.Length + 1, was);

    /// <summary>Whether a struct said already by itself what is equal.</summary>
    private bool HadEquality(TypeHome type)
    {
        var was = before.FindType(type.Image!.Name, type.Name);
        return was.IsFound && was.Definition.GetMethods().Select(was.Image!.Reader.GetMethodDefinition)
            .Any(x => (x.Attributes & MethodAttributes.Virtual) != 0 && was.Image.Reader.StringComparer.Equals(x.Name, "Equals")
                && was.Image.SignatureOf(x).ParameterTypes is ["System.Object"]);
    }

    private static bool IsOfOtherType(Rebind rebind) =>
        IsConstructor(rebind.Was) && IsConstructor(rebind.Now) && rebind.Was.Type.Name != rebind.Now.Type.Name;

    private static bool IsConstructor(MemberHome member) =>
        member.IsFound && member.Member.Kind == HandleKind.MethodDefinition
        && member.Image.Reader.StringComparer.Equals(
            member.Image.Reader.GetMethodDefinition((MethodDefinitionHandle)member.Member).Name, ".ctor");

    private bool IsRearranged(Rebind rebind) =>
        MethodAt.Find(before, rebind.Was) is { HasBody: true } was && MethodAt.Find(after, rebind.Now) is { HasBody: true } now
        && !TupleElements.AreKept(was, now);

    private bool IsCopied(Rebind rebind) =>
        MethodAt.Find(before, rebind.Was) is { } was && MethodAt.Find(after, rebind.Now) is { } now && MutatingMethods.NowCopy(was, now);

    private string? Seen(Rebind rebind) =>
        MethodAt.Find(before, rebind.Was) is { } was && MethodAt.Find(after, rebind.Now) is { } now
            ? ReshapedWork.Difference(was, now)
            : null;

    /// <summary>The facts that are worth telling by themselves.</summary>
    private string? Facts(Rebind rebind)
    {
        if (MethodAt.Find(before, rebind.Was) is not { HasBody: true } was) return null;
        if (MethodAt.Find(after, rebind.Now) is not { HasBody: true } now) return null;
        var effects = AssemblyDiff.Facts(before, was.Image, was.Handle, after, now.Image, now.Handle);
        string[] facts = [.. effects.Where(x => x.Weight != Weight.Faint && !(rebind.IsReshaped && IsOfTypes(x))).Select(x => x.Text)];
        return facts.Length == 0 ? null : string.Join("; ", facts.Take(2).Select(Plain));
    }

    /// <summary>Other types have other methods of the framework for the same: one came or went, and none took its place.</summary>
    private static bool IsOfTypes(Effect effect) => effect is { Kind: EffectKind.Convention or EffectKind.Work, Direction: not 0 };

    /// <summary>Of one method it is said what it does now; of another one, what it does.</summary>
    private static string Plain(string fact) => fact.StartsWith("now ", StringComparison.Ordinal) ? fact.Substring(4) : fact;
}
