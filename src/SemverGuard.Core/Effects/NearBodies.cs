using System.Globalization;
using System.Reflection.Metadata;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;

namespace SemverGuard.Effects;

/// <summary>Two bodies that are equal but for one stretch of plain instructions, or for a few that stand in each other's place.</summary>
/// <remarks>What two compilers, or two ways to write the same, differ in is more than that. So what differs here is meant.</remarks>
internal sealed class NearBodies
{
    /// <summary>Places in which two otherwise equal bodies may differ.</summary>
    private const int MostPlaces = 4;

    private readonly NearCode was;
    private readonly NearCode now;

    private NearBodies(NearCode was, NearCode now) => (this.was, this.now) = (was, now);

    /// <summary>
    /// What one does otherwise than the other, its lambdas and state machine included; each as the rest of a sentence about the method.
    /// </summary>
    public static IEnumerable<NearDifference> Differences(Side before, MethodDefinitionHandle was, Side after, MethodDefinitionHandle now)
    {
        List<NearCode> all = Bodies(before, was), others = Bodies(after, now);
        return all.Count != others.Count ? [] : all.Zip(others, (x, y) => new NearBodies(x, y).Find()).SelectMany(x => x).Distinct();
    }

    private static List<NearCode> Bodies(Side side, MethodDefinitionHandle method)
    {
        var bodies = new List<NearCode> { new(side, method) };
        var seen = new HashSet<MethodDefinitionHandle> { method };
        for (int i = 0; i < bodies.Count; i++)
            bodies.AddRange(bodies[i].Generated.Where(seen.Add).Select(x => new NearCode(side, x)).ToArray());
        return bodies;
    }

    private IEnumerable<NearDifference> Find() => was.Count == now.Count && Places() is { } places ? InPlace(places) : Stretch();

    private bool Same(int i, int j) => was[i].Says(now[j]) || (was.IsGenerated(i) && now.IsGenerated(j));

    /// <summary>Where two bodies of one length differ; null when that is nowhere, or in too many places.</summary>
    private int[]? Places()
    {
        int[] places = [.. Enumerable.Range(0, was.Count).Where(x => !Same(x, x)).Take(MostPlaces + 1)];
        return places.Length is > 0 and <= MostPlaces ? places : null;
    }

    private IEnumerable<NearDifference> InPlace(int[] places)
    {
        if (Array.TrueForAll(places, x => Plain(was[x].Code) == Plain(now[x].Code) && was[x].Operand == now[x].Operand))
            return [new NearDifference(NearKind.Overflow, places.Any(x => IsChecked(now[x].Code)) ? 1 : -1, "")];
        if (Array.TrueForAll(places, x => IsCondition(was[x].Code) && IsCondition(now[x].Code))) return Conditions(places);
        if (Swapped(places) is { } swapped) return swapped;
        return places.Length == 1 ? One(places[0]) : [];
    }

    /// <summary>Nothing but conditions differs, so that what they lead to stands where it stood.</summary>
    private IEnumerable<NearDifference> Conditions(int[] places)
    {
        bool isTurned = Array.TrueForAll(places, x => Operators.Opposite(was[x].Code) == now[x].Code);
        // A value that is held against a number is told with the number.
        if (!isTurned && places.Any(x => x > 0 && was[x - 1].Code == ILOpCode.Ldc_i4)) return [];
        return [
            new NearDifference(NearKind.Condition, 0, isTurned ? "now turns one of its conditions round" : "now compares in another way")];
    }

    /// <summary>Two arguments, fields or members in each other's place; null when it is not that.</summary>
    private IEnumerable<NearDifference>? Swapped(int[] places)
    {
        if (places.Length < 2 || !Array.TrueForAll(places, x => was[x].Code == now[x].Code && now.Name(x) is not null)) return null;
        string one = was[places[0]].Operand, other = now[places[0]].Operand;
        if (!Array.TrueForAll(places, x => (was[x].Operand == one && now[x].Operand == other)
            || (was[x].Operand == other && now[x].Operand == one)))
            return null;
        // Where all of one became the other, it is another one; where the two are added or compared, or asked one after the other, the
        // order is nothing.
        if (Array.TrueForAll(places, x => was[x].Operand == one)) return null;
        int next = places[places.Length - 1] + 1;
        if (next < now.Count && Operators.IsCommutative(now[next].Code) || IsCondition(now[places[0] + 1].Code)) return [];
        // By the names that they have now: parameters may have exchanged theirs as well.
        int there = Array.Find(places, x => now[x].Operand == one);
        return [new NearDifference(NearKind.Swap, 0, $"now uses {now.Name(places[0])} and {now.Name(there)} in each other's place")];
    }

