using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Recompilation;

/// <summary>One compilation of the consumer: its output, what it was compiled against, and its lines.</summary>
/// <param name="World">The compile assets, and the output itself.</param>
public sealed record Build(AssemblyImage Output, AssemblySet World, SourceMap? Sources);

/// <summary>Says what the same source means after an upgrade and what it meant before, wherever the two differ.</summary>
public sealed class RebindReader
{
    private readonly Build before;
    private readonly Build after;
    private readonly ChangedValues values;
    private readonly TouchedKinds kinds;
    private readonly NamedValues named;
    private readonly EnumAudience audience;

    private RebindReader(Build before, Build after, IReadOnlyList<string> bumped, NamedValues named)
    {
        this.named = named;
        audience = new EnumAudience(after);
        this.before = before;
        this.after = after;
        values = new ChangedValues(before.World, after.World, bumped);
        kinds = new TouchedKinds(before.World, after.World, bumped);
    }

    /// <param name="bumped">Simple names of the assemblies that changed.</param>
    /// <returns>In the order of the consumer's methods.</returns>
    /// <exception cref="BadImageFormatException">One of the builds is damaged.</exception>
    public static IReadOnlyList<Rebind> Read(Build before, Build after, IReadOnlyList<string> bumped) =>
        Read(before, after, bumped, new NamedValues([], _ => null));

    /// <param name="named">What the source names.</param>
    internal static IReadOnlyList<Rebind> Read(Build before, Build after, IReadOnlyList<string> bumped, NamedValues named)
    {
        // What the project's own compiler made: no package writes these ids.
        if (before.Output.Mvid == after.Output.Mvid) return [];
        var reader = new RebindReader(before, after, bumped, named);
        var pairs = IlDiff.Pairs(before.Output, after.Output);
        var differences = IlDiff.Compare(before.Output, after.Output, pairs).ToArray();
        return differences
            .GroupBy(reader.MethodId, StringComparer.Ordinal)
            .SelectMany(reader.Method)
            .Concat(differences.Select(reader.Copied).OfType<Rebind>())
            .Concat(new DeclarationDiff(before, after).Read(pairs))
            .GroupBy(x => (x.Kind, x.Symbol, x.Text, x.Site)).Select(x => x.First())
            .ToArray();
    }

    /// <summary>
    /// All differences of one method and its lambdas: what follows from a member that only changed its shape is no news of its own.
    /// </summary>
    private IEnumerable<Rebind> Method(IEnumerable<Difference> method)
    {
        var carried = method.ToArray();
        var differences = carried.Select(x => x.WithoutShuffling()).Where(x => x.Was.Count + x.Now.Count > 0 || x.After.IsNil).ToArray();
        if (differences.Length == 0) return Handlers(carried[0]);
        if (IsShuffled(differences)) return [.. Handlers(carried[0]), .. Boxed(Together(carried))];
        bool isReshaped = differences.Any(IsReshaped);
        var rebound = InterpolatedPieces.Without(
            [.. differences.SelectMany(x => Pairs(x).Select(y => Rebound(y.Was, y.Now, x, isReshaped))).OfType<Rebind>()]);
        if (rebound.Length > 0) return rebound;
        string? kind = kinds.In(before.Output, differences[0].Before);
        if (kind is null && !differences.Any(IsReshaped)) return differences.SelectMany(Explain);
        var all = Together(differences);
        Rebind[] unwanted = [.. Unwanted(all)];
        if (unwanted.Length > 0) return unwanted;
        var taken = Together(carried);
        if (kind is not null) return Kind(kind, all);
        Rebind[] other = [.. OtherValue(all with { AllWas = taken.AllWas, AllNow = taken.AllNow })];
        return other.Length > 0 ? other : Reshaped(all);
    }

