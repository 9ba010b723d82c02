using System.Globalization;
using System.Reflection.Metadata;
using SemverGuard.Api;
using SemverGuard.Metadata;

namespace SemverGuard.Recompilation;

/// <summary>How what a call does now compares with what it did.</summary>
internal enum Likeness
{
    /// <summary>Cannot be told from the code: there is none, or too much of it.</summary>
    Unknown,
    Same,

    /// <summary>The same as what the former does by now, and perhaps not as what it did.</summary>
    Successor,
    Other,
}

/// <summary>Whether two methods do the same work: the one that a call meant before, and the one that it means now.</summary>
/// <remarks>
/// The same is what is equal instruction for instruction, but for types that stand for one another: two delegates that are called alike,
/// the types that declare the two methods. So is a method and one that only hands its arguments on to it.
/// </remarks>
/// <param name="before">With bodies, as far as there are any.</param>
internal sealed class SameWork(AssemblySet before, AssemblySet after)
{
    /// <summary>Methods that call methods; what differs further inside is no overload of the outer one.</summary>
    private const int Deepest = 4;

    /// <param name="difference">What the one is seen to do otherwise, as the rest of a sentence about it; null where that has no
    /// name.</param>
    public Likeness Of(MemberHome was, MemberHome now, out string? difference)
    {
        difference = null;
        was = Answering(was, now.Type);
        if (MethodAt.Find(after, now) is not { } fresh || MethodAt.Find(before, was) is not { } gone) return Likeness.Unknown;
        if (AreSame(gone, fresh, 0) || IsMoved(gone, fresh)) return Likeness.Same;
        if (AreOther(gone, fresh, 0, out difference)) return Likeness.Other;
        return MethodAt.Find(after, was) is { } kept && AreSame(kept, fresh, 0) ? Likeness.Successor : Likeness.Unknown;
    }

    /// <summary>Of an interface's member the method by which the type answered that is asked itself by now.</summary>
    private MemberHome Answering(MemberHome was, TypeHome now)
    {
        if (!was.IsFound || !was.Type.IsInterface || !now.IsFound || now.IsInterface) return was;
        var type = before.FindType(now.Image!.Name, now.Name);
        var slots = type.IsFound && !type.IsInterface ? InterfaceSlots.Of(before, type) : [];
        // The project was compiled against other files than it runs with.
        string declared = NormalBody.Symbol(was.Image, was.Member);
        var slot = slots.Find(x => x.State == InterfaceSlotState.Filled
            && NormalBody.Symbol(x.Declaration.Image, x.Declaration.Member) == declared);
        return slot?.Filler ?? was;
    }

    private static bool AreSame(MethodAt one, MethodAt other, int depth)
    {
        if (one.Symbol == other.Symbol && one.Image.Name == other.Image.Name) return true;
        if (depth > Deepest) return false;
        Forwarding? forward = Forwarding.Of(one), otherForward = Forwarding.Of(other);
        if (forward is not null && forward.Target.Symbol == other.Symbol) return forward.PassesDefaults(Arguments(one), other);
        // Who gave fewer arguments left the rest to the defaults of the method that the place meant before.
        if (otherForward is not null && otherForward.Target.Symbol == one.Symbol)
            return otherForward.PassesDefaults(Math.Min(Arguments(other), otherForward.Arguments.Count), one);
        bool handOnTheSame = forward is not null && otherForward is not null && forward.Arguments.SequenceEqual(otherForward.Arguments);
        if (handOnTheSame && AreSame(forward!.Target, otherForward!.Target, depth + 1)) return true;
        return HaveSameBodies(one, other, depth);
    }

    private static int Arguments(MethodAt method) => method.Signature.ParameterTypes.Length + (method.IsStatic ? 0 : 1);

    /// <summary>An interface's member that another interface has now, from which the first one inherits it.</summary>
    private bool IsMoved(MethodAt one, MethodAt other) =>
        !one.HasBody && !other.HasBody && one.Name == other.Name
        && one.Signature.ParameterTypes.SequenceEqual(other.Signature.ParameterTypes)
        && after.FindType(one.Image.Name, one.Type.Name) is { IsFound: true } type
        && after.MemberScopes(type).Any(x => x.Type == other.Type);

    private static bool HaveSameBodies(MethodAt one, MethodAt other, int depth)
    {
        if (!one.HasBody || !other.HasBody) return false;
        var body = Unboxed(NormalBody.Read(one.Image, one.Handle));
        var otherBody = WithoutEmptyStores(other, Unboxed(NormalBody.Read(other.Image, other.Handle)), Arguments(one));
        return body.Count == otherBody.Count && body.Zip(otherBody, (x, y) => (x, y)).All(x => DoSame(one, x.x, other, x.y, depth));
    }

    /// <summary>A struct that is returned as an interface does what it does.</summary>
    private static IReadOnlyList<NormalInstruction> Unboxed(IReadOnlyList<NormalInstruction> body) =>
        body.Count > 1 && body[body.Count - 1].Code == ILOpCode.Ret && body[body.Count - 2].Code == ILOpCode.Box
            ? [.. body.Take(body.Count - 2), body[body.Count - 1]]
            : body;

