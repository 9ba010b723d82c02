using System.Reflection.Metadata;
using SemverGuard.Metadata;
using static SemverGuard.Recompilation.MemberFacts;

namespace SemverGuard.Recompilation;

/// <summary>Places that name another member by now.</summary>
internal sealed class ReboundMembers(Build before, Build after, MemberPairs pairs, RebindPlaces places)
{
    /// <summary>
    /// The place names another member now, although the one it named is still there, or the one it names now was there before.
    /// </summary>
    /// <param name="method">All that differs in the method.</param>
    /// <param name="isReshaped">Something else in the method has another shape by now.</param>
    public Rebind? Of(MemberUse? was, MemberUse? now, Difference difference, Difference method, bool isReshaped)
    {
        bool isAnswered = false;
        if (Answered(was, now) is { } answered) (now, isAnswered) = (answered, true);
        if (now is not { IsOurs: true } fresh || (!isAnswered && IsCompilerMade(fresh.Home))) return null;
        bool isNew = pairs.Counterpart(fresh.Home, before.World).IsNil;
        if (was is not { IsOurs: true } gone)
        {
            // Something of a package is called where an instruction or the framework did the work.
            if (!isNew || fresh.Home.Member.Kind != HandleKind.MethodDefinition) return null;
            // What has another shape may take an operator or a conversion besides, which nobody has looked at.
            bool isOperator = Name(fresh.Home).StartsWith("op_", StringComparison.Ordinal);
            if (was is null && !isOperator && pairs.IsReshaped(difference)) return null;
            // It calls what it is made for, whatever its type.
            if (IsDelegate(before.World, was) && IsDelegate(after.World, now)) return null;
            // What took its arguments in another form stands a few instructions from here.
            if (was is null && pairs.IsElsewhere(fresh, method)) return null;
            bool wereReferences = was is null && isOperator && IsEquality(fresh.Home);
            string called = Shown(fresh.Home), replaced = was is { Home.IsFound: true } known ? Shown(known.Home)
                : wereReferences ? "a reference comparison" : RebindPlaces.Work(difference.Was);
            if (was is not null && called == replaced) (called, replaced) = (Whole(fresh.Home), Whole(was.Value.Home));
            // Of an interface's member it can be told which method answered.
            return places.New(KindOf(default, fresh.Home), Id(fresh.Home), $"calls {called} (was {replaced})", difference)
                with { Was = was is { Home: { IsFound: true } asked } && (asked.Type.IsInterface || IsOfAll(asked))
                    ? asked : default, Now = fresh.Home, ComparesReferences = wereReferences,
                    // What was taken apart is of another type by now, and has its own way to be taken apart. Whose function it was that was
                    // invoked, nobody knows.
                    IsUnseen = (isReshaped && was is null or { Instruction.Code: ILOpCode.Ldfld }) || IsDelegate(before.World, was)
                        || CollectionBuilders.Is(fresh.Home) };
        }
        if (Id(gone.Home) == Id(fresh.Home)) return null; // type arguments or modifiers differ, which follow from something else
        bool isKept = !pairs.Counterpart(gone.Home, after.World).IsNil;
        var texts = Texts(gone.Home, fresh.Home, difference);
        if (!isKept && isNew && !isAnswered) return texts; // the same member in a new shape
        if (pairs.IsSameSlot(gone, fresh)) return null;
        string shown = Shown(fresh.Home), shownBefore = Shown(gone.Home);
        if (shown == shownBefore) (shown, shownBefore) = (Whole(fresh.Home), Whole(gone.Home));
        // What adds one element after the other is no body to compare with one that takes them all.
        bool isBuilder = isNew && CollectionBuilders.Is(fresh.Home);
        return places.New(KindOf(gone.Home, fresh.Home), Id(fresh.Home), $"calls {shown} (was {shownBefore})", difference)
            with
            {
                Was = isBuilder ? default : gone.Home, Now = fresh.Home, Besides = texts ?? Held(fresh.Home, method),
                IsUnseen = isBuilder,
            };
    }