    /// <summary>The same number, which is taken for an object of another type: it is a constant of that type by now.</summary>
    private IEnumerable<Rebind> Boxed(Difference difference)
    {
        if (difference.AllNow.All(x => x.Code != ILOpCode.Box) || difference.TakenAsObject() is not { } taken) yield break;
        yield return New(RebindKind.Other, MethodId(difference),
            $"goes on with {DisplayName.Type(taken.Now)} (was {DisplayName.Type(taken.Was)})", difference) with { IsUnseen = true };
    }

    /// <summary>
    /// The same is done with the same values, and an attribute says which of the arguments an interpolated string is made with.
    /// </summary>
    private IEnumerable<Rebind> Handlers(Difference difference)
    {
        if (difference.After.IsNil) yield break;
        foreach (var call in NormalBody.Read(after.Output, difference.After).Where(x => x.IsCall))
        {
            var home = after.World.ResolveMember(after.Output, call.Handle);
            if (!home.IsFound || home.Image.IsFramework || home.Member.Kind != HandleKind.MethodDefinition
                || Given(after.World, home) is not { Length: > 0 } now)
                continue;
            var previous = before.World.ResolveMember(before.Output, Counterpart(call));
            if (!previous.IsFound || previous.Member.Kind != HandleKind.MethodDefinition) continue;
            string was = Given(before.World, previous);
            if (was != now)
                yield return New(RebindKind.Other, Id(home), $"makes a text for {Shown(home)} with {now} (was {was})", difference)
                    with { IsUnseen = true };
        }

        EntityHandle Counterpart(NormalInstruction call) =>
            NormalBody.Read(before.Output, difference.Before).FirstOrDefault(x => x.Says(call)).Handle;
    }

    /// <summary>What the parameters of a method say about the handlers of interpolated strings.</summary>
    private static string Given(AssemblySet world, MemberHome method)
    {
        var reader = method.Image.Reader;
        return string.Join(", ", reader.GetMethodDefinition((MethodDefinitionHandle)method.Member).GetParameters()
            .SelectMany(x => CustomAttributes.Named(method.Image, reader.GetParameter(x).GetCustomAttributes(),
                "System.Runtime.CompilerServices.InterpolatedStringHandlerArgumentAttribute"))
            .Select(x => AttributeText.Of(method.Image, x, world)));
    }

    /// <summary>What was shared is copied by now; whether anybody sees that depends on what is done with it.</summary>
    private IEnumerable<Rebind> Kind(string type, Difference difference)
    {
        var home = after.World.FindTypeAnywhere(type);
        if (difference.After.IsNil || !home.IsFound || !Linkage.ReferenceCheck.IsValue(home)
            || !TouchedKinds.Copies(after, difference.After, home))
            yield break;
        yield return New(RebindKind.Other, "T:" + type, $"copies a {DisplayName.Type(type)} where it shared one", difference)
            with { IsUnseen = true };
    }

    /// <summary>
    /// A value of another type goes where the type itself decides what happens: it is printed, compared, or taken as an object.
    /// </summary>
    private IEnumerable<Rebind> OtherValue(Difference difference)
    {
        if (difference.TakenAsObject() is not { } taken) yield break;
        foreach (var (was, now) in Pairs(difference))
        {
            if (was is not { } gone || now is not { } fresh || !IsReshaped(gone, fresh)) continue;
            yield return New(RebindKind.Other, Id(fresh.Home),
                $"goes on with {DisplayName.Type(taken.Now)} (was {DisplayName.Type(taken.Was)})", difference) with { IsUnseen = true };
            yield break;
        }
    }

    /// <summary>What takes its arguments as other types by now: it compiles, and whether it does the same, the two bodies tell.</summary>
    private IEnumerable<Rebind> Reshaped(Difference difference)
    {
        foreach (var (was, now) in Pairs(difference))
        {
            if (was is not { } gone || now is not { } fresh || !IsReshaped(gone, fresh) || Name(gone.Home) != Name(fresh.Home)) continue;
            string[] parameters = Parameters(gone.Home), newParameters = Parameters(fresh.Home);
            if (parameters.Length != newParameters.Length || parameters.SequenceEqual(newParameters)) continue;
            yield return New(RebindKind.Other, Id(fresh.Home), "calls " + Shown(fresh.Home), difference)
                with { Was = gone.Home, Now = fresh.Home, IsReshaped = true, IsUnseen = true };
        }
    }

