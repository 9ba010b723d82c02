using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>An iterator gives another element, in another order, or not in all cases in which it did.</summary>
internal static class Elements
{
    private const string Current = "<>2__current", Unknown = "?";

    public static string? Find(MethodPair pair)
    {
        if (pair.WasHandle.IsNil || !pair.Before.IsIterator || !pair.After.IsIterator) return null;
        var was = Of(pair.BeforeSide, pair.WasHandle, out int wasConditions);
        var now = Of(pair.AfterSide, pair.IsHandle, out int conditions);
        string[] come = [.. Names(now).Except(Names(was))], gone = [.. Names(was).Except(Names(now))];
        if (come.Length + gone.Length == 1 && was.Count != now.Count)
            return come is [var one] ? "now also gives " + Shown(one) : "no longer gives " + Shown(gone[0]);
        if (was.Count != now.Count || come.Length + gone.Length > 0) return null;
        if (!Names(was).SequenceEqual(Names(now))) return "now gives its elements in another order";
        // Compilers place the conditions otherwise, and have as many of them.
        int more = Math.Sign(now.Sum(x => x.Guards) - was.Sum(x => x.Guards));
        if (more != 0 && more == Math.Sign(conditions - wasConditions))
            return more > 0 ? "now gives its elements in fewer cases" : "now gives its elements in more cases";
        int ends = Ends(pair.After) - Ends(pair.Before);
        return ends == 0 ? null : ends > 0 ? "now may end before the last element" : "no longer ends before the last element";
    }

    /// <summary>What the compiler keeps for somebody has a name that nobody wrote.</summary>
    private static string Shown(string name) => name.IndexOf('<') >= 0 ? "an element" : name;

    private static IEnumerable<string> Names(List<(string Name, int Guards)> elements) => elements.Select(x => x.Name);

    /// <summary>An iterator answers with 0 where there is no further element.</summary>
    private static int Ends(Script script) =>
        script.Steps.Count(x => x is { Kind: StepKind.Return, Arguments: [{ Kind: ValueKind.Literal, Number: 0 }] });

    /// <param name="conditions">How many jumps depend on one, wherever they stand.</param>
    private static List<(string Name, int Guards)> Of(Side side, MethodDefinitionHandle method, out int conditions)
    {
        conditions = 0;
        var found = new List<(string, int)>();
        foreach (var (_, body) in WrittenBodies.Read(side, method))
        {
            ExitGuards? guards = null;
            string last = Unknown;
            var il = new IlReader(body.GetILReader());
            while (il.MoveNext())
            {
                if (il.OpCode == ILOpCode.Stfld && side.Operands[il.Entity].Name == Current)
                    found.Add((last, (guards ??= new ExitGuards(body, isStateMachine: true)).Before(il.Offset)));
                if (il.Long.Code is ILOpCode.Brtrue or ILOpCode.Brfalse or >= ILOpCode.Beq and <= ILOpCode.Blt_un) conditions++;
                last = Pushed(side, il);
            }
        }
        return found;
    }

    private static string Pushed(Side side, IlReader il) => il.Long switch
    {
        (ILOpCode.Ldstr, _) => Texts.Quote(side.Image.UserString(il.Token)),
        (ILOpCode.Ldc_i4, var number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        (ILOpCode.Ldfld or ILOpCode.Ldsfld, _) when side.Operands[il.Entity] is var field => field.IsGenerated ? field.Name : field.Shown,
        _ => Unknown,
    };
}
