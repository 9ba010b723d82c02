using System.Reflection.Metadata;
using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Uses;
using static SemverGuard.Recompilation.MemberFacts;

namespace SemverGuard.Recompilation;

/// <summary>One compilation of the consumer: its output, what it was compiled against, and its lines.</summary>
/// <param name="World">The compile assets, and the output itself.</param>
public sealed record Build(AssemblyImage Output, AssemblySet World, SourceMap? Sources);

/// <summary>Says what the same source means after an upgrade and what it meant before, wherever the two differ.</summary>
public sealed class RebindReader
{
    private readonly Build before;
    private readonly Build after;
    private readonly TouchedKinds kinds;
    private readonly RebindPlaces places;
    private readonly MemberPairs pairs;
    private readonly ReboundMembers rebound;
    private readonly ReshapedMembers reshaped;
    private readonly ValueRebinds values;
    private readonly HandlerArguments handlers;
    private readonly NamedArguments named;
    private readonly LateBinding late;
    private readonly TupleElements tuples;

    private RebindReader(Build before, Build after, IReadOnlyList<string> bumped, NamedValues meant)
    {
        (this.before, this.after) = (before, after);
        kinds = new TouchedKinds(before.World, after.World, bumped);
        places = new RebindPlaces(before, after);
        pairs = new MemberPairs(before, after);
        rebound = new ReboundMembers(before, after, pairs, places);
        reshaped = new ReshapedMembers(before, after, pairs, places);
        values = new ValueRebinds(before, after, new ChangedValues(before.World, after.World, bumped), meant, places);
        handlers = new HandlerArguments(before, after, places);
        named = new NamedArguments(after, places);
        late = new LateBinding(before, after, pairs, places);
        tuples = new TupleElements(before, after, places);
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
            .GroupBy(reader.places.MethodId, StringComparer.Ordinal)
            .SelectMany(reader.Method)
            .Concat(differences.Select(reader.reshaped.CopiedReceiver).OfType<Rebind>())
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
        if (differences.Length == 0 || IsShuffled(differences))
            return [.. handlers.Of(carried[0]), .. named.Of(carried), .. reshaped.Boxed(Together(carried))];
        var whole = Together(differences);
        bool isReshaped = differences.Any(pairs.IsReshaped) || pairs.IsReshaped(whole);
        var others = InterpolatedPieces.Without(
            [.. differences.SelectMany(x => pairs.Of(x).Select(y => rebound.Of(y.Was, y.Now, x, whole, isReshaped))).OfType<Rebind>()]);
        if (late.Of(differences) is { } lookup) return [.. others, lookup];
        if (others.Any(x => x.Kind != RebindKind.CallerInfo)) return others;
        return [.. others, .. Reshaped(carried, differences, whole, isReshaped)];
    }

    private IEnumerable<Rebind> Reshaped(Difference[] carried, Difference[] differences, Difference whole, bool isReshaped)
    {
        string? kind = kinds.In(before.Output, differences[0].Before);
        if (kind is null && !isReshaped) return differences.SelectMany(Explain);
        Rebind[] unwanted = [.. reshaped.Unwanted(whole)];
        if (unwanted.Length > 0) return unwanted;
        var taken = Together(carried);
        if (kind is not null) return reshaped.Copies(kind, whole);
        Rebind[] other = [.. reshaped.OtherValue(whole with { AllWas = taken.AllWas, AllNow = taken.AllNow })];
        return other.Length > 0 ? other : reshaped.OtherTypes(whole);
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
            return Bridge.IsNeedless(before, difference.Before, after) || IsOfHelper(difference.Before) ? []
                : [places.New(RebindKind.Override, places.MethodId(difference), "is no longer generated by the compiler", difference)];
        if (ValueRebinds.IsStillEmpty(difference)) return [];
        return values.Of(difference) ?? tuples.Of(difference) ?? Dropped(difference) ?? Uncompared(difference) ?? Asked(difference)
            ?? [places.Other(difference)];
    }

    /// <summary>A class that can be derived from by now may be what the compiler knew that it was not.</summary>
    private Rebind[]? Asked(Difference difference)
    {
        string? type = difference.Now.Where(x => x.Code == ILOpCode.Isinst).Select(x => x.Operand).FirstOrDefault();
        bool isAnswered = difference.Was.Any(x => x is { Code: ILOpCode.Ldc_i4, Operand: "0" } or { Code: ILOpCode.Ldnull });
        if (type is null || !isAnswered || difference.Was.Any(x => x.Code == ILOpCode.Isinst)) return null;
        string text = $"asks at run time for {DisplayName.Type(type)} (the compiler knew that it was none)";
        return [places.New(RebindKind.Other, places.MethodId(difference), text, difference) with { IsUnseen = true }];
    }

    /// <summary>A class of the compiler's own went as a whole: the method that made use of it says why.</summary>
    private bool IsOfHelper(MethodDefinitionHandle method)
    {
        var reader = before.Output.Reader;
        string type = before.Output.NameOf(reader.GetMethodDefinition(method).GetDeclaringType());
        return type.StartsWith("<", StringComparison.Ordinal) && after.Output.FindType(type).IsNil;
    }

    /// <summary>An operator that said what is equal is gone, and the compiler compares references by itself.</summary>
    private Rebind[]? Uncompared(Difference difference)
    {
        if (difference.Now.Any(x => x.IsCall)) return null;
        var gone = difference.Was.Where(x => x.IsCall).Select(x => before.World.ResolveMember(before.Output, x.Handle))
            .FirstOrDefault(x => IsMethod(x) && !x.Image.IsFramework && Name(x) is "op_Equality" or "op_Inequality");
        if (!gone.IsFound || !pairs.Counterpart(gone, after.World).IsNil) return null;
        return [places.New(RebindKind.Operator, Id(gone), $"compares references (was {Shown(gone)})", difference)
            with { Was = gone, IsReshaped = true, ComparesReferences = true }];
    }

    private IEnumerable<Rebind>? Dropped(Difference difference)
    {
        if (difference.Now.Any(x => x.IsCall)) return null;
        var gone = difference.Was.Where(x => x.IsCall).Select(x => before.World.ResolveMember(before.Output, x.Handle))
            .FirstOrDefault(x => x.IsFound && !x.Image.IsFramework);
        if (!gone.IsFound || pairs.Counterpart(gone, after.World).IsNil) return null;
        return [places.New(RebindKind.ConditionalCall, Id(gone), $"no longer calls {Shown(gone)}", difference)];
    }
}