    /// <summary>A method that changes the struct it is called on gets a copy by now, or no longer gets one.</summary>
    private Rebind? Copied(Difference difference)
    {
        if (difference.Next is not { IsCall: true } next || difference.CopiesMore is not { } more) return null;
        var called = after.World.ResolveMember(after.Output, next.Handle);
        if (!called.IsFound || called.Image.IsFramework || !MutatingMethods.Contain(after.World, called)) return null;
        string name = DisplayName.Of(Id(called));
        return New(RebindKind.Other, Id(called),
            more ? $"calls {name} on a copy (was on the value itself)" : $"calls {name} on the value itself (was on a copy)", difference);
    }

    /// <summary>
    /// The same is done in the same order, and only carried about in another way: a struct is copied before a call, or no longer is.
    /// </summary>
    private static bool IsShuffled(Difference[] differences)
    {
        if (differences.Any(x => x.After.IsNil)) return false;
        var all = Together(differences).WithoutShuffling();
        if (all.Was.Count == all.Now.Count && all.Was.Zip(all.Now, (x, y) => x.Says(y)).All(x => x)) return true;
        // The same numbers in another size, which an enum made of another type needs.
        string[] was = [.. all.Was.Select(Number).OfType<string>()], now = [.. all.Now.Select(Number).OfType<string>()];
        return all.Was.Concat(all.Now).All(x => IsConversion(x.Code) || Number(x) is not null) && was.SequenceEqual(now);

        static string? Number(NormalInstruction x) => x.Code is ILOpCode.Ldc_i4 or ILOpCode.Ldc_i8 ? x.Operand : null;

        static bool IsConversion(ILOpCode code) =>
            code is >= ILOpCode.Conv_i1 and <= ILOpCode.Conv_i8 or ILOpCode.Conv_u1 or ILOpCode.Conv_u2 or ILOpCode.Conv_u4
                or ILOpCode.Conv_u8;
    }

    private static Difference Together(Difference[] differences) => differences[0] with
    {
        Was = [.. differences.SelectMany(x => x.Was)],
        Now = [.. differences.SelectMany(x => x.Now)],
        AllWas = [.. differences.SelectMany(x => x.AllWas)],
        AllNow = [.. differences.SelectMany(x => x.AllNow)],
        IsDiscarded = differences.Any(x => x.IsDiscarded),
    };

    private IEnumerable<Rebind> Explain(Difference difference)
    {
        if (difference.After.IsNil)
            return Bridge.IsNeedless(before, difference.Before, after) ? []
                : [New(RebindKind.Override, MethodId(difference), "is no longer generated by the compiler", difference)];
        if (IsStillEmpty(difference) || IsStillSo(difference)) return [];
        return Values(difference) ?? Elements(difference) ?? Dropped(difference) ?? [Other(difference)];
    }

    /// <summary>Calls and field accesses that stand in each other's place: the same name first, then the order.</summary>
    private IEnumerable<(MemberUse? Was, MemberUse? Now)> Pairs(Difference difference)
    {
        var was = difference.Was.Where(IsMember).Select(x => new MemberUse(x, before.World.ResolveMember(before.Output, x.Handle)))
            .ToList();
        var now = difference.Now.Where(IsMember).Select(x => new MemberUse(x, after.World.ResolveMember(after.Output, x.Handle))).ToList();
        foreach (var other in now)
        {
            int index = was.FindIndex(x => x.Home.IsFound && other.Home.IsFound && Name(x.Home) == Name(other.Home));
            if (index < 0) index = was.FindIndex(x => !x.Home.IsFound || !now.Any(y => y.Home.IsFound && Name(y.Home) == Name(x.Home)));
            yield return (index < 0 ? null : was[index], other);
            if (index >= 0) was.RemoveAt(index);
        }
        foreach (var one in was) yield return (one, null);

        static bool IsMember(NormalInstruction x) => x.IsCall || x.Code is >= ILOpCode.Ldfld and <= ILOpCode.Stsfld
            || (x.Code == ILOpCode.Ldtoken
                && x.Handle.Kind is HandleKind.MemberReference or HandleKind.MethodDefinition or HandleKind.MethodSpecification);
    }