    private IEnumerable<NearDifference> One(int place)
    {
        var (old, @new) = (was[place], now[place]);
        if (Operators.Verb(old.Code) is { } did && Operators.Verb(@new.Code) is { } does)
        {
            return did != does ? [Calculation($"now {does} (was {did})")]
                : Operators.IsUnsigned(old.Code) != Operators.IsUnsigned(@new.Code) && !old.Code.ToString().Contains("_ovf")
                    ? [Calculation($"now {does} of a number {Signed(@new)} (was {Signed(old)})")]
                    : [];
        }
        if (old.Code == ILOpCode.Ldarg && @new.Code == ILOpCode.Ldarg && now.Argument(place) != was.Argument(place))
            return [new NearDifference(NearKind.Swap, 0, $"now uses its argument {now.Argument(place)} (was {was.Argument(place)})")];
        if (old.Code == ILOpCode.Newobj && @new.Code == ILOpCode.Newobj && was.Made(old) is { } made && now.Made(@new) is { } makes
            && made != makes)
        {
            string name = DisplayName.Type(makes), former = DisplayName.Type(made);
            if (name == former) (name, former) = (makes, made); // it moved to another namespace or type
            return [new NearDifference(NearKind.Made, 0, $"now creates {name} (was {former})")];
        }
        if (old.IsConstant && old.Code == @new.Code && place + 1 < now.Count && Operators.Verb(now[place + 1].Code) is not null
            && Number(old) is { } number && Number(@new) is { } another)
            return [Calculation($"now calculates with {another} (was {number})")];
        return Given(place) is { } given ? [given] : [];
    }

    private static string Signed(NormalInstruction x) => Operators.IsUnsigned(x.Code) ? "without a sign" : "with a sign";

    /// <summary>Another number for one of the package's own methods, or for who called.</summary>
    private NearDifference? Given(int place)
    {
        if (!was[place].IsConstant || was[place].Code != now[place].Code || Number(was[place]) is not { } number
            || Number(now[place]) is not { } another)
            return null;
        int next = place + 1;
        if (next < now.Count && now[next].Code is >= ILOpCode.Stind_i1 and <= ILOpCode.Stind_r8)
            return new NearDifference(NearKind.Given, 0, $"now hands out {another} (was {number})");
        while (next < now.Count && IsPlain(now[next].Code) && Operators.Verb(now[next].Code) is null) next++;
        if (next >= now.Count || !now.IsOwnCall(next) || now.Name(next) is not { } called) return null;
        int behind = Enumerable.Range(place + 1, next - place - 1).Count(x => !IsConversion(now[x].Code));
        if (now.Given(next, behind) is not var (parameter, type))
            return new NearDifference(NearKind.Given, 0, $"now calls {called} with {another} (was {number})");
        string Text(string literal) => type == "System.Boolean" ? literal == "0" ? "false" : "true" : literal;
        string text = $"now calls {called} with {parameter} = {Text(another)} (was {Text(number)})";
        // Who calls the short form gets what it gives to the long one.
        bool isDefault = now.IsOverload(next) && type is "System.Boolean";
        return new NearDifference(isDefault ? NearKind.Default : NearKind.Given, 0, text);
    }

    private static string? Number(NormalInstruction constant) => constant.Code switch
    {
        ILOpCode.Ldc_i4 or ILOpCode.Ldc_i8 => constant.Operand,
        ILOpCode.Ldc_r8 => constant.Constant,
        _ => null,
    };

    /// <summary>One stretch differs, and it only calculates.</summary>
    private IEnumerable<NearDifference> Stretch()
    {
        int head = 0, tail = 0, shorter = Math.Min(was.Count, now.Count);
        while (head < shorter && Same(head, head)) head++;
        while (tail < shorter - head && Same(was.Count - 1 - tail, now.Count - 1 - tail)) tail++;
        NormalInstruction[] gone = was.Slice(head, was.Count - tail), come = now.Slice(head, now.Count - tail);
        if (IsNegation(gone) && come.Length == 0 || IsNegation(come) && gone.Length == 0)
            return [new NearDifference(NearKind.Condition, 0, "now answers the opposite")];
        if (OtherOverload(gone, come) is { } overload) return [overload];
        if (OtherMember(gone, come) is { } member) return [member];
        if (!gone.All(x => IsPlain(x.Code) || Limiting(was, x) is not null)
            || !come.All(x => IsPlain(x.Code) || Limiting(now, x) is not null) || gone.Length + come.Length > 3 * MostPlaces)
            return [];
        string[] did = [.. gone.Select(x => Operators.Verb(x.Code) ?? Limiting(was, x)).OfType<string>().Distinct()],
            does = [.. come.Select(x => Operators.Verb(x.Code) ?? Limiting(now, x)).OfType<string>().Distinct()];
        string[] only = [.. does.Except(did)], lost = [.. did.Except(does)];
        if (only.Length + lost.Length == 0) return [];
        string text = only.Length == 0
            ? $"no longer {string.Join(" and ", lost)}"
            : $"now {string.Join(" and ", only)}" + (lost.Length == 0 ? "" : $" (was {string.Join(" and ", lost)})");
        // Where either only has something more, that is done to the result.
        return [Calculation(text) with { Kind = did.Length > 0 && does.Length > 0 ? NearKind.Rewritten : NearKind.Calculation }];
    }

