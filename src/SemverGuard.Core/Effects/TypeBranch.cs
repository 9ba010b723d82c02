using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>What a method does with a value where that is of the type that it asks for.</summary>
internal enum Handling
{
    /// <summary>Nothing that is seen.</summary>
    None,

    /// <summary>It is done with it there.</summary>
    Ends,

    /// <summary>It hands it on to code of the package's.</summary>
    HandsOn,
}

/// <summary>The instructions behind a body's type tests, where those say yes.</summary>
internal sealed class TypeBranch(MethodBodyBlock body, OperandTable operands)
{
    /// <summary>Instructions behind which it is about something else.</summary>
    private const int Longest = 32;

    /// <summary>Where the branch ends of the test that was asked last.</summary>
    private int last;

    /// <param name="test">Where the test stands; what is asked in the branch of another is part of that one.</param>
    public Handling Of(int test)
    {
        if (test < last) return Handling.None;
        var handling = Of(test, out int end);
        if (handling != Handling.None) last = end;
        return handling;
    }

    private Handling Of(int test, out int end)
    {
        end = 0;
        var il = body.From(test);
        il.MoveNext();
        bool isInside = false, isMatching = true, isFollowed = false;
        var before = ILOpCode.Nop;
        for (int i = 0; i < Longest && il.MoveNext(); i++)
        {
            if (isInside && !isFollowed && end > 0 && il.Offset >= end) return Handling.None;
            var code = il.Long.Code;
            if (!isInside)
            {
                if (code == ILOpCode.Brfalse) end = Math.Max(0, (int)il.Integer) is > 0 and var forward ? il.Next + forward : 0;
                else if (code == ILOpCode.Brtrue) il = body.From(il.Next + (int)il.Integer);
                else if (IsCarried(code)) continue;
                else return Handling.None;
                isInside = true;
                continue;
            }
            isMatching &= IsMatching(code, before, il);
            before = code;
            if (isMatching && code == ILOpCode.Br)
            {
                il = body.From(il.Next + (int)il.Integer);
                isFollowed = true;
            }
            else if (Done(il, code) is { } done) return done;
        }
        return Handling.None;
    }

    /// <summary>The answer of the test goes on to where it is asked.</summary>
    private static bool IsCarried(ILOpCode code) =>
        code is ILOpCode.Dup or ILOpCode.Stloc or ILOpCode.Ldloc or ILOpCode.Ldnull or ILOpCode.Cgt_un;

    /// <summary>More is asked, and the value is put away: the cases of a <c>switch</c> stand behind all its questions.</summary>
    private bool IsMatching(ILOpCode code, ILOpCode before, IlReader il) => code switch
    {
        ILOpCode.Stloc => before != ILOpCode.Ldc_i4,
        ILOpCode.Call or ILOpCode.Callvirt => operands[il.Entity].IsAnswerOnly,
        _ => true,
    };

    /// <returns>Null where the next instruction tells more.</returns>
    private Handling? Done(IlReader il, ILOpCode code)
    {
        switch (code)
        {
            case ILOpCode.Ret or ILOpCode.Leave: return Handling.Ends;
            case ILOpCode.Br: return Leads(il.Next + (int)il.Integer) ? Handling.Ends : Handling.None;
            case ILOpCode.Throw or ILOpCode.Rethrow or ILOpCode.Switch: return Handling.None;
            case ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj:
                var called = operands[il.Entity];
                if (called.IsConstructor && ExceptionTypes.IsName(called.Type)) return Handling.None;
                return called.IsFramework || called.IsAnswerOnly || called.IsDelegateConstructor ? null : Handling.HandsOn;
            default: return null;
        }
    }

    /// <summary>To the end of the method, with what it returns.</summary>
    private bool Leads(int place)
    {
        var il = body.From(place);
        while (il.MoveNext())
        {
            if (il.OpCode == ILOpCode.Ret) return true;
            if (il.Long.Code != ILOpCode.Ldloc) return false;
        }
        return false;
    }
}