    /// <summary>Without what a further parameter's empty default leaves in a field that was empty anyway.</summary>
    private static IReadOnlyList<NormalInstruction> WithoutEmptyStores(MethodAt method, IReadOnlyList<NormalInstruction> body, int known)
    {
        if (Arguments(method) <= known || method.Name != ".ctor") return body;
        var kept = new List<NormalInstruction>(body);
        for (int i = kept.Count - 3; i >= 0; i--)
        {
            bool isStore = kept[i] is { Code: ILOpCode.Ldarg, Operand: "0" } && kept[i + 1].Code == ILOpCode.Ldarg
                && kept[i + 2].Code == ILOpCode.Stfld;
            if (isStore && int.Parse(kept[i + 1].Operand, CultureInfo.InvariantCulture) >= known) kept.RemoveRange(i, 3);
        }
        return kept;
    }

    private static bool DoSame(MethodAt one, NormalInstruction x, MethodAt other, NormalInstruction y, int depth)
    {
        if (x.Says(y)) return true;
        bool isCall = x.Code is ILOpCode.Call or ILOpCode.Callvirt && y.Code is ILOpCode.Call or ILOpCode.Callvirt;
        if (x.Handle.IsNil || y.Handle.IsNil || !(x.Code == y.Code || isCall)) return false;
        if (x.Code is >= ILOpCode.Ldfld and <= ILOpCode.Stsfld)
            return x.Operand.Replace(one.Type.Name + ".", other.Type.Name + ".") == y.Operand;
        if (!x.IsCall) return IsDelegate(one, x.Handle) && IsDelegate(other, y.Handle);
        if (one.Called(x.Handle) is not { } called || other.Called(y.Handle) is not { } otherCalled) return false;
        // Of two delegates, the same parameters.
        if (IsDelegate(called.Type) && IsDelegate(otherCalled.Type))
            return called.Name == otherCalled.Name && called.Signature.ParameterTypes.SequenceEqual(otherCalled.Signature.ParameterTypes);
        return called.Name == otherCalled.Name && AreSame(called, otherCalled, depth + 1);
    }

    private static bool IsDelegate(MethodAt method, EntityHandle type) =>
        type.Kind is HandleKind.TypeDefinition or HandleKind.TypeReference or HandleKind.TypeSpecification
        && IsDelegate(method.World.Resolve(method.Image, type));

    private static bool IsDelegate(TypeHome type) => type.IsFound && ApiReader.KindOf(type) == TypeKind.Delegate;

    /// <summary>
    /// Two bodies that differ in something that is seen at once: a text; where there are no conditions, any constant, a field, a call of
    /// the framework. Where they call other methods of the package instead, it is for those to differ.
    /// </summary>
    private static bool AreOther(MethodAt one, MethodAt other, int depth, out string? difference)
    {
        difference = null;
        if (depth > Deepest || !one.HasBody || !other.HasBody) return false;
        var body = NormalBody.Read(one.Image, one.Handle);
        var otherBody = NormalBody.Read(other.Image, other.Handle);
        var gone = body.Where(x => !otherBody.Any(x.Says)).ToArray();
        var come = otherBody.Where(x => !body.Any(x.Says)).ToArray();
        bool isPlain = !body.Concat(otherBody).Any(x => IsCondition(x) || x.Operand.Contains(">d__"));
        if (other.Name == "GetEnumerator" && IsIterator(body) != IsIterator(otherBody)) return true;
        NormalInstruction[] was = [.. gone.Where(IsTelling)], now = [.. come.Where(IsTelling)];
        bool arePaired = was.Length == now.Length && now.Length > 0 && was[0].Code == now[0].Code;
        if (arePaired) difference = $"uses {now[0].Constant} (was {was[0].Constant})";
        if (was.Length > 0 && now.Length > 0) return true;
        if (!isPlain) return false;
        // A sequence is counted in another way than an array is, and the number is the same.
        bool isOtherForm = depth == 0 && one.Parameters is var parameters && other.Parameters is var others
            && !parameters.SequenceEqual(others) && ArgumentForms.AreOther(parameters, others);
        // What makes a new object and what changes one set their fields in two ways.
        bool isInPlace = depth == 0 && CompoundAssignments.Is(one.Name, other.Name);
        if (was.Length + now.Length > 0 || gone.Any(x => IsShown(one, x)) || come.Any(x => IsShown(other, x)))
            return true;
        var called = come.Where(x => x.IsCall).Select(x => other.Called(x.Handle)).OfType<MethodAt>().ToArray();
        foreach (var callee in gone.Where(x => x.IsCall).Select(x => one.Called(x.Handle)).OfType<MethodAt>())
        {
            foreach (var otherCallee in called)
            {
                if (AreOther(callee, otherCallee, depth + 1, out difference)) return true;
            }
        }
        return false;

        bool IsShown(MethodAt method, NormalInstruction x) => !(isInPlace && x.Code is >= ILOpCode.Ldfld and <= ILOpCode.Stsfld)
            && IsSeen(method, x, isOtherForm);

        bool IsTelling(NormalInstruction x) => x.Code == ILOpCode.Ldstr || (isPlain && x.IsConstant);
    }

    /// <summary>A state machine of the compiler's gives the elements.</summary>
    private static bool IsIterator(IEnumerable<NormalInstruction> body) =>
        body.Any(x => x.Code == ILOpCode.Newobj && x.Operand.Contains(">d__"));

    private static bool IsSeen(MethodAt method, NormalInstruction x, bool isOtherForm) =>
        x.Code is >= ILOpCode.Add and <= ILOpCode.Not || x.Code is >= ILOpCode.Ldfld and <= ILOpCode.Stsfld
        || (!isOtherForm && x.IsCall && method.Called(x.Handle) is { } called && called.Image.IsFramework && !IsDelegate(called.Type));

    private static bool IsCondition(NormalInstruction x) => x.Code is >= ILOpCode.Brfalse and <= ILOpCode.Switch;
}
