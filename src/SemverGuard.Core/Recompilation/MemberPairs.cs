using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;
using static SemverGuard.Recompilation.MemberFacts;

namespace SemverGuard.Recompilation;

/// <summary>A member that an instruction names.</summary>
internal readonly record struct MemberUse(NormalInstruction Instruction, MemberHome Home)
{
    /// <summary>The consumer's own, or a package's.</summary>
    public bool IsOurs => Home.IsFound && !Home.Image.IsFramework;
}

/// <summary>Which members stand in each other's place where two builds differ.</summary>
internal sealed class MemberPairs(Build before, Build after)
{
    /// <summary>Calls and field accesses that stand in each other's place: the same name first, then the order.</summary>
    public IEnumerable<(MemberUse? Was, MemberUse? Now)> Of(Difference difference)
    {
        var was = difference.Was.Where(IsMember).Select(x => new MemberUse(x, before.World.ResolveMember(before.Output, x.Handle)))
            .ToList();
        var now = difference.Now.Where(IsMember).Select(x => new MemberUse(x, after.World.ResolveMember(after.Output, x.Handle))).ToList();
        var named = new HashSet<string>(now.Where(x => x.Home.IsFound).Select(x => Plain(x.Home)), StringComparer.Ordinal);
        foreach (var other in now)
        {
            string name = other.Home.IsFound ? Name(other.Home) : "", plain = other.Home.IsFound ? Plain(other.Home) : "";
            int index = name.Length == 0 ? -1 : was.FindIndex(x => x.Home.IsFound && Name(x.Home) == name);
            if (index < 0 && name.Length > 0) index = was.FindIndex(x => x.Home.IsFound && Plain(x.Home) == plain);
            if (index < 0) index = was.FindIndex(x => !x.Home.IsFound || !named.Contains(Plain(x.Home)));
            yield return (index < 0 ? null : was[index], other);
            if (index >= 0) was.RemoveAt(index);
        }
        foreach (var one in was) yield return (one, null);

        static bool IsMember(NormalInstruction x) => x.IsCall || x.Code is >= ILOpCode.Ldfld and <= ILOpCode.Stsfld
            || (x.Code == ILOpCode.Ldtoken
                && x.Handle.Kind is HandleKind.MemberReference or HandleKind.MethodDefinition or HandleKind.MethodSpecification);
    }

    /// <summary>An event or a property by its own name, which a field of that name may have taken.</summary>
    private static string Plain(MemberHome member) => Declarations.SaidName(Name(member));

    /// <summary>A virtual call that names an override goes where one that names the overridden method goes.</summary>
    public bool IsSameSlot(MemberUse was, MemberUse now) =>
        was.Instruction.Code == ILOpCode.Callvirt && now.Instruction.Code == ILOpCode.Callvirt && Name(was.Home) == Name(now.Home)
        && Parameters(was.Home).SequenceEqual(Parameters(now.Home))
        && (after.World.MemberScopes(now.Home.Type).Any(x => x.Type.IsFound && x.Type.Name == was.Home.Type.Name)
            || Overrides(was.Home, now.Home.Type));

    /// <summary>A member that hid the one of a base type, and overrides it by now: the compiler names the base type's.</summary>
    private bool Overrides(MemberHome hiding, TypeHome @base)
    {
        var kept = Counterpart(hiding, after.World);
        var type = after.World.FindType(hiding.Image.Name, hiding.Type.Name);
        return kept.Kind == HandleKind.MethodDefinition && type.IsFound
            && type.Image!.Reader.GetMethodDefinition((MethodDefinitionHandle)kept).Attributes is var attributes
            && (attributes & (MethodAttributes.Virtual | MethodAttributes.NewSlot)) == MethodAttributes.Virtual
            && after.World.MemberScopes(type).Any(x => x.Type.IsFound && x.Type.Name == @base.Name);
    }

    /// <summary>Some member has another signature, type or home by now, or is named through an override, and the rest follows.</summary>
    public bool IsReshaped(Difference difference) =>
        Of(difference).Any(
            x => x.Was is { } was && x.Now is { } now && (IsReshaped(was, now) || (was.IsOurs && now.IsOurs && IsSameSlot(was, now))));

    /// <summary>A member that the method names in another place only, where it still had the shape that it had.</summary>
    public bool IsElsewhere(MemberUse now, Difference method)
    {
        // Asked for one place of a method after the other.
        if (!ReferenceEquals(elsewhere.Method, method))
            elsewhere = (method, [.. Of(method).Where(x => x.Was is { } was && x.Now is { } other && IsReshaped(was, other))
                .Select(x => x.Now!.Value.Home)]);
        return elsewhere.Reshaped.Contains(now.Home);
    }

    private (Difference? Method, HashSet<MemberHome> Reshaped) elsewhere = (null, []);

    public bool IsReshaped(MemberUse was, MemberUse now) =>
        was.IsOurs && now.IsOurs && Counterpart(was.Home, after.World).IsNil && Counterpart(now.Home, before.World).IsNil;

    /// <summary>The same member, declared by the same type, in the other world; nil when it is not there or cannot be used.</summary>
    public EntityHandle Counterpart(MemberHome member, AssemblySet world)
    {
        var type = world.FindType(member.Image.Name, member.Type.Name);
        if (!type.IsFound) type = world.FindTypeAnywhere(member.Type.Name);
        if (!type.IsFound) return default;
        var image = type.Image!;
        string symbol = NormalBody.Symbol(member.Image, member.Member);
        if (member.Member.Kind == HandleKind.FieldDefinition)
            return type.Definition.GetFields().Select(x => (EntityHandle)x)
                .FirstOrDefault(x => NormalBody.Symbol(image, x) == symbol
                    && (image.Name == before.Output.Name || IsVisible(new MemberHome(Outcome.Found, type, x))));
        return type.Definition.GetMethods().Select(x => (EntityHandle)x)
            .FirstOrDefault(x => NormalBody.Symbol(image, x) == symbol
                && (image.Name == before.Output.Name || IsVisible(new MemberHome(Outcome.Found, type, x))));
    }
}
