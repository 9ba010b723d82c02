using System.Reflection.Metadata;
using SemverGuard.Metadata;
using static SemverGuard.Recompilation.MemberFacts;

namespace SemverGuard.Recompilation;

/// <summary>What follows where a member has another shape by now: other types, copies, results that nobody waits for.</summary>
internal sealed class ReshapedMembers(Build before, Build after, MemberPairs pairs, RebindPlaces places)
{
    private readonly ShiftedArguments shifted = new(before, after);

    /// <summary>What was shared is copied by now; whether anybody sees that depends on what is done with it.</summary>
    public IEnumerable<Rebind> Copies(string type, Difference difference)
    {
        var home = after.World.FindTypeAnywhere(type);
        if (difference.After.IsNil || !home.IsFound || !Linkage.ReferenceCheck.IsValue(home)
            || !TouchedKinds.Copies(after, difference.After, home))
            yield break;
        yield return places.New(RebindKind.Other, "T:" + type, $"copies a {DisplayName.Type(type)} where it shared one", difference)
            with { IsUnseen = true };
    }

    /// <summary>
    /// A value of another type goes where the type itself decides what happens: it is printed, compared, or taken as an object.
    /// </summary>
    public IEnumerable<Rebind> OtherValue(Difference difference)
    {
        if (difference.TakenAsObject() is not { } taken) yield break;
        foreach (var (was, now) in pairs.Of(difference))
        {
            if (was is not { } gone || now is not { } fresh || !pairs.IsReshaped(gone, fresh)) continue;
            var (old, @new) = Given(taken, ReturnType(gone.Home), ReturnType(fresh.Home));
            yield return places.New(RebindKind.Other, Id(fresh.Home),
                $"goes on with {DisplayName.Type(@new)} (was {DisplayName.Type(old)})", difference) with { IsUnseen = true };
            yield break;
        }
    }

    /// <summary>What is asked as any object is, the member tells that gives it.</summary>
    private static (string Was, string Now) Given((string Was, string Now) taken, string was, string now)
    {
        const string Any = "System.Object";
        if (was == now || was.Length == 0 || now.Length == 0 || (taken.Was != Any && taken.Now != Any)) return taken;
        return (taken.Was == Any ? was : taken.Was, taken.Now == Any ? now : taken.Now);
    }

    /// <summary>What takes its arguments as other types by now: it compiles, and whether it does the same, the two bodies tell.</summary>
    public IEnumerable<Rebind> OtherTypes(Difference difference)
    {
        foreach (var (was, now) in pairs.Of(difference))
        {
            if (was is not { } gone || now is not { } fresh || !pairs.IsReshaped(gone, fresh)) continue;
            if (Name(gone.Home) != Name(fresh.Home)) continue;
            if (Form(difference) is { } form)
            {
                yield return places.New(RebindKind.ArgumentForm, Id(fresh.Home), $"passes {Shown(fresh.Home)} {form}", difference)
                    with { IsUnseen = true };
                continue;
            }
            string[] parameters = Parameters(gone.Home), newParameters = Parameters(fresh.Home);
            // A member of another type may do something else under the same name, whatever it takes.
            bool isOfOtherType = gone.Home.Type.Name != fresh.Home.Type.Name && IsMethod(gone.Home) && IsMethod(fresh.Home);
            if (!isOfOtherType && (parameters.Length != newParameters.Length || parameters.SequenceEqual(newParameters))) continue;
            yield return places.New(RebindKind.Other, Id(fresh.Home), "calls " + Shown(fresh.Home), difference)
                with { Was = gone.Home, Now = fresh.Home, IsReshaped = true, IsUnseen = true };
        }
    }

    /// <summary>What the compiler hands over in place of a value or a function: something that describes it.</summary>
    private static string? Form(Difference difference)
    {
        return Comes("System.Linq.Expressions.Expression.Lambda") ? "an expression tree (was a delegate)"
            : Comes("System.Runtime.CompilerServices.FormattableStringFactory.Create(") ? "a format and its arguments (was the text)"
            : null;

        bool Comes(string called) =>
            difference.Now.Any(x => Calls(x, called)) && !difference.Was.Any(x => Calls(x, called));
    }