    /// <summary>The arguments inside its text are worked out only where the handler of the text allows it.</summary>
    private Rebind? Held(MemberHome now, Difference difference)
    {
        var made = difference.Now.Where(x => x.IsCall && x.Handle.Kind != HandleKind.StandaloneSignature)
            .Select(x => new MemberUse(x, after.World.ResolveMember(after.Output, x.Handle)));
        return made.Any(x => x.IsOurs && ReshapedMembers.Refuses(x))
            ? places.New(RebindKind.Pattern, Id(now), $"works out what is in its text only where {Shown(now)} asks for it", difference)
                with { IsUnseen = true }
            : null;
    }

    /// <summary>Of two methods of one name, that the later one is given the text of its arguments besides.</summary>
    private Rebind? Texts(MemberHome was, MemberHome now, Difference difference) =>
        ArgumentTexts.Added(was, now) is { Length: > 0 } names
            ? places.New(RebindKind.CallerInfo, Id(now),
                $"passes the text of its arguments to {DisplayName.Short(Id(now))} as {string.Join(" and ", names)}", difference)
                with { IsUnseen = true, Difference = "may show it in what it says" }
            : null;

    /// <summary>
    /// The method of a package that answers where an interface of the framework is asked by now, for a member that is gone.
    /// </summary>
    private MemberUse? Answered(MemberUse? was, MemberUse? now)
    {
        if (was is not { IsOurs: true } gone
            || now is not { Home: { IsFound: true, Type.IsInterface: true, Image.IsFramework: true } } asked
            || !pairs.Counterpart(gone.Home, after.World).IsNil)
            return null;
        var type = after.World.FindType(gone.Home.Image.Name, gone.Home.Type.Name);
        var slot = !type.IsFound || type.IsInterface ? null
            : InterfaceSlots.Of(after.World, type).Find(x => x.State == InterfaceSlotState.Filled && x.Declaration == asked.Home);
        return slot is { Filler.Image.IsFramework: false } ? asked with { Home = slot.Filler } : null;
    }

    /// <summary>Of two objects of a class: where nobody says what is equal, the compiler compares references.</summary>
    private bool IsEquality(MemberHome member) =>
        Name(member) is "op_Equality" or "op_Inequality" && Parameters(member) is [var one, var other] && one == other
        && one == member.Type.Name && !Linkage.ReferenceCheck.IsValue(member.Type);

    /// <summary>What every object has, and a type may do otherwise.</summary>
    private static bool IsOfAll(MemberHome member) => member.Type.Name == "System.Object";

    private static bool IsDelegate(AssemblySet world, MemberUse? made) =>
        made is { Home: { IsFound: true } home } use && (use.Instruction.Code == ILOpCode.Newobj || Name(home) == "Invoke")
        && world.MemberScopes(home.Type).Any(x => x.Type.IsFound && x.Type.Name == "System.Delegate");

    private static RebindKind KindOf(MemberHome was, MemberHome now)
    {
        string name = Name(now);
        if (name.StartsWith("op_", StringComparison.Ordinal) || (was.IsFound && Name(was).StartsWith("op_", StringComparison.Ordinal)))
            return RebindKind.Operator;
        if (name is "GetEnumerator" or "MoveNext" or "GetAwaiter" or "Add" or "Dispose" or "DisposeAsync" or "Deconstruct"
            or "GetPinnableReference" or "AppendFormatted" or "AppendLiteral")
            return RebindKind.Pattern;
        if (was.IsFound && IsExtension(was) != IsExtension(now)) return RebindKind.ExtensionOrInstance;
        if (was.IsFound && was.Type.Name == now.Type.Name && ArgumentForms.AreOther(Parameters(was), Parameters(now)))
            return RebindKind.ArgumentForm;
        return RebindKind.Overload;
    }
}
