using System.Reflection.Metadata;
using SemverGuard.Api;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>
/// What a method does where a switch of the application is off, as it is for everybody who sets none. A switch to something new that
/// becomes one back to what was has other sides, and its name says nothing of that.
/// </summary>
internal static class SwitchedParts
{
    /// <summary>Instructions of one side that are looked at.</summary>
    private const int Most = 32;

    private const string Creates = "creates ";

    /// <summary>Half a sentence; null where both versions do the same, or it is not seen what they do.</summary>
    public static string? Told(MethodPair pair, string was, string now)
    {
        if (Off(pair.BeforeSide, pair.WasHandle, was) is not { } before || Off(pair.AfterSide, pair.IsHandle, now) is not { } after)
            return null;
        string[] gone = [.. before.Except(after)], come = [.. after.Except(before)];
        // What is made says more than what is done with it.
        if (gone.Length + come.Length > 2 && gone.Any(IsMade) && come.Any(IsMade))
            (gone, come) = ([.. gone.Where(IsMade)], [.. come.Where(IsMade)]);
        if (gone is not [var old] || come is not [var @new]) return null;
        int verb = old.IndexOf(' ') + 1;
        string instead = string.CompareOrdinal(old, 0, @new, 0, verb) == 0 ? "was " + old.Substring(verb) : "was: " + old;
        return $"now {@new} ({instead}) unless {Texts.Quote(now)} is switched on";
    }

    private static bool IsMade(string done) => done.StartsWith(Creates, StringComparison.Ordinal);

    /// <summary>What is made and called of the package's own, behind the first question for the switch, where the answer is no.</summary>
    private static HashSet<string>? Off(Side side, MethodDefinitionHandle method, string name)
    {
        if (method.IsNil || side.Image.Body(side.Image.Reader.GetMethodDefinition(method)) is not { } body) return null;
        bool isAsked = false;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode is ILOpCode.Call or ILOpCode.Callvirt) isAsked = Asks(side, side.Operands[il.Entity], name);
            else if (isAsked && il.Long.Code is (ILOpCode.Brfalse or ILOpCode.Brtrue))
                return Done(side, body, il.Long.Code == ILOpCode.Brfalse ? il.Next + (int)il.Integer : il.Next);
            else if (il.OpCode != ILOpCode.Nop) isAsked = false;
        }
        return null;
    }

    private static bool Asks(Side side, Operand call, string name) => !call.OwnMethod.IsNil && OwnCode.Says(side, call.OwnMethod, name)
        && OwnCode.Calls(side, call.OwnMethod, (_, asked) => asked.Type == "System.AppContext");

    /// <summary>From one instruction on, until the method returns or the sides meet.</summary>
    private static HashSet<string> Done(Side side, MethodBodyBlock body, int start)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        int count = 0;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.Offset < start) continue;
            if (++count > Most || il.Long.Code is ILOpCode.Ret or ILOpCode.Br or ILOpCode.Leave or ILOpCode.Throw) break;
            if (il.OpCode is not (ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj)) continue;
            var call = side.Operands[il.Entity];
            if (call.IsConstructor) done.Add(Creates + DisplayName.Type(call.Type));
            else if (call.IsOwn && !call.IsAnswerOnly) done.Add(call.Verb + " " + call.Shown);
        }
        return done;
    }
}