    /// <summary>
    /// A reshaped member that compiles and still is not what was meant: a result nobody waits for, a null that becomes a value.
    /// </summary>
    public IEnumerable<Rebind> Unwanted(Difference difference)
    {
        foreach (var (was, now) in pairs.Of(difference))
        {
            if (was is not { } gone || now is not { } fresh || !pairs.IsReshaped(gone, fresh)) continue;
            string name = Shown(fresh.Home), result = ReturnType(fresh.Home);
            bool isAwaitable = result.StartsWith("System.Threading.Tasks.Task", StringComparison.Ordinal)
                || result.StartsWith("System.Threading.Tasks.ValueTask", StringComparison.Ordinal);
            if (isAwaitable && ReturnType(gone.Home) == "System.Void" && difference.IsDiscarded)
                yield return places.New(RebindKind.Other, Id(fresh.Home), $"starts {name} and does not wait for it", difference);
            bool converts = difference.Now.Any(
                x => x.Operand.Contains(".op_Implicit(") || x.Code == ILOpCode.Initobj && !ValueRebinds.IsNullable(x));
            if (converts && difference.Was.Concat(difference.Now).Any(x => x.Code == ILOpCode.Ldnull))
                yield return places.New(RebindKind.Operator, Id(fresh.Home), $"passes an empty value to {name} (was null)", difference);
            if (Refuses(fresh) && !Refuses(gone))
                yield return places.New(RebindKind.Pattern, Id(fresh.Home), $"writes its text only where {name} allows it", difference);
            if (shifted.Of(gone, fresh, difference) is { } other)
                yield return places.New(RebindKind.Other, Id(fresh.Home), other, difference);
            string equality = ReturnType(gone.Home) + ".op_";
            if (difference.Was.Any(x => IsEquality(x, equality)) && !difference.Now.Any(x => IsEquality(x, "")) && IsReference(result))
                yield return places.New(
                    RebindKind.Operator, Id(fresh.Home), $"compares references (was the values that {name} gives)", difference);
            if (AreMeantOtherwise(gone, fresh))
                yield return places.New(
                    RebindKind.Other, Id(fresh.Home), $"gives its type arguments to other type parameters of {name}", difference);
            if (difference.Now.Any(IsNewSet) && !difference.Was.Any(IsNewSet))
                yield return places.New(
                    RebindKind.Other, Id(fresh.Home), $"passes a set to {name}, which keeps of equal elements one", difference)
                    with { IsUnseen = true };
        }
        bool concatenated = difference.Was.Any(x => x.Operand.StartsWith("System.String.Concat(", StringComparison.Ordinal));
        if (concatenated && difference.Now.Any(x => x.Code == ILOpCode.Add))
            yield return places.New(RebindKind.Operator, places.MethodId(difference), "adds numbers (was joining strings)", difference);
    }

    /// <summary>
    /// The type parameters stand in another order, and the source, which writes the arguments down, has them as they were.
    /// </summary>
    private bool AreMeantOtherwise(MemberUse was, MemberUse now)
    {
        if (Given(before, was) is not { } given || Given(after, now) is not { } given2 || !given.SequenceEqual(given2)) return false;
        var (names, newNames) = (Names(was.Home), Names(now.Home));
        return names.Count == newNames.Count && new HashSet<string>(names).SetEquals(newNames)
            && Enumerable.Range(0, names.Count).Any(x => given[x] != given[names.IndexOf(newNames[x])]);

        static List<string> Names(MemberHome method) =>
            [.. GenericNames.Of(method.Image, (MethodDefinitionHandle)method.Member).OfMethod ?? []];

        static IReadOnlyList<string>? Given(Build build, MemberUse use) => use.Instruction.Handle.Kind == HandleKind.MethodSpecification
            ? build.Output.Reader.GetMethodSpecification((MethodSpecificationHandle)use.Instruction.Handle)
                .DecodeSignature(build.Output.LinkText, GenericScope.Open)
            : null;
    }

    private bool IsReference(string type) => type == "System.Object"
        || after.World.FindTypeAnywhere(type) is { IsFound: true } home && !Linkage.ReferenceCheck.IsValue(home);

    private static bool Calls(NormalInstruction x, string beginning) =>
        x.IsCall && x.Operand.StartsWith(beginning, StringComparison.Ordinal);

    private static bool IsEquality(NormalInstruction x, string beginning) => Calls(x, beginning)
        && (x.Operand.Contains(".op_Equality(") || x.Operand.Contains(".op_Inequality("));

    /// <summary>A handler of interpolated strings, whose constructor says whether anything is to be written.</summary>
    public static bool Refuses(MemberUse made) => Name(made.Home) == ".ctor" && Parameters(made.Home) is [_, _, .., "System.Boolean@"]
        && CustomAttributes.Has(made.Home.Image, made.Home.Type.Definition.GetCustomAttributes(),
            "System.Runtime.CompilerServices.InterpolatedStringHandlerAttribute");

    /// <summary>What a collection expression becomes where a set is asked for.</summary>
    private static bool IsNewSet(NormalInstruction x) => x.Code == ILOpCode.Newobj
        && (x.Operand.StartsWith("System.Collections.Generic.HashSet", StringComparison.Ordinal)
            || x.Operand.StartsWith("System.Collections.Generic.SortedSet", StringComparison.Ordinal));

    /// <summary>The same number, which is taken for an object of another type: it is a constant of that type by now.</summary>
    public IEnumerable<Rebind> Boxed(Difference difference)
    {
        if (difference.AllNow.All(x => x.Code != ILOpCode.Box) || difference.TakenAsObject() is not { } taken) yield break;
        yield return places.New(RebindKind.Other, places.MethodId(difference),
            $"goes on with {DisplayName.Type(taken.Now)} (was {DisplayName.Type(taken.Was)})", difference) with { IsUnseen = true };
    }

    /// <summary>A method that changes the struct it is called on gets a copy by now, or no longer gets one.</summary>
    public Rebind? CopiedReceiver(Difference difference)
    {
        if (difference.Next is not { IsCall: true } next || difference.CopiesMore is not { } more) return null;
        var called = after.World.ResolveMember(after.Output, next.Handle);
        if (!called.IsFound || called.Image.IsFramework || !MutatingMethods.Contain(after.World, called)) return null;
        string name = DisplayName.Of(Id(called));
        return places.New(RebindKind.Other, Id(called),
            more ? $"calls {name} on a copy (was on the value itself)" : $"calls {name} on the value itself (was on a copy)", difference);
    }
}