    /// <summary>The same member of the framework with one choice more or less: how to round, to compare, to format.</summary>
    private NearDifference? OtherOverload(NormalInstruction[] gone, NormalInstruction[] come)
    {
        if (gone.Length == 0 || come.Length == 0 || gone.Length == come.Length || was.Framework(gone[gone.Length - 1]) is not { } old
            || now.Framework(come[come.Length - 1]) is not { } @new)
            return null;
        bool isSame = old.Symbol == @new.Symbol && gone.Take(gone.Length - 1).Concat(come.Take(come.Length - 1)).All(x => x.IsConstant);
        return isSame
            ? new NearDifference(
                NearKind.Given, 0, $"now calls {Signature(come[come.Length - 1])} (was {Signature(gone[gone.Length - 1])})")
            : null;
    }

    /// <summary>Another member of the same type of the framework, in the same place: to add in place of to set.</summary>
    private NearDifference? OtherMember(NormalInstruction[] gone, NormalInstruction[] come)
    {
        if (gone.Where(IsDone).ToArray() is not [var old] || come.Where(IsDone).ToArray() is not [var @new]
            || was.Framework(old) is not { } did || now.Framework(@new) is not { } does || did.Type != does.Type || did.Name == does.Name
            || ShapeCalls.Is(did) || ShapeCalls.Is(does) || Logging.IsForPeople(did) || Logging.IsForPeople(does))
            return null;
        return new NearDifference(NearKind.Given, 0, $"now {Shown(does)} (was: {Shown(did)})");

        static string Shown(Operand call) => $"{call.Verb} {DisplayName.Short("M:" + call.Symbol)}";

        // Who does not look at what is returned throws it away.
        static bool IsDone(NormalInstruction x) => x.Code != ILOpCode.Pop;
    }

    /// <summary>What keeps a number within limits, as a verb; null for anything else.</summary>
    private static string? Limiting(NearCode code, NormalInstruction x) =>
        code.Framework(x) is { Type: "System.Math", Name: "Max" or "Min" or "Clamp" or "Abs" } call ? "takes Math." + call.Name : null;

    private static string Signature(NormalInstruction call) => DisplayName.Of("M:" + call.Operand.Split(':')[0].TrimEnd());

    private static NearDifference Calculation(string text) => new(NearKind.Calculation, 0, text);

    private static bool IsNegation(NormalInstruction[] stretch) =>
        stretch is [{ Code: ILOpCode.Ldc_i4, Operand: "0" }, { Code: ILOpCode.Ceq }];

    /// <summary>Puts a number on the stack or calculates with what is there.</summary>
    private static bool IsPlain(ILOpCode code) =>
        code is ILOpCode.Ldarg or ILOpCode.Ldc_i4 or ILOpCode.Ldc_i8 or ILOpCode.Ldc_r4 or ILOpCode.Ldc_r8
        || Operators.Verb(code) is not null || IsConversion(code);

    private static bool IsConversion(ILOpCode code) =>
        code is >= ILOpCode.Conv_i1 and <= ILOpCode.Conv_u8 or ILOpCode.Conv_r_un or ILOpCode.Conv_u2 or ILOpCode.Conv_u1 or ILOpCode.Conv_i
            or ILOpCode.Conv_u || IsCheckedConversion(code);

    private static bool IsCheckedConversion(ILOpCode code) => code.ToString().StartsWith("Conv_ovf", StringComparison.Ordinal);

    private static bool IsChecked(ILOpCode code) => code is >= ILOpCode.Add_ovf and <= ILOpCode.Sub_ovf_un || IsCheckedConversion(code);

    /// <summary>The same without overflow checks.</summary>
    private static string Plain(ILOpCode code) =>
        IsCheckedConversion(code) ? code.ToString().Replace("_ovf", "").Replace("_un", "") : Operators.Arithmetic(code);

    private static bool IsCondition(ILOpCode code) =>
        code is >= ILOpCode.Brfalse and <= ILOpCode.Blt_un or ILOpCode.Ceq or ILOpCode.Cgt or ILOpCode.Cgt_un or ILOpCode.Clt
            or ILOpCode.Clt_un;
}
