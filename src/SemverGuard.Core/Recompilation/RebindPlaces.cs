using System.Reflection.Metadata;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Recompilation;

/// <summary>Where in the source two builds differ, and in whose words that is told.</summary>
internal sealed class RebindPlaces(Build before, Build after)
{
    /// <summary>What a call names that both builds make, as the one before named it; not found where that one does not make it.</summary>
    public MemberHome Before(Difference difference, NormalInstruction call) => before.World.ResolveMember(
        before.Output, NormalBody.Read(before.Output, difference.Before).FirstOrDefault(x => x.Says(call)).Handle);

    public string MethodId(Difference difference) => UserMethod.Of(DocumentationId.Method(before.Output, difference.Before));

    public Rebind New(RebindKind kind, string symbol, string text, Difference difference) =>
        new(kind, symbol, UserMethod.Place(DocumentationId.Method(before.Output, difference.Before)), text, Site(difference));

    private SourceSite? Site(Difference difference) => Place(difference)?.Start;

    public Statement? Place(Difference difference)
    {
        Statement? place = null;
        if (!difference.After.IsNil && difference.Now.Count > 0)
            place = after.Sources?.StatementAt(difference.After, difference.Now[0].Offset);
        if (place is null && difference.Was.Count > 0)
            place = before.Sources?.StatementAt(difference.Before, difference.Was[0].Offset);
        return place;
    }

    /// <summary>That a method does something else, where nobody knows more.</summary>
    public Rebind Other(Difference difference)
    {
        if (Overload(difference) is { } overload) return New(RebindKind.Other, MethodId(difference), overload, difference);
        string was = Work(difference.Was), now = Work(difference.Now);
        return New(RebindKind.Other, MethodId(difference),
            was == now ? "is compiled to other code"
                : difference.Now.Count == 0 ? "is compiled to less code"
                : difference.Was.Count == 0 ? "is compiled to more code"
                : difference.Was.Concat(difference.Now).Any(x => x.IsConstant) ? $"uses {now} (was {was})"
                : $"is compiled to {now} (was {was})", difference);
    }

    /// <summary>Another overload of a method of the framework.</summary>
    private string? Overload(Difference difference) => Called(difference.Now, after)
        .Join(Called(difference.Was, before), Named, Named, (now, was) => (Now: now, Was: was))
        .Where(x => MemberFacts.Id(x.Now) != MemberFacts.Id(x.Was))
        .Select(x => $"calls {MemberFacts.Shown(x.Now)} (was {MemberFacts.Shown(x.Was)})").FirstOrDefault();

    private static (string, string) Named(MemberHome method) => (method.Type.Name, MemberFacts.Name(method));

    private static IEnumerable<MemberHome> Called(IEnumerable<NormalInstruction> instructions, Build build) => instructions
        .Where(x => x.Code is ILOpCode.Call or ILOpCode.Callvirt).Select(x => build.World.ResolveMember(build.Output, x.Handle))
        .Where(x => MemberFacts.IsMethod(x) && x.Image.IsFramework);

    /// <summary>What instructions do, when they call nothing that has a name.</summary>
    public static string Work(IReadOnlyList<NormalInstruction> instructions)
    {
        if (instructions.FirstOrDefault(x => x.IsConstant) is { Operand.Length: > 0 } constant) return constant.Constant;
        if (instructions.Any(x => x.Code is ILOpCode.Ceq or ILOpCode.Beq or ILOpCode.Bne_un or ILOpCode.Brtrue or ILOpCode.Brfalse))
            return "a reference comparison";
        if (instructions.Any(x => x.Code == ILOpCode.Initobj)) return "all zeroes";
        if (instructions is [{ Code: ILOpCode.Ldnull }]) return "null";
        return instructions.Count == 0 ? "nothing" : "other code";
    }
}