    private readonly record struct MemberUse(NormalInstruction Instruction, MemberHome Home)
    {
        /// <summary>The consumer's own, or a package's.</summary>
        public bool IsOurs => Home.IsFound && !Home.Image.IsFramework;
    }

    /// <summary>
    /// The place names another member now, although the one it named is still there, or the one it names now was there before.
    /// </summary>
    /// <param name="isReshaped">Something else in the method has another shape by now.</param>
    private Rebind? Rebound(MemberUse? was, MemberUse? now, Difference difference, bool isReshaped)
    {
        bool isAnswered = false;
        if (Answered(was, now) is { } answered) (now, isAnswered) = (answered, true);
        if (now is not { IsOurs: true } fresh || (!isAnswered && IsCompilerMade(fresh.Home))) return null;
        bool isNew = Counterpart(fresh.Home, before.World).IsNil;
        if (was is not { IsOurs: true } gone)
        {
            // Something of a package is called where an instruction or the framework did the work.
            if (!isNew || fresh.Home.Member.Kind != HandleKind.MethodDefinition) return null;
            // What has another shape may take an operator or a conversion besides, which nobody has looked at.
            bool isOperator = Name(fresh.Home).StartsWith("op_", StringComparison.Ordinal);
            if (was is null && !isOperator && IsReshaped(difference)) return null;
            // It calls what it is made for, whatever its type.
            if (IsDelegate(before.World, was) && IsDelegate(after.World, now)) return null;
            string replaced = was is { Home.IsFound: true } known ? Shown(known.Home) : Work(difference.Was);
            // Of an interface's member it can be told which method answered.
            return New(KindOf(default, fresh.Home), Id(fresh.Home), $"calls {Shown(fresh.Home)} (was {replaced})", difference)
                with { Was = was is { Home: { IsFound: true, Type.IsInterface: true } asked } ? asked : default, Now = fresh.Home,
                    // What was taken apart is of another type by now, and has its own way to be taken apart.
                    IsUnseen = isReshaped && was is null or { Instruction.Code: ILOpCode.Ldfld } };
        }
        if (Id(gone.Home) == Id(fresh.Home)) return null; // type arguments or modifiers differ, which follow from something else
        bool isKept = !Counterpart(gone.Home, after.World).IsNil;
        if (!isKept && isNew && !isAnswered) return null; // the same member in a new shape
        if (IsSameSlot(gone, fresh)) return null;
        string shown = Shown(fresh.Home), shownBefore = Shown(gone.Home);
        if (shown == shownBefore) (shown, shownBefore) = (Whole(fresh.Home), Whole(gone.Home));
        return New(KindOf(gone.Home, fresh.Home), Id(fresh.Home), $"calls {shown} (was {shownBefore})", difference)
            with { Was = gone.Home, Now = fresh.Home };
    }

    /// <summary>
    /// The method of a package that answers where an interface of the framework is asked by now, for a member that is gone.
    /// </summary>
    private MemberUse? Answered(MemberUse? was, MemberUse? now)
    {
        if (was is not { IsOurs: true } gone
            || now is not { Home: { IsFound: true, Type.IsInterface: true, Image.IsFramework: true } } asked
            || !Counterpart(gone.Home, after.World).IsNil)
            return null;
        var type = after.World.FindType(gone.Home.Image.Name, gone.Home.Type.Name);
        var slot = !type.IsFound || type.IsInterface ? null
            : InterfaceSlots.Of(after.World, type).Find(x => x.State == InterfaceSlotState.Filled && x.Declaration == asked.Home);
        return slot is { Filler.Image.IsFramework: false } ? asked with { Home = slot.Filler } : null;
    }

