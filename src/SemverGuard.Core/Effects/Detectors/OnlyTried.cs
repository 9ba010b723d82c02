using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>The one call that is tried of a method that makes many: the others may fail as before.</summary>
internal static class OnlyTried
{
    /// <summary>Calls beside it, of which a handler of one is a detail.</summary>
    private const int Many = 3;

    /// <param name="type">What is caught.</param>
    /// <returns>Null where more is tried, in one block or in several, or hardly anything else is done.</returns>
    public static Operand? In(Side side, MethodDefinitionHandle method, string type)
    {
        if (method.IsNil) return null;
        Operand? only = null;
        int others = 0;
        foreach (var (call, isTried) in WrittenBodies.Read(side, method).SelectMany(x => Calls(side, x.Method, x.Body, type)))
        {
            if (!isTried) others++;
            else if (only is null) only = call;
            else return null;
        }
        return others >= Many ? only : null;
    }

    /// <summary>Without what is only asked of an object or joins texts, and what the compiler made.</summary>
    private static List<(Operand Call, bool IsTried)> Calls(Side side, MethodDefinition definition, MethodBodyBlock body, string type)
    {
        var calls = new List<(Operand, bool)>();
        var handlers = new BodyHandlers(body, side.Operands, side.Image.Reader.StringComparer.Equals(definition.Name, "MoveNext"));
        var tries = new GuardedCode(body.ExceptionRegions
            .Where(x => x.Kind is ExceptionRegionKind.Catch or ExceptionRegionKind.Filter && handlers.Caught(x) == type));
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode is not (ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj)) continue;
            if (side.Operands[il.Entity] is { IsGenerated: false, IsAnswerOnly: false } call && !ShapeCalls.JoinsText(call))
                calls.Add((call, tries.Contains(il.Offset)));
        }
        return calls;
    }
}