    private static bool IsDelegate(AssemblySet world, MemberUse? made) =>
        made is { Instruction.Code: ILOpCode.Newobj, Home: { IsFound: true } home }
        && world.MemberScopes(home.Type).Any(x => x.Type.IsFound && x.Type.Name == "System.Delegate");

    /// <summary>A virtual call that names an override goes where one that names the overridden method goes.</summary>
    private bool IsSameSlot(MemberUse was, MemberUse now) =>
        was.Instruction.Code == ILOpCode.Callvirt && now.Instruction.Code == ILOpCode.Callvirt && Name(was.Home) == Name(now.Home)
        && Parameters(was.Home).SequenceEqual(Parameters(now.Home))
        && after.World.MemberScopes(now.Home.Type).Any(x => x.Type.IsFound && x.Type.Name == was.Home.Type.Name);

    /// <summary>Some member has another signature, type or home by now, or is named through an override, and the rest follows.</summary>
    private bool IsReshaped(Difference difference) =>
        Pairs(difference).Any(
            x => x.Was is { } was && x.Now is { } now && (IsReshaped(was, now) || (was.IsOurs && now.IsOurs && IsSameSlot(was, now))));

    private bool IsReshaped(MemberUse was, MemberUse now) =>
        was.IsOurs && now.IsOurs && Counterpart(was.Home, after.World).IsNil && Counterpart(now.Home, before.World).IsNil;

    /// <summary>
    /// A reshaped member that compiles and still is not what was meant: a result nobody waits for, a null that becomes a value.
    /// </summary>
    private IEnumerable<Rebind> Unwanted(Difference difference)
    {
        foreach (var (was, now) in Pairs(difference))
        {
            if (was is not { } gone || now is not { } fresh || !IsReshaped(gone, fresh)) continue;
            string name = Shown(fresh.Home), result = ReturnType(fresh.Home);
            bool isAwaitable = result.StartsWith("System.Threading.Tasks.Task", StringComparison.Ordinal)
                || result.StartsWith("System.Threading.Tasks.ValueTask", StringComparison.Ordinal);
            if (isAwaitable && ReturnType(gone.Home) == "System.Void" && difference.IsDiscarded)
                yield return New(RebindKind.Other, Id(fresh.Home), $"starts {name} and does not wait for it", difference);
            bool converts = difference.Now.Any(x => x.Operand.Contains(".op_Implicit(") || x.Code == ILOpCode.Initobj && !IsNullable(x));
            if (converts && difference.Was.Concat(difference.Now).Any(x => x.Code == ILOpCode.Ldnull))
                yield return New(RebindKind.Operator, Id(fresh.Home), $"passes an empty value to {name} (was null)", difference);
        }
        bool concatenated = difference.Was.Any(x => x.Operand.StartsWith("System.String.Concat(", StringComparison.Ordinal));
        if (concatenated && difference.Now.Any(x => x.Code == ILOpCode.Add))
            yield return New(RebindKind.Operator, MethodId(difference), "adds numbers (was joining strings)", difference);
    }

    /// <summary>A constant that takes a constructor, a decimal, is a field by now, and holds what it was.</summary>
    private bool IsStillSo(Difference difference) =>
        difference is { Now: [var field], Was.Count: > 1 } && IsStaticField(field)
        && difference.Was.All(x => x.IsConstant || x.Operand.Contains("..ctor("))
        && ChangedValues.IsSetTo(after.World.ResolveMember(after.Output, field.Handle), difference.Was);

    /// <summary>What was null and was asked for that is a <c>Nullable</c> without a value, which answers the same.</summary>
    private static bool IsStillEmpty(Difference difference)
    {
        return difference.Was.Any(x => x.Code == ILOpCode.Ldnull) && difference.Was.All(x => x.Code == ILOpCode.Ldnull || IsTest(x))
            && difference.Now.Any(x => x.Code == ILOpCode.Initobj)
            && difference.Now.All(x => (x.Code == ILOpCode.Initobj && IsNullable(x)) || IsTest(x) || IsQuestion(x));

        static bool IsTest(NormalInstruction x) =>
            x.Code is ILOpCode.Brtrue or ILOpCode.Brfalse or ILOpCode.Ceq or ILOpCode.Ldc_i4 or ILOpCode.Cgt_un;

        static bool IsQuestion(NormalInstruction x) => x.IsCall && IsNullable(x) && x.Operand.Contains(".get_HasValue(");
    }

    /// <summary>Empty, it says what null says of a class.</summary>
    private static bool IsNullable(NormalInstruction initialized) => initialized.Operand.Contains("System.Nullable");

    /// <summary>Only constants differ: says whose they are.</summary>
    private IEnumerable<Rebind>? Values(Difference difference)
    {
        var was = difference.Was.Where(IsValue).ToArray();
        var now = difference.Now.Where(IsValue).ToArray();
        if (was.Length != now.Length || was.Length == 0 || was.Length != difference.Was.Count || now.Length != difference.Now.Count)
            return null;
        return was.Zip(now, (x, y) => Value(x, y, difference)).SelectMany(x => x);

        static bool IsValue(NormalInstruction x) => x.IsConstant || IsStaticField(x);
    }

    private static bool IsStaticField(NormalInstruction x) => x.Code is ILOpCode.Ldsfld or ILOpCode.Ldsflda;

    /// <remarks>Several where one statement names several constants that changed in the same way.</remarks>
    private IEnumerable<Rebind> Value(NormalInstruction was, NormalInstruction now, Difference difference)
    {
        if (IsStaticField(was) || IsStaticField(now))
        {
            if (!now.IsConstant && was.IsConstant
                && values.InitialValue(after.World.ResolveMember(after.Output, now.Handle)) == was.Operand)
                return [];
            // A field became a constant, and this build has its value; unless nobody could make one of it.
            if (IsStaticField(was) && now.IsConstant)
            {
                var filled = before.World.ResolveMember(before.Output, was.Handle);
                return filled is { IsFound: true, Image.IsFramework: true }
                    ? [New(RebindKind.Other, MethodId(difference), $"uses {now.Constant} (was {Shown(filled)})", difference)]
                    : [];
            }
            var field = after.World.ResolveMember(after.Output, now.Handle);
            return field.IsFound
                ? [New(RebindKind.Const, Id(field),
                    $"reads {DisplayName.Of(Id(field))} at run time (was the constant "
                        + $"{values.Texts(field.Image.Name, FieldType(field), was.Operand, "").Was})", difference)]
                : [];
        }
        // Whatever is passed as one of several arguments may stand in such an array, too: only the span over it takes its length.
        if (difference is { EndsInCall: true, Next: { } call } && call.Operand.Contains("InlineArrayAs"))
            return [New(RebindKind.InlineArray, MethodId(difference),
                $"takes {now.Operand} elements of an inline array (was {was.Operand})", difference)];
        var called = difference.Next is { IsCall: true } next ? after.World.ResolveMember(after.Output, next.Handle) : default;
        if (values.Default(called, was.Operand, now.Operand) is { } parameter)
        {
            if (now.Code == ILOpCode.Ldnull && ChangedValues.Replaces(called, parameter.Parameter.Name, was.Operand)) return [];
            var (before, after) = values.Texts(called.Image.Name, parameter.Parameter.Type, Spell(was), Spell(now));
            // The default names the same member of an enum, whose number is another: who is not built again passes what has it now.
            if (before == after && values.Constants(was.Operand, now.Operand)
                .FirstOrDefault(x => x.IsEnum && DocumentationId.DeclaringType(x.Id) == "T:" + parameter.Parameter.Type) is { } member)
                return [Named(isEnum: true, member.Id, $"uses {ValueText.Changed(DisplayName.Of(member.Id), member.Now, member.Was)}",
                    difference)];
            string text = $"passes {ValueText.Changed(parameter.Parameter.Name, after, before)} to {DisplayName.Short(parameter.Method)}";
            var kind = parameter.IsCallerInfo ? RebindKind.CallerInfo : RebindKind.DefaultArgument;
            return [New(kind, parameter.Method, text, difference)];
        }
        var meant = named.Meant(values.Constants(was.Operand, now.Operand), Place(difference));
        return meant.Count == 0 ? [Other(difference)]
            : meant.Select(x => Named(x.IsEnum, x.Id, $"uses {ValueText.Changed(DisplayName.Of(x.Id), x.Now, x.Was)}", difference));
    }

    private Rebind Named(bool isEnum, string id, string text, Difference difference)
    {
        var rebind = New(isEnum ? RebindKind.EnumValue : RebindKind.Const, id, text, difference);
        if (!isEnum) return rebind;
        string type = DocumentationId.DeclaringType(id).Substring(2);
        bool isHandedOn = audience.IsWide(type);
        return rebind with { IsHandedOn = isHandedOn, IsUnseen = !isHandedOn && audience.IsMember(difference, type) };
    }

    private static string Spell(NormalInstruction constant) => constant.Code == ILOpCode.Ldnull ? "null" : constant.Operand;

    /// <summary>A tuple's element is read by position; its name has moved to another one.</summary>
    private IEnumerable<Rebind>? Elements(Difference difference)
    {
        if (difference.Was.Count != 1 || difference.Now.Count != 1 || Element(difference.Was[0]) is not { } was
            || Element(difference.Now[0]) is not { } now)
            return null;
        return [New(RebindKind.Tuple, MethodId(difference), $"reads {now} of a tuple (was {was})", difference)];

        static string? Element(NormalInstruction x)
        {
            int item = x.Operand.StartsWith("System.ValueTuple", StringComparison.Ordinal)
                ? x.Operand.LastIndexOf(".Item", StringComparison.Ordinal)
                : -1;
            return item < 0 ? null : x.Operand.Substring(item + 1).Split(' ')[0];
        }
    }

    private IEnumerable<Rebind>? Dropped(Difference difference)
    {
        if (difference.Now.Any(x => x.IsCall)) return null;
        var gone = difference.Was.Where(x => x.IsCall).Select(x => before.World.ResolveMember(before.Output, x.Handle))
            .FirstOrDefault(x => x.IsFound && !x.Image.IsFramework);
        if (!gone.IsFound || Counterpart(gone, after.World).IsNil) return null;
        return [New(RebindKind.ConditionalCall, Id(gone), $"no longer calls {Shown(gone)}", difference)];
    }

    private Rebind Other(Difference difference)
    {
        string was = Work(difference.Was), now = Work(difference.Now);
        return New(RebindKind.Other, MethodId(difference),
            was == now ? "is compiled to other code"
                : difference.Was.Concat(difference.Now).Any(x => x.IsConstant) ? $"uses {now} (was {was})"
                : $"is compiled to {now} (was {was})", difference);
    }

    private RebindKind KindOf(MemberHome was, MemberHome now)
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

    private static bool IsExtension(MemberHome member) => member.Member.Kind == HandleKind.MethodDefinition && CustomAttributes.Has(
        member.Image, member.Image.Reader.GetMethodDefinition((MethodDefinitionHandle)member.Member).GetCustomAttributes(),
        "System.Runtime.CompilerServices.ExtensionAttribute");

    private static string[] Parameters(MemberHome member) => member.Member.Kind == HandleKind.MethodDefinition
        ? [.. member.Image.Reader.GetMethodDefinition((MethodDefinitionHandle)member.Member)
            .DecodeSignature(member.Image.DocumentationText, GenericScope.Open).ParameterTypes]
        : [];

    /// <summary>What instructions do, when they call nothing that has a name.</summary>
    private static string Work(IReadOnlyList<NormalInstruction> instructions)
    {
        if (instructions.FirstOrDefault(x => x.IsConstant) is { Operand.Length: > 0 } constant) return constant.Operand;
        if (instructions.Any(x => x.Code is ILOpCode.Ceq or ILOpCode.Beq or ILOpCode.Bne_un or ILOpCode.Brtrue or ILOpCode.Brfalse))
            return "a reference comparison";
        if (instructions.Any(x => x.Code == ILOpCode.Initobj)) return "all zeroes";
        return instructions.Count == 0 ? "nothing" : "other code";
    }

    /// <summary>The same member, declared by the same type, in the other world; nil when it is not there or cannot be used.</summary>
    private EntityHandle Counterpart(MemberHome member, AssemblySet world)
    {
        var type = world.FindType(member.Image.Name, member.Type.Name);
        if (!type.IsFound) type = world.FindTypeAnywhere(member.Type.Name);
        if (!type.IsFound) return default;
        var image = type.Image!;
        string symbol = NormalBody.Symbol(member.Image, member.Member);
        if (member.Member.Kind == HandleKind.FieldDefinition)
            return type.Definition.GetFields().Select(x => (EntityHandle)x).FirstOrDefault(x => NormalBody.Symbol(image, x) == symbol);
        return type.Definition.GetMethods().Select(x => (EntityHandle)x)
            .FirstOrDefault(x => NormalBody.Symbol(image, x) == symbol
                && (image.Name == before.Output.Name || IsVisible(new MemberHome(Outcome.Found, type, x))));
    }

    private static bool IsCompilerMade(MemberHome member) => Name(member).IndexOf('<') >= 0 || member.Type.Name.IndexOf('<') >= 0;

    private static bool IsVisible(MemberHome method) =>
        MemberReader.MethodAccess(
            method.Image.Reader.GetMethodDefinition((MethodDefinitionHandle)method.Member).Attributes) != Access.Private;

    private static string Name(MemberHome member) => member.Member.Kind == HandleKind.MethodDefinition
        ? member.Image.Reader.GetString(member.Image.Reader.GetMethodDefinition((MethodDefinitionHandle)member.Member).Name)
        : member.Image.Reader.GetString(member.Image.Reader.GetFieldDefinition((FieldDefinitionHandle)member.Member).Name);

    private static string ReturnType(MemberHome member) => member.Member.Kind == HandleKind.MethodDefinition
        ? member.Image.SignatureOf(member.Image.Reader.GetMethodDefinition((MethodDefinitionHandle)member.Member)).ReturnType
        : "";

    /// <summary>With the names of its type parameters.</summary>
    private static string Shown(MemberHome member) =>
        DisplayName.Of(Id(member), member.Member.Kind == HandleKind.MethodDefinition
            ? GenericNames.Of(member.Image, (MethodDefinitionHandle)member.Member)
            : GenericNames.Of(member.Type));

    /// <summary>With the namespace, where two types share their name.</summary>
    private static string Whole(MemberHome member) => $"{Shown(member)} of {member.Type.Name}";

    private static string FieldType(MemberHome field) => field.Member.Kind != HandleKind.FieldDefinition ? ""
        : field.Image.Reader.GetFieldDefinition((FieldDefinitionHandle)field.Member)
            .DecodeSignature(field.Image.DocumentationText, GenericScope.Open);

    private static string Id(MemberHome member) => DocumentationId.Member(member);

    private string MethodId(Difference difference) => UserMethod.Of(DocumentationId.Method(before.Output, difference.Before));

    private Rebind New(RebindKind kind, string symbol, string text, Difference difference) =>
        new(kind, symbol, UserMethod.Place(DocumentationId.Method(before.Output, difference.Before)), text, Site(difference));

    private SourceSite? Site(Difference difference) => Place(difference)?.Start;

    private Statement? Place(Difference difference)
    {
        Statement? place = null;
        if (!difference.After.IsNil && difference.Now.Count > 0)
            place = after.Sources?.StatementAt(difference.After, difference.Now[0].Offset);
        if (place is null && difference.Was.Count > 0)
            place = before.Sources?.StatementAt(difference.Before, difference.Was[0].Offset);
        return place;
    }
}
